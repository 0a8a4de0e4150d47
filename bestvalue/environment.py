"""What the settings make of the environment: addresses, and values that production refuses."""

import re
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from environs import FileAwareEnv

SHORTEST_KEY = 50
LOCK_TIMEOUT = "10s"
KEEPALIVE = {"keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3}  # seconds, seconds, tries
UNANSWERED = 30_000  # milliseconds
CONNECT_TIMEOUT = 10  # seconds
BACKENDS = "django.core.mail.backends"
SMTP_PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"


class Environment(FileAwareEnv):
    """The process's variables; one that is set and empty counts as not set, as in a copy of `.env.example`."""

    def _get_value(self, env_key: str, default: Any) -> Any:
        return super()._get_value(env_key, default) or default


class Email(NamedTuple):
    """How emails go out, as `EMAIL_URL` says."""

    backend: str
    folder: str = ""
    host: str = ""
    port: int = 0
    user: str = ""
    password: str = ""
    starts_tls: bool = False
    is_tls: bool = False


def embedded_url(home: Path, otherwise: str = "") -> str:
    """The address that a server started by `make run` left in its folder.

    `otherwise` is used when it does not run; without one, ImproperlyConfigured says what to do.
    """
    file = home / "url"
    url = file.read_text(encoding="utf-8").strip() if file.exists() else otherwise
    if not url:
        raise ImproperlyConfigured(
            "There is no database: DATABASE_URL is not set and the built-in PostgreSQL is not running. "
            "Start it with `make run`, or set DATABASE_URL to the address of a PostgreSQL database."
        )
    return url


def database_at(url: str, *, pooled: bool = False) -> dict[str, Any]:
    """Django's settings for the PostgreSQL database at `url`; ImproperlyConfigured when DATABASE_URL is wrong.

    Through a pool of transactions no cursor outlives one, and the role has the time-outs (docs/scale.md).
    """
    try:
        database: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True))
    except ValueError as error:
        raise ImproperlyConfigured(f"DATABASE_URL is not a database's address: {error}") from error
    if database["ENGINE"] != "django.db.backends.postgresql":
        raise ImproperlyConfigured("DATABASE_URL must begin with postgres:// as the service needs PostgreSQL.")
    options = database.setdefault("OPTIONS", {})
    # Either side must notice soon that the other has vanished: a host that is cut off holds its locks till then.
    served = {"lock_timeout": LOCK_TIMEOUT, "tcp_user_timeout": UNANSWERED}
    served |= {f"tcp_{name}": value for name, value in KEEPALIVE.items()}
    asked = "" if pooled else " ".join(f"-c {name}={value}" for name, value in served.items())
    if given := f"{options.get('options', '')} {asked}".strip():
        options["options"] = given
    database["DISABLE_SERVER_SIDE_CURSORS"] = pooled
    for name, value in {"connect_timeout": CONNECT_TIMEOUT, "tcp_user_timeout": UNANSWERED, **KEEPALIVE}.items():
        options.setdefault(name, value)
    return database


def email_at(url: str) -> Email:
    """How to send emails by `url`; ImproperlyConfigured when EMAIL_URL is wrong or, where one is needed, empty."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise ImproperlyConfigured(f"EMAIL_URL is not an address: {error}") from error
    if parts.scheme == "console":
        return Email(f"{BACKENDS}.console.EmailBackend")
    if parts.scheme == "file" and parts.path:
        return Email(f"{BACKENDS}.filebased.EmailBackend", folder=unquote(parts.path))
    if parts.scheme in SMTP_PORTS and parts.hostname:
        return Email(
            f"{BACKENDS}.smtp.EmailBackend",
            host=parts.hostname,
            port=port or SMTP_PORTS[parts.scheme],
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            starts_tls=parts.scheme == "smtp+tls",
            is_tls=parts.scheme == "smtps",
        )
    raise ImproperlyConfigured(
        "EMAIL_URL must be smtp+tls://USER:PASSWORD@HOST, smtps://…, smtp://…, file:///FOLDER or console: "
        "(or set NOTIFY_API_KEY to send by GOV.UK Notify)."
    )


def service_at(url: str, *, tls: bool, host: str, port: int) -> str:
    """Where people reach the service, for addresses in emails; ImproperlyConfigured when SERVICE_URL is wrong."""
    url = url or (f"https://{host}/" if tls else f"http://{host}:{port}/")
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or (tls and parts.scheme == "http"):
        raise ImproperlyConfigured("SERVICE_URL must be where people reach the service, such as https://HOST/.")
    return url


def refuse_broken_notify(*, key: str, template: str) -> None:
    """Raise ImproperlyConfigured, naming the variable, when GOV.UK Notify is configured by halves or by mistake."""
    if key and not re.fullmatch(rf".+-{UUID}-{UUID}", key):
        raise ImproperlyConfigured("NOTIFY_API_KEY must be a whole API key of GOV.UK Notify: NAME-SERVICE-SECRET.")
    if bool(key) != bool(re.fullmatch(UUID, template)):
        raise ImproperlyConfigured("NOTIFY_TEMPLATE_ID must be an email template's id, and go with NOTIFY_API_KEY.")


def openid_app(issuer: str, client_id: str, secret: str) -> dict[str, Any]:
    """The one provider of OpenID Connect, as allauth's settings name it; who somebody is stands in the signed token."""
    settings = {"server_url": issuer, "fetch_userinfo": False}
    return {"provider_id": "openid", "name": "OpenID", "client_id": client_id, "secret": secret, "settings": settings}


def refuse_broken_openid(*, issuer: str, client_id: str, secret: str, tls: bool) -> None:
    """Raise ImproperlyConfigured, naming the variable, when OpenID Connect is configured by halves or to everybody."""
    if not issuer and not client_id and not secret:
        return
    if not (issuer and client_id and secret):
        raise ImproperlyConfigured("OPENID_ISSUER, OPENID_CLIENT_ID and OPENID_CLIENT_SECRET go together.")
    if urlsplit(issuer).scheme != "https" and tls:
        raise ImproperlyConfigured("OPENID_ISSUER must begin with https://.")
    if re.search(r"/(common|organizations|consumers)(/|$)", issuer):
        raise ImproperlyConfigured("OPENID_ISSUER must name the department's own tenant: others may not vouch for us.")


def refuse_demonstration_values(*, debug: bool, secret_key: str, hosts: list[str]) -> None:
    """Raise ImproperlyConfigured, naming the variable, when production has a value fit only for a demonstration."""
    if debug:
        raise ImproperlyConfigured("DEBUG must be off where DEMONSTRATION is off: it shows strangers the code.")
    if len(secret_key) < SHORTEST_KEY or secret_key.startswith("demonstration-only"):
        raise ImproperlyConfigured(
            f"SECRET_KEY must be set to at least {SHORTEST_KEY} random characters where DEMONSTRATION is off."
        )
    if "testserver" in hosts or "*" in hosts:
        raise ImproperlyConfigured("ALLOWED_HOSTS must be set to the service's own names where DEMONSTRATION is off.")
