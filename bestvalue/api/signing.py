"""Signing what is sent to webhooks, as Standard Webhooks has it (https://www.standardwebhooks.com)."""

import base64
import datetime as dt
import hashlib
import hmac
import secrets

from django.utils.crypto import salted_hmac

from .models import Webhook

PREFIX = "whsec_"
BOTH_FOR = dt.timedelta(hours=24)  # after a rotation, what is sent bears the signatures of both secrets


def new_salt() -> str:
    """What a new secret is made from: 256 random bits as text."""
    return secrets.token_urlsafe(32)


def secret_of(salt: str) -> str:
    """The secret as its owner is shown it, once. It follows from SECRET_KEY and the salt, and is stored nowhere."""
    return PREFIX + base64.b64encode(_key(salt)).decode()


def signed_headers(webhook: Webhook, message: str, body: bytes, moment: dt.datetime) -> dict[str, str]:
    """`webhook-id`, `webhook-timestamp` and `webhook-signature`: HMAC-SHA256 over `id.timestamp.body`."""
    stamp = str(int(moment.timestamp()))
    signed = b".".join((message.encode(), stamp.encode(), body))
    salts = [webhook.salt]
    if webhook.earlier_salt and webhook.rotated_at and moment < webhook.rotated_at + BOTH_FOR:
        salts.append(webhook.earlier_salt)
    signatures = " ".join(f"v1,{_signature(salt, signed)}" for salt in salts)
    return {"webhook-id": message, "webhook-timestamp": stamp, "webhook-signature": signatures}


def _key(salt: str) -> bytes:
    return salted_hmac("webhook secret", salt, algorithm="sha256").digest()


def _signature(salt: str, signed: bytes) -> str:
    return base64.b64encode(hmac.new(_key(salt), signed, hashlib.sha256).digest()).decode()
