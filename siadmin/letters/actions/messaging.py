"""Send messages, one or very many, and mark them read."""

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import transaction
from django.urls import reverse

from siadmin.agency.models import User
from siadmin.kernel.database import run_sql
from siadmin.letters.models import Issued, Message
from siadmin.letters.protocols import Recipient
from siadmin.letters.selectors import messages_in
from siadmin.letters.texts import MessageText
from siadmin.letters.wording import names_nobody, plain

SQL = Path(__file__).resolve().parent.parent / "sql"
NOTHING: Mapping[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Addressed:
    """One of many messages of one text. `page` is a route and its arguments; `key` makes sending it again harmless."""

    to: Recipient
    values: Mapping[str, Any] = field(default_factory=dict)
    page: tuple[str, ...] = ()
    issued_id: int | None = None
    key: str = ""


@transaction.atomic
def send(
    text: MessageText,
    *,
    to: Recipient,
    at: dt.datetime,
    values: Mapping[str, Any] = NOTHING,
    page: tuple[str, ...] = (),
    issued: Issued | None = None,
    key: str = "",
) -> Message:
    """Put one message into a box; with a `key`, the one sent with that key before is left as it is.

    `values` are those the text names, none of them naming a person (no identity number, phone or account). `page` is
    where it leads: a route and its arguments, `("citizen_month", "2026-11")`.
    """
    one = Addressed(to, values, page, issued.pk if issued else None, key)
    made = _put(text, [one], at)
    if made:
        return Message.objects.get(pk=made[0])
    return Message.objects.get(recipient_kind=to.kind, recipient=to.number, code=text.code, key=key)


@transaction.atomic
def send_many(text: MessageText, messages: Iterable[Addressed], *, at: dt.datetime) -> int:
    """Put one text into many boxes by one statement; how many are new."""
    return len(_put(text, messages, at))


def _put(text: MessageText, messages: Iterable[Addressed], at: dt.datetime) -> list[int]:
    rows = []
    routes: dict[tuple[str, int], None] = {}
    for one in messages:
        assert set(one.values) == text.names, f"{text.code} needs {sorted(text.names)}"
        params = plain(one.values)
        assert names_nobody(params), f"a value of {text.code} names somebody"
        route, arguments = (one.page[0], list(one.page[1:])) if one.page else ("", [])
        if route and (route, len(arguments)) not in routes:
            reverse(route, args=arguments)  # a link that leads nowhere is our mistake: seen before anybody gets it
            routes[route, len(arguments)] = None
        rows.append(
            {
                "kind": one.to.kind,
                "number": one.to.number,
                "key": one.key,
                "params": params,
                "route": route,
                "arguments": arguments,
                "issued": one.issued_id,
            }
        )
    given = {"code": text.code, "at": at, "rows": json.dumps(rows, ensure_ascii=False)}
    return [number for (number,) in run_sql(SQL / "send_many.sql", given)]


@transaction.atomic
def mark_read(
    *, boxes: Iterable[Recipient], by: User, at: dt.datetime, message_ids: Iterable[int] | None = None
) -> int:
    """Mark these messages read, or all in the boxes; how many were unread. Messages in other boxes stay untouched."""
    unread = messages_in(boxes).filter(read_at__isnull=True)
    if message_ids is not None:
        unread = unread.filter(pk__in=message_ids)
    return unread.order_by().update(read_at=at, read_by=by)
