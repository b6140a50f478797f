"""Files people send are kept as they came: encrypted, never below the web root, found again by their digest."""

import datetime as dt
import hashlib
import re

from siadmin.agency.models import Document, User
from siadmin.kernel.protection import seal, unseal

_UNSAFE = re.compile(r"[\x00-\x1f\x7f/\\:*?\"<>|]+")


def keep(*, name: str, kind: str, content: bytes, by: User | None, at: dt.datetime) -> Document:
    """Keep a file. Its name is made safe to show and to save under."""
    return Document.objects.create(
        digest=hashlib.sha256(content).hexdigest(),
        name=safe_name(name),
        kind=kind,
        size=len(content),
        content=seal(content),
        kept_by=by,
        kept_at=at,
    )


def content_of(document: Document) -> bytes:
    return unseal(bytes(document.content))


def safe_name(name: str) -> str:
    """The file's own name without path, control or shell characters; never empty, never hidden."""
    plain = _UNSAFE.sub("_", name.replace("\\", "/").rsplit("/", 1)[-1]).strip(" .")
    return plain[-200:] or "file"
