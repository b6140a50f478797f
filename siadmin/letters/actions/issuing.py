"""Issue a letter, and take it back. It costs nobody anything (REG 32)."""

import datetime as dt
import hashlib
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from siadmin.agency.models import Office, User
from siadmin.agency.trail import record
from siadmin.kernel.identifiers.masking import masked_name
from siadmin.kernel.language import Words
from siadmin.kernel.protection import keyed_hash, opaque_number
from siadmin.kernel.refusal import Reason
from siadmin.letters.kinds import LetterKind
from siadmin.letters.models import Issued, Language, RecipientKind
from siadmin.letters.protocols import Recipient
from siadmin.letters.rules.codes import grouped, new_code
from siadmin.letters.selectors import reissue_pdf, remedy_of
from siadmin.letters.typesetting import typeset
from siadmin.letters.wording import canonical, names_nobody, plain

ALREADY_REVOKED = Reason(
    "letter_already_revoked",
    "文书 {number} 已于 {on} 撤销。",
    "Letter {number} was revoked on {on}.",
    "如需新的文书，请重新签发。",
    "Issue another letter if one is needed.",
)
REASON_MISSING = Reason(
    "letter_revoked_without_a_reason",
    "撤销文书须写明理由。",
    "A letter is revoked for a reason.",
    "请写明理由后再撤销。",
    "Say why, then revoke it.",
)
LANGUAGES: dict[str, list[str]] = {Language.ZH: ["zh"], Language.EN: ["en"], Language.BOTH: ["zh", "en"]}


@transaction.atomic
def issue(
    *,
    kind: LetterKind,
    office: Office,
    subject: Recipient,
    content: Mapping[str, Any],
    figures: Mapping[str, Any],
    language: str,
    by: User | None,
    at: dt.datetime,
    today: dt.date,
    holder: str = "",
    to: str = "",
    basis: Words | None = None,
    expires_on: dt.date | None = None,
    authority: Words | None = None,
    key: str = "",
) -> tuple[Issued, bytes]:
    """Issue one letter: its row and its PDF. With a `key`, the letter issued for that key before is given again.

    `content` is what the kind's template reads (full names and numbers may stand there: it is kept encrypted).
    `figures` are public: exactly those the kind names, and nothing that names a person; `holder` is added to them, a
    person's name masked. `to` is the salutation. `authority` hears objections (else the people's government of the
    office's region); the time limits are the law's of `today`. Raises NoLawInForce where those are not loaded.
    """
    assert set(figures) == set(kind.figures), f"figures of {kind.code}: {sorted(kind.figures)}"
    assert names_nobody(plain(figures)), f"a figure of {kind.code} names somebody"
    if key and (known := _issued_for(kind, key)):
        return known, reissue_pdf(known)
    code = new_code()
    frame = _frame(kind, office, code=code, language=language, on=today) | {
        "to": to or None,
        "basis": basis or kind.basis,
        "expires_on": expires_on,
        "remedy": remedy_of(office, today, authority) if kind.has_remedy else None,
    }
    pdf = typeset(kind.template, frame=frame, content=content, at=at)
    issued = Issued.objects.create(
        **_columns(kind, code, frame, content, pdf),
        key=key,
        subject_kind=subject.kind,
        subject=subject.number,
        office=office,
        language=language,
        figures=plain(figures) | _holder(subject, holder),
        issued_at=at,
        issued_by=by,
    )
    what = {"letter": issued.number, "name": kind.title.zh}
    record(by=by, at=at, code="letter_issued", subject_kind=subject.kind, subject=subject.number, **what)
    return issued, pdf


def _issued_for(kind: LetterKind, key: str) -> Issued | None:
    """The letter of this key; of two issuers at once the second waits here, then finds the first's."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"issue:{kind.code}:{key}"])
    return Issued.objects.filter(kind=kind.code, key=key).first()


def _columns(
    kind: LetterKind, code: str, frame: Mapping[str, Any], content: Mapping[str, Any], pdf: bytes
) -> dict[str, Any]:
    """What the row keeps of what was printed."""
    return {
        "number": frame["number"],
        "code_hash": keyed_hash(code),
        "kind": kind.code,
        "edition": kind.edition,
        "basis": frame["basis"].zh,
        "expires_on": frame["expires_on"],
        "payload": canonical({"code": code, "frame": frame, "content": content}),
        "digest": hashlib.sha256(pdf).hexdigest(),
    }


def _frame(kind: LetterKind, office: Office, *, code: str, language: str, on: dt.date) -> dict[str, Any]:
    site = settings.PUBLIC_URL
    return {
        "languages": LANGUAGES[language],
        "agency": Words(office.name_zh, office.name_en),
        "title": kind.title,
        "number": opaque_number("L"),
        "on": on,
        "code": grouped(code),
        "url": site + reverse("verify_code", args=[grouped(code)]),
        "site": site + reverse("verify_document"),
    }


def _holder(subject: Recipient, name: str) -> dict[str, str]:
    if not name:
        return {}
    return {"holder": masked_name(name) if subject.kind == RecipientKind.PERSON else name}


@transaction.atomic
def revoke(*, issued_id: int, by: User, at: dt.datetime, reason: str) -> Issued:
    """From now on the public page says that the letter is revoked. Raises ALREADY_REVOKED, REASON_MISSING."""
    issued = Issued.objects.select_for_update(of=("self",)).get(pk=issued_id)
    if issued.revoked_at is not None:
        raise ALREADY_REVOKED(number=issued.number, on=timezone.localdate(issued.revoked_at).isoformat())
    if not reason.strip():
        raise REASON_MISSING()
    issued.revoked_at, issued.revoked_by, issued.revoked_reason = at, by, reason.strip()
    issued.save(update_fields=["revoked_at", "revoked_by", "revoked_reason"])
    record(
        by=by,
        at=at,
        code="letter_revoked",
        subject_kind=issued.subject_kind,
        subject=issued.subject,
        reason=issued.revoked_reason,
        letter=issued.number,
    )
    return issued
