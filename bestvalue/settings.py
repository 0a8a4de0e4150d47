"""Settings for every environment: defaults run the demonstration, environment variables change them (.env.example)."""

import datetime as dt
from pathlib import Path

from celery.schedules import crontab
from environs import validate

from bestvalue.environment import (
    Environment,
    database_at,
    email_at,
    embedded_url,
    openid_app,
    refuse_broken_notify,
    refuse_broken_openid,
    refuse_demonstration_values,
    service_at,
)

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"

env = Environment(strip_whitespace=True)  # NAME_FILE names the file that holds NAME

DEMONSTRATION = env.bool("DEMONSTRATION", True)
DEMONSTRATION_PASSWORD = env.str("DEMONSTRATION_PASSWORD", "demonstration-only")
DEBUG = env.bool("DEBUG", False)
SECRET_KEY = env.str("SECRET_KEY", "demonstration-only-not-for-production-0123456789-abcdefghij")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]", "testserver"])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", [])
PORT = env.int("PORT", 8000, validate=validate.Range(1, 65535))
WEB_CONCURRENCY = env.int("WEB_CONCURRENCY", 2, validate=validate.Range(1, 64))
WORKER_CONCURRENCY = env.int("WORKER_CONCURRENCY", 2, validate=validate.Range(1, 64))
LOG_LEVEL = env.str("LOG_LEVEL", "INFO", validate=validate.OneOf(["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"]))
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", 0, validate=validate.Range(0, 10))
if not DEMONSTRATION:
    refuse_demonstration_values(debug=DEBUG, secret_key=SECRET_KEY, hosts=ALLOWED_HOSTS)

INSTALLED_APPS = [
    "django.contrib.admin.apps.SimpleAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.forms",
    "pghistory",
    "pgtrigger",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "oauth2_provider",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django.contrib.sitemaps",
    "bestvalue.accounts",
    "bestvalue.records",
    "bestvalue.api",
    "bestvalue.ui",
    "bestvalue.messages",
    "cases",
    "themes",
    "notices",
    "interventions",
    "bestvalue.desk",
]

MIDDLEWARE = [
    "bestvalue.request_id.request_id_middleware",
    "bestvalue.request_log.request_log_middleware",
    "bestvalue.ui.middleware.CompressedPagesMiddleware",
    "bestvalue.api.middleware.api_middleware",
    "bestvalue.ui.middleware.security_headers_middleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "bestvalue.ui.middleware.methods_middleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "bestvalue.ui.middleware.body_middleware",
    "bestvalue.accounts.holdings.holdings_middleware",
    "bestvalue.accounts.middleware.SignInRequiredMiddleware",
    "bestvalue.ui.tidying.PastedTextMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "bestvalue.ui.middleware.RefusedActMiddleware",
    "bestvalue.desk.as_at.as_at_middleware",
]

ROOT_URLCONF = "bestvalue.urls"
WSGI_APPLICATION = "bestvalue.wsgi.application"
AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "bestvalue.ui.templatetags.govuk",
                "bestvalue.ui.templatetags.lists",
                "django.contrib.humanize.templatetags.humanize",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "bestvalue.desk.navigation.menu",
                "bestvalue.desk.as_at.past_moment",
                "bestvalue.desk.help.about_this_page",
                "bestvalue.messages.navigation.unread",
            ],
        },
    },
]

DATABASE_URL = env.str("DATABASE_URL", "") or embedded_url(VAR_DIR / "postgres")
DATABASES = {"default": database_at(DATABASE_URL, pooled=env.bool("DATABASE_POOLED", False))}
REDIS_URL = env.str("REDIS_URL", "") or embedded_url(VAR_DIR / "redis", otherwise="redis://127.0.0.1:6379/0")

TLS = env.bool("TLS", not DEMONSTRATION)  # whether people reach the service by https
SECURE_SSL_REDIRECT = TLS
SECURE_REDIRECT_EXEMPT = ["^healthz/$", "^readyz/$", "^metricsz/$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = TLS
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = TLS
SESSION_COOKIE_NAME = "__Host-session" if TLS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if TLS else "csrf"
DEVICE_COOKIE_NAME = "__Host-device" if TLS else "device"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True

SERVICE_URL = service_at(env.str("SERVICE_URL", ""), tls=TLS, host=ALLOWED_HOSTS[0], port=PORT)
NOTIFY_API_KEY, NOTIFY_TEMPLATE_ID = env.str("NOTIFY_API_KEY", ""), env.str("NOTIFY_TEMPLATE_ID", "")
NOTIFY_URL = env.str("NOTIFY_URL", "https://api.notifications.service.gov.uk").rstrip("/")
EMAIL_URL = env.str("EMAIL_URL", "")
refuse_broken_notify(key=NOTIFY_API_KEY, template=NOTIFY_TEMPLATE_ID)
EMAIL = email_at(EMAIL_URL or (f"file://{VAR_DIR / 'mail'}" if DEMONSTRATION or NOTIFY_API_KEY else ""))
EMAIL_BACKEND = "bestvalue.messages.notify.NotifyBackend" if NOTIFY_API_KEY else EMAIL.backend
EMAIL_FILE_PATH, EMAIL_HOST, EMAIL_PORT = EMAIL.folder, EMAIL.host, EMAIL.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = EMAIL.user, EMAIL.password
EMAIL_USE_TLS, EMAIL_USE_SSL, EMAIL_TIMEOUT = EMAIL.starts_tls, EMAIL.is_tls, 10  # seconds
DEFAULT_FROM_EMAIL = env.str("EMAIL_FROM", "no-reply@localhost", validate=validate.Email())

LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "/"
SESSION_ENGINE = "bestvalue.accounts.sessions"
SESSION_IDLE = dt.timedelta(minutes=env.int("SESSION_IDLE", 60, validate=validate.Range(6)))
SESSION_LASTS = dt.timedelta(hours=env.int("SESSION_LASTS", 12, validate=validate.Range(1)))
SESSION_WARNING = dt.timedelta(minutes=5)
SESSION_COOKIE_AGE = int(SESSION_LASTS.total_seconds())
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email", "name"]},
    },
    {"NAME": "bestvalue.accounts.passwords.BreachedPasswordValidator"},
]
BREACHED_PASSWORDS_URL = env.str("BREACHED_PASSWORDS_URL", "").rstrip("/")
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60  # seconds that the link by which a password is set works

ACCOUNT_ADAPTER = "bestvalue.accounts.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # an administrator wrote the address down
ACCOUNT_RATE_LIMITS = False  # ours are in PostgreSQL, so that Redis may be away (rulings 24)
ACCOUNT_REAUTHENTICATION_TIMEOUT = 5 * 60  # seconds
SECOND_STEP = env.bool("SECOND_STEP", not DEMONSTRATION)  # whether the roles of accounts/policy.py must have one
MFA_ADAPTER = "bestvalue.accounts.adapters.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Best Value casework"
MFA_TOTP_TOLERANCE = 1  # how many half minutes a clock may be wrong, either way
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_FORMS = {
    "authenticate": "bestvalue.accounts.second_step_forms.CodeForm",
    "authenticate_webauthn": "bestvalue.accounts.second_step_forms.PasskeyForm",
    "login_webauthn": "bestvalue.accounts.second_step_forms.PasskeySignInForm",
    "activate_totp": "bestvalue.accounts.second_step_forms.AddAppForm",
    "add_webauthn": "bestvalue.accounts.second_step_forms.AddPasskeyForm",
}

OPENID_ISSUER = env.str("OPENID_ISSUER", "").rstrip("/")
OPENID_NAME = env.str("OPENID_NAME", "Microsoft")
OPENID_CLIENT_ID, OPENID_CLIENT_SECRET = env.str("OPENID_CLIENT_ID", ""), env.str("OPENID_CLIENT_SECRET", "")
refuse_broken_openid(issuer=OPENID_ISSUER, client_id=OPENID_CLIENT_ID, secret=OPENID_CLIENT_SECRET, tls=TLS)
SOCIALACCOUNT_ADAPTER = "bestvalue.accounts.adapters.OpenIDAdapter"
SOCIALACCOUNT_LOGIN_ON_GET = True  # by a link: a form may be sent to this service alone
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [openid_app(OPENID_ISSUER, OPENID_CLIENT_ID, OPENID_CLIENT_SECRET)] if OPENID_ISSUER else [],
    }
}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

CONTACT_EMAIL = env.str("CONTACT_EMAIL", "")
METRICS_TOKEN = env.str("METRICS_TOKEN", "")

FORM_RENDERER = "bestvalue.ui.forms.GovukRenderer"
SERVICE_HEADER = env.str("SERVICE_HEADER", "generic")  # "govuk" once the service is on a service.gov.uk address
INLINE_SCRIPT = "'sha256-GUQ5ad8JK5KmEWmROf3LZd9ge94daqNvd8xy9YS1iDw='"  # the one inline script, in base.html
SECURE_CSP = {
    "default-src": ["'self'"],
    "script-src": ["'self'", INLINE_SCRIPT],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
}

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": env.str("FILES_ROOT", "") or str(VAR_DIR / "files"),
            "base_url": None,
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

CACHES = {  # nothing is kept that could be out of date, or be shown to who may not see it
    "default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
}
API_LIMITS = {  # requests in a minute
    "person": env.int("API_LIMIT", 1200, validate=validate.Range(1)),
    "address": env.int("API_LIMIT_WITHOUT_TOKEN", 300, validate=validate.Range(1)),
    "register": env.int("REGISTER_LIMIT", 600, validate=validate.Range(1)),
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440  # bytes; the largest body without files
LARGEST_FILE = env.int("LARGEST_FILE", 25, validate=validate.Range(1, 1000)) * 1024 * 1024  # bytes, from megabytes
LARGEST_BODY = 2 * LARGEST_FILE + 1024 * 1024  # bytes; of a form with several files
CLAMD_URL = env.str("CLAMD_URL", "")
ANCHORS_ROOT = Path(env.str("ANCHORS_ROOT", "") or VAR_DIR / "anchors")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "bestvalue.logs.JsonFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {
        "django": {"handlers": [], "level": LOG_LEVEL, "propagate": True},
        "django.db.backends": {"level": "INFO"},  # at DEBUG it writes out what is asked with its values
        "django.template": {"level": "INFO"},  # at DEBUG it writes out what a page shows once: tokens, codes, addresses
        "urllib3": {"level": "INFO"},  # at DEBUG it writes out the addresses of webhooks
        "weasyprint": {"level": "WARNING"},
        "fontTools": {"level": "WARNING"},
        "oauthlib": {"level": "WARNING"},  # at DEBUG it writes out the access tokens that it gives
    },
}

CELERY_BROKER_URL = REDIS_URL
CELERY_BROKER_TRANSPORT = "bestvalue.broker:Transport"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_connect_timeout": 2, "max_retries": 0}  # who queues a task does not wait
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # however long Redis is away, worker and beat wait for it
CELERY_TIMEZONE = TIME_ZONE
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_SOFT_TIME_LIMIT, CELERY_TASK_TIME_LIMIT = 540, 600  # seconds; Redis gives a task out again after 3600
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 10.0
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BEAT_SCHEDULE = {
    # what is woken is a look at the database: a call that waited a minute is left to the next
    "sweep-clocks": {"task": "cases.tasks.sweep_clocks", "schedule": crontab(), "options": {"expires": 55}},
    "send-messages": {"task": "cases.tasks.send_messages", "schedule": crontab(), "options": {"expires": 55}},
    "records-anchor": {"task": "bestvalue.records.tasks.anchor_chains", "schedule": crontab(hour=2, minute=0)},
    "clear-sessions": {"task": "bestvalue.accounts.tasks.clear_sessions", "schedule": crontab(hour=3, minute=0)},
    "clear-idempotency-keys": {
        "task": "bestvalue.api.tasks.clear_idempotency_keys",
        "schedule": crontab(hour=3, minute=10),
    },
    "forget-reports": {"task": "bestvalue.desk.tasks.forget_reports", "schedule": crontab(hour=3, minute=20)},
    "deliver-webhooks": {
        "task": "bestvalue.desk.tasks.deliver_webhooks",
        "schedule": crontab(),
        "options": {"expires": 55},
    },
    "take-up-imports": {"task": "themes.tasks.take_up_waiting_imports", "schedule": crontab()},
    "read-files": {"task": "cases.tasks.read_files", "schedule": crontab(), "options": {"expires": 55}},
    "make-bundles": {"task": "bestvalue.desk.tasks.make_waiting_bundles", "schedule": crontab()},
}

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "bestvalue.api.authentication.BearerAuthentication",
        "bestvalue.api.authentication.MachineAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["bestvalue.api.permissions.SignedInWithScope"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_FILTER_BACKENDS": ["bestvalue.api.filters.FiltersAsked"],
    "DEFAULT_PAGINATION_CLASS": "bestvalue.api.paging.Pages",
    "DEFAULT_SCHEMA_CLASS": "bestvalue.api.headers.EndpointSchema",
    "DEFAULT_METADATA_CLASS": None,
    "EXCEPTION_HANDLER": "bestvalue.api.problems.handle_exception",
    "URL_FORMAT_OVERRIDE": None,
}
OAUTH2_PROVIDER_APPLICATION_MODEL = "oauth2_provider.Application"
OAUTH2_PROVIDER = {
    "OAUTH2_SERVER_CLASS": "oauthlib.oauth2.BackendApplicationServer",  # client credentials, and no other grant
    "OAUTH2_VALIDATOR_CLASS": "bestvalue.api.oauth.MachineValidator",
    "SCOPES_BACKEND_CLASS": "bestvalue.api.oauth.MachineScopes",
    "ACCESS_TOKEN_EXPIRE_SECONDS": 30 * 60,
    "ALLOWED_REDIRECT_URI_SCHEMES": ["https"],
    "REFRESH_TOKEN_REUSE_PROTECTION": True,
    **{
        f"COMPLIANT_BCP_RFC9700_{each}": True  # TOKEN_STORAGE: only the SHA-256 of a token is kept
        for each in (
            *("IMPLICIT_GRANT", "PASSWORD_GRANT", "PKCE_METHOD", "ACCESS_TOKEN_TRANSPORT", "AUTHZ_RESPONSE_ISS"),
            *("TOKEN_STORAGE", "REFRESH_TOKEN", "REDIRECT_URI_SCHEME", "REDIRECT_URI_MATCHING", "PKCE_REQUIRED"),
        )
    },
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Best Value",
    "DESCRIPTION": "Reads and acts on the cases of best value authorities in England.",
    "VERSION": "1.0.0",
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": "/api/v1/",
    "SERVE_INCLUDE_SCHEMA": False,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "ENUM_NAME_OVERRIDES": {
        "StageEnum": "cases.stages.Stage",
        "PublicationKindEnum": "cases.models.PublicationKind",
        "AliasKindEnum": "cases.models.AuthorityAlias.Kind",
        "LetterKindEnum": "cases.models.Letter.Kind",
        "CaseNoteKindEnum": "cases.models.CaseNote.Kind",
        "RecipientRoleEnum": "notices.models.NoticeRecipient.Role",
        "ProgressFindingEnum": "notices.models.ExpectationProgress.Finding",
        "RegisterStandingEnum": "cases.selectors.register.Standing",
        "ActionStandingEnum": "interventions.models.ActionProgress.Standing",
        "AppointmentRoleEnum": "interventions.models.Appointment.Role",
        "DirectionEndingEnum": "interventions.models.Direction.Ending",
        "ClockKindEnum": "cases.models.clocks.KIND_CHOICES",
        "WatchEndingEnum": "cases.models.ServiceFailureWatch.Ending",
        "WatchEndedEnum": "cases.forms.watches.ENDINGS",
        "TrajectoryEnum": "cases.models.Trajectory",
        "BearingDirectionEnum": "themes.models.Bearing.Direction",
        "ThemeFindingEnum": "interventions.models.Finding",
        "DeliveryStateEnum": "bestvalue.messages.models.State",
        "MessageWayEnum": "bestvalue.messages.kinds.Way",
        "ComparatorKindEnum": "themes.models.ComparatorGroup.Kind",
        "ImportStateEnum": "themes.models.MetricImport.State",
        "ObservationFindingEnum": "themes.models.Observation.Finding",
    },
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "bestvalue.api.schema.add_problems",
        "bestvalue.api.schema.add_examples",
        "bestvalue.api.schema.describe",
    ],
}
