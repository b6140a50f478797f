"""Protecting people: identifiers, bank accounts and phones are encrypted at rest (PIPL 51; REG 35, 49).

AES-256-GCM with a fresh nonce per value, and a keyed hash beside it for exact look-up. Public numbers are
opaque: they say nothing about the person or employer they name.
"""

import hashlib
import hmac
import os
import secrets
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

UNREADABLE = (InvalidTag, AssertionError, ValueError)  # what `decrypt` and `unseal` raise for altered bytes
_VERSION = b"\x01"
_NONCE_BYTES = 12
_ALPHABET = "23456789ACDEFGHJKLMNPQRTUVWXY"


@cache
def _derived(purpose: str) -> bytes:
    return hmac.new(settings.FIELD_KEY, purpose.encode(), hashlib.sha256).digest()


@cache
def _cipher() -> AESGCM:
    return AESGCM(_derived("encrypt"))


def seal(content: bytes) -> bytes:
    """Encrypted bytes, with the version of the scheme and a fresh nonce before them."""
    nonce = os.urandom(_NONCE_BYTES)
    return _VERSION + nonce + _cipher().encrypt(nonce, content, _VERSION)


def unseal(data: bytes) -> bytes:
    """Raises cryptography's InvalidTag when the value was altered or the key is another one."""
    data = bytes(data)
    assert data[:1] == _VERSION, "encrypted with an unknown version"
    nonce, body = data[1 : 1 + _NONCE_BYTES], data[1 + _NONCE_BYTES :]
    return _cipher().decrypt(nonce, body, _VERSION)


def encrypt(text: str) -> bytes:
    return seal(text.encode())


def decrypt(data: bytes) -> str:
    return unseal(data).decode()


def keyed_hash(text: str) -> bytes:
    """32 bytes that find an equal value without telling it."""
    return hmac.new(_derived("look-up"), text.encode(), hashlib.sha256).digest()


def opaque_number(prefix: str) -> str:
    """A public number such as `P7K2-M9Q4X`: random, no vowels that spell words, no look-alikes."""
    letters = "".join(secrets.choice(_ALPHABET) for _ in range(9))
    return f"{prefix}{letters[:4]}-{letters[4:]}"
