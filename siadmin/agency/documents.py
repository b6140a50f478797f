"""Files people send are kept as they came: encrypted, never below the web root, found again by their digest."""

import datetime as dt
import hashlib
import re

from siadmin.agency.models import Document, User
from siadmin.kernel.protection import seal, unseal
from siadmin.kernel.refusal import Reason

LARGEST_EVIDENCE = 10 * 1024 * 1024  # bytes
CONTENT_TYPES = {"pdf": "application/pdf", "jpg": "image/jpeg", "png": "image/png"}
# A file is what it begins with, not what it is called.
_BEGINNINGS = {"pdf": b"%PDF-", "jpg": b"\xff\xd8\xff", "png": b"\x89PNG\r\n\x1a\n"}
NOT_EVIDENCE = Reason(
    "not_evidence",
    "“{name}”不是 PDF、JPG 或 PNG 文件。",
    "“{name}” is not a PDF, JPG or PNG file.",
    "拍照或扫描后另存为这三种格式之一再上传；改扩展名不行。",
    "Scan or photograph it and save it as one of these; renaming is not enough.",
)
EVIDENCE_TOO_LARGE = Reason(
    "evidence_too_large",
    "“{name}”超过 10 MB。",
    "“{name}” is larger than 10 MB.",
    "降低扫描精度或分成几份上传。",
    "Scan it more coarsely, or send it in parts.",
)

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


def evidence_kind(*, name: str, content: bytes) -> str:
    """`pdf`, `jpg` or `png`, by its first bytes. Raises NOT_EVIDENCE, EVIDENCE_TOO_LARGE."""
    if len(content) > LARGEST_EVIDENCE:
        raise EVIDENCE_TOO_LARGE(name=safe_name(name))
    for kind, beginning in _BEGINNINGS.items():
        if content.startswith(beginning):
            return kind
    raise NOT_EVIDENCE(name=safe_name(name))


def safe_name(name: str) -> str:
    """The file's own name without path, control or shell characters; never empty, never hidden."""
    plain = _UNSAFE.sub("_", name.replace("\\", "/").rsplit("/", 1)[-1]).strip(" .")
    return plain[-200:] or "file"
