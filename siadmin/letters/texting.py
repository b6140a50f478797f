"""The gateway that takes texts for phones: an interface, one that speaks HTTP, one that only keeps what it took.

Settings: TEXTING names the class; TEXTING_URL, TEXTING_SENDER and TEXTING_SECRET are the HTTP gateway's.
"""

import hashlib
import hmac
import http.client
import json
import ssl
import time
import uuid
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from siadmin.letters.models import SimulatedText

SECONDS = 5
_MOST_BYTES = 64 * 1024
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}


class NotTaken(Exception):
    """The gateway did not take a text. `is_final`: it never will (a number it refuses); else it is tried again."""

    def __init__(self, why: str, *, is_final: bool = False) -> None:
        super().__init__(why)
        self.is_final = is_final


class Texting(Protocol):
    """What carries texts to phones."""

    def send(self, *, reference: uuid.UUID, phone: str, body: str) -> str:
        """Hand one text over; the gateway's number for it. Sent twice with one reference, it is one text.

        Raises NotTaken.
        """


@dataclass(frozen=True)
class HttpTexting:
    """A gateway that takes a signed JSON POST and answers JSON with `id`.

    The signature is HMAC-SHA-256 over time, reference and body, each on its own line, so that a request is neither
    changed nor sent again later by somebody else. Redirects are not followed; only HTTPS leaves this machine.
    """

    url: str
    sender: str
    secret: str

    def send(self, *, reference: uuid.UUID, phone: str, body: str) -> str:
        request = json.dumps(
            {"reference": str(reference), "sender": self.sender, "to": phone, "text": body}, ensure_ascii=False
        ).encode()
        sent_at = str(time.time_ns() // 1_000_000_000)
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "X-Sender": self.sender,
            "X-Time": sent_at,
            "X-Signature": signature(self.secret, sent_at, str(reference), request),
        }
        try:
            status, answer = self._post(request, headers)
        except (OSError, http.client.HTTPException) as error:
            raise NotTaken(f"no answer: {type(error).__name__}") from error
        if 400 <= status < 500 and status not in (408, 425, 429):
            raise NotTaken(f"refused: HTTP {status}", is_final=True)
        if not 200 <= status < 300:
            raise NotTaken(f"not taken: HTTP {status}")
        try:
            return str(json.loads(answer)["id"])[:80]
        except (ValueError, KeyError, TypeError) as error:
            raise NotTaken("the answer was not understood") from error

    def _post(self, request: bytes, headers: dict[str, str]) -> tuple[int, bytes]:
        parts = urlsplit(self.url)
        host = parts.hostname or ""
        if parts.scheme == "https":
            link: http.client.HTTPConnection = http.client.HTTPSConnection(
                host, parts.port, timeout=SECONDS, context=ssl.create_default_context()
            )
        else:
            assert parts.scheme == "http" and host in _LOOPBACK, "texts leave this machine by HTTPS only"
            link = http.client.HTTPConnection(host, parts.port, timeout=SECONDS)
        try:
            link.request("POST", parts.path or "/", request, headers)
            answer = link.getresponse()
            return answer.status, answer.read(_MOST_BYTES)
        finally:
            link.close()


def signature(secret: str, sent_at: str, reference: str, request: bytes) -> str:
    """What the gateway computes again: HMAC-SHA-256, in hexadecimal."""
    signed = f"{sent_at}\n{reference}\n".encode() + request
    return hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()


class SimulatedTexting:
    """Keeps what it takes in a table, encrypted: for the demonstration and for tests. Nothing leaves."""

    def send(self, *, reference: uuid.UUID, phone: str, body: str) -> str:
        with transaction.atomic():
            kept, _ = SimulatedText.objects.get_or_create(
                reference=reference, defaults={"phone": phone, "body": body, "taken_at": timezone.now()}
            )
        return f"simulated-{kept.pk}"


def gateway() -> Texting | None:
    """The gateway of the settings; nothing where none was set up."""
    if not settings.TEXTING:
        return None
    made = import_string(settings.TEXTING)
    if made is HttpTexting:
        return HttpTexting(settings.TEXTING_URL, settings.TEXTING_SENDER, settings.TEXTING_SECRET)
    found: Texting = made()
    return found


def is_simulated() -> bool:
    return isinstance(gateway(), SimulatedTexting)
