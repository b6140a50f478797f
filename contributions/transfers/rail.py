"""The steps of a transfer as people follow them: which is done and when, which is due and where, which lie ahead."""

import datetime as dt

from django.utils import timezone

from contributions.transfers.models import Transfer
from contributions.transfers.rules.course import State
from contributions.transfers.words import STATES
from siadmin.agency.models import User
from siadmin.kernel.language import Words
from siadmin.letters.models import Issued
from siadmin.matters.selectors.rail import Stage, person

_LETTER, _FORM = Words("联系函", "Contact letter"), Words("信息表", "Information form")
_MONEY, _CREDIT = Words("划出资金", "Money paid out"), Words("到账记入", "Arrived and credited")


def rail_of(transfer: Transfer, *, by_name: bool) -> list[Stage]:
    """Four stations, or up to where it ended. `by_name`: who did it, for staff; else the place."""
    old, new = transfer.from_region.words, transfer.to_region.words
    stations: list[tuple[Words, Words, User | None, dt.datetime | None]] = [
        (_LETTER, new, transfer.contact_letter.issued_by, transfer.requested_at),
        (_FORM, old, transfer.answered_by, transfer.answered_at if transfer.information_form_id else None),
        (_MONEY, old, transfer.paid_by, transfer.paid_at),
        (_CREDIT, new, transfer.received_by, transfer.received_at),
    ]
    stages: list[Stage] = []
    is_due = transfer.ended_at is None
    for title, place, user, at in stations:
        if at is not None:
            stages.append(Stage(title, person(user) if by_name else str(place), _when(at), "done"))
        elif transfer.ended_at is None:
            stages.append(Stage(title, str(place), "", "now" if is_due else "locked"))
            is_due = False
    if transfer.state in (State.REFUSED, State.WITHDRAWN) and transfer.ended_at is not None:
        place = old if transfer.state == State.REFUSED else new
        stages.append(Stage(STATES[transfer.state], str(place), _when(transfer.ended_at), "done"))
    return stages


def letters_of(transfer: Transfer) -> list[Issued]:
    """Its letters in the order in which they went out."""
    letters = (transfer.contact_letter, transfer.information_form, transfer.refusal_letter)
    return [letter for letter in letters if letter is not None]


def _when(at: dt.datetime) -> str:
    return f"{timezone.localtime(at):%m-%d %H:%M}"
