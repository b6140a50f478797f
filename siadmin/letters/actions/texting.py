"""Queue texts for phones, hand them to the gateway, give up those nobody took."""

import datetime as dt
import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import structlog
from django.db import transaction
from django.db.models import Q

from siadmin.kernel import jobs
from siadmin.kernel.database import run_sql
from siadmin.kernel.identifiers.writing import compact
from siadmin.kernel.protection import keyed_hash
from siadmin.kernel.refusal import Reason
from siadmin.letters.models import MOST_ATTEMPTS, ShortText, TextState
from siadmin.letters.rules.phones import is_mobile
from siadmin.letters.texting import NotTaken, Texting, gateway
from siadmin.letters.texts import MessageText
from siadmin.letters.wording import plain

log = structlog.get_logger()
SQL = Path(__file__).resolve().parent.parent / "sql"
LEASE = dt.timedelta(minutes=1)  # far longer than the gateway is waited for
WAITS = (dt.timedelta(minutes=1), dt.timedelta(minutes=5), dt.timedelta(minutes=30))
NOT_A_MOBILE = Reason(
    "not_a_mobile_number",
    "手机号应为 1 开头的 11 位数字。",
    "A mobile number has eleven digits and begins with 1.",
    "请核对后重新填写。",
    "Check it and write it again.",
)
TEXTING_NOT_SET_UP = Reason(
    "texting_not_set_up",
    "短信通道尚未开通。",
    "This portal cannot send texts to phones yet.",
    "请到经办窗口办理，或拨打 12333。",
    "Go to the counter, or call 12333.",
)


@transaction.atomic
def text(
    words: MessageText,
    *,
    phone: str,
    language: str,
    at: dt.datetime,
    values: Mapping[str, Any],
    expires_at: dt.datetime | None = None,
) -> ShortText:
    """Queue one text; a worker hands it over after commit. `language` is zh or en; after `expires_at` it is not sent.

    Raises NOT_A_MOBILE, TEXTING_NOT_SET_UP.
    """
    number = compact(phone)
    if not is_mobile(number):
        raise NOT_A_MOBILE()
    if gateway() is None:
        raise TEXTING_NOT_SET_UP()
    assert set(values) == words.names, f"{words.code} needs {sorted(words.names)}"
    body = words.body(plain(values))
    queued = ShortText.objects.create(
        reference=uuid.uuid4(),
        phone=number,
        phone_hash=keyed_hash(number),
        body=body.en if language == "en" else body.zh,
        code=words.code,
        queued_at=at,
        try_at=at,
        expires_at=expires_at,
    )
    jobs.enqueue("letters.send_texts")
    return queued


def send_next(carrier: Texting, *, at: dt.datetime) -> bool:
    """Hand over the next text that waits; False when none does.

    Claimed and committed first, so that a worker that dies while the gateway answers costs one attempt and no more;
    the text goes again under the same reference.
    """
    claimed = run_sql(SQL / "claim_text.sql", {"at": at, "until": at + LEASE, "most": MOST_ATTEMPTS})
    if not claimed:
        return False
    waiting = ShortText.objects.get(pk=claimed[0][0])
    if waiting.expires_at is not None and waiting.expires_at <= at:
        _settle(waiting, TextState.FAILED, at=at, failure="expired before it could be sent")
        return True
    try:
        number = carrier.send(reference=waiting.reference, phone=waiting.phone, body=waiting.body or "")
    except NotTaken as error:
        log.warning("text_not_taken", reference=str(waiting.reference), attempt=waiting.attempts, why=str(error))
        if error.is_final or waiting.attempts >= MOST_ATTEMPTS:
            _settle(waiting, TextState.FAILED, at=at, failure=str(error)[:300])
        else:
            _wait(waiting, at + WAITS[waiting.attempts - 1], str(error)[:300])
        return True
    _settle(waiting, TextState.SENT, at=at, gateway_number=number)
    return True


@transaction.atomic
def give_up(*, at: dt.datetime) -> int:
    """Settle what a dead worker left behind at its last attempt, and what expired; how many."""
    over = Q(attempts__gte=MOST_ATTEMPTS) | Q(expires_at__lte=at)
    return ShortText.objects.filter(over, state=TextState.WAITING, try_at__lte=at).update(
        state=TextState.FAILED, settled_at=at, body=None, failure="nobody took it in time"
    )


@transaction.atomic
def _settle(waiting: ShortText, state: str, *, at: dt.datetime, gateway_number: str = "", failure: str = "") -> None:
    ShortText.objects.filter(pk=waiting.pk, state=TextState.WAITING).update(
        state=state, settled_at=at, body=None, gateway_number=gateway_number, failure=failure
    )


@transaction.atomic
def _wait(waiting: ShortText, until: dt.datetime, failure: str) -> None:
    ShortText.objects.filter(pk=waiting.pk, state=TextState.WAITING).update(try_at=until, failure=failure)
