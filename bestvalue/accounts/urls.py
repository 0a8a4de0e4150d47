"""Addresses for signing in and for one's own account."""

from django.urls import path

from .views import account, calendars, passwords, sessions, sign_in, step_up

app_name = "accounts"
urlpatterns = [
    path("sign-in/", sign_in.SignInView.as_view(), name="sign_in"),
    path("sign-out/", sign_in.SignOutView.as_view(), name="sign_out"),
    path("password/<uidb64>/<token>/", passwords.SetPasswordView.as_view(), name="set_password"),
    path("account/", account.account, name="account"),
    path("account/password/", passwords.change_password, name="change_password"),
    path("account/session/", sessions.session, name="session"),
    path("account/session/kept-form/", sessions.keep_form, name="keep_form"),
    path("account/sessions/", sessions.sessions, name="sessions"),
    path("account/sessions/others/end/", sessions.end_others, name="end_other_sessions"),
    path("account/sessions/<int:pk>/end/", sessions.end_one, name="end_session"),
    path("account/step-up/", step_up.step_up, name="step_up"),
    path("account/tokens/", account.create_token, name="create_token"),
    path("account/tokens/<int:pk>/revoke/", account.revoke_token, name="revoke_token"),
    path("account/search-shortcut/", account.search_shortcut, name="search_shortcut"),
    path("account/calendars/", calendars.calendars, name="calendars"),
    path("account/calendars/new/", calendars.make_calendar, name="make_calendar"),
    path("account/calendars/<int:pk>/revoke/", calendars.revoke_calendar, name="revoke_calendar"),
]
