"""Addresses of the pages whose names django-allauth knows; no other page of its has an address."""

from django.urls import path

from .views import openid, second_step, sign_in

urlpatterns = [
    path("sign-in/", sign_in.SignInView.as_view(), name="account_login"),
    path("sign-in/second-step/", second_step.SecondStepView.as_view(), name="mfa_authenticate"),
    path("sign-in/passkey/", second_step.PasskeySignInView.as_view(), name="mfa_login_webauthn"),
    path("sign-in/with/<slug:provider_id>/", openid.start, name="openid_connect_login"),
    path("sign-in/with/<slug:provider_id>/done/", openid.finish, name="openid_connect_callback"),
    path("sign-in/cancelled/", openid.cancelled, name="socialaccount_login_cancelled"),
    path("account/confirm/", second_step.confirm, name="account_reauthenticate"),
    path("account/second-step/", second_step.index, name="mfa_index"),
    path("account/second-step/app/", second_step.AddApp.as_view(), name="mfa_activate_totp"),
    path("account/second-step/app/remove/", second_step.RemoveApp.as_view(), name="mfa_deactivate_totp"),
    path("account/second-step/passkeys/new/", second_step.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path(
        "account/second-step/passkeys/<int:pk>/remove/", second_step.RemovePasskey.as_view(), name="mfa_remove_webauthn"
    ),
    path("account/second-step/codes/", second_step.RecoveryCodes.as_view(), name="mfa_view_recovery_codes"),
    path("account/second-step/codes/new/", second_step.NewRecoveryCodes.as_view(), name="mfa_generate_recovery_codes"),
]
