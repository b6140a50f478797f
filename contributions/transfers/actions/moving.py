"""What every act on a transfer does: lock it, compare the version seen, ask whether its actor may, count the limit."""

import datetime as dt

from django.utils import timezone

from contributions.transfers.law import step_limit
from contributions.transfers.models import Transfer
from contributions.transfers.rules.course import ENDED, TRANSFER, Side, State
from contributions.transfers.selectors.permits import actors_of, region_of_side, why_not
from contributions.transfers.words import moving_words
from enrollment.registry.models import Person
from enrollment.registry.selectors import identifier_of
from siadmin.agency.insurances import LINE_OF
from siadmin.agency.models import Office, Region, User
from siadmin.agency.selectors import ancestors
from siadmin.kernel.language import Words
from siadmin.kernel.refusal import Reason
from siadmin.kernel.workdays import after_working_days
from siadmin.kernel.workflow import CHANGED_SINCE
from siadmin.letters.models import RecipientKind
from siadmin.letters.protocols import Recipient
from siadmin.policy.calendar import WorkCalendar
from siadmin.policy.selectors import StoredLawBook

NO_OFFICE_THERE = Reason(
    "transfer_no_office_there",
    "{place}没有办理该险种的经办机构，无法发函。",
    "There is no office of that insurance in {place} to write to.",
    "请先设立或登记该地的经办机构。",
    "Have the office of that place registered first.",
)


def taken(transfer_id: int, seen_version: int, act: str, by: User, at: dt.datetime) -> Transfer:
    """The transfer under a lock, for an act its actor may do. Raises CHANGED_SINCE and what `why_not` answers."""
    transfer = (
        Transfer.objects.select_for_update(of=("self",))
        .select_related("person", "from_region", "to_region", "case")
        .get(pk=transfer_id)
    )
    if transfer.version != seen_version:
        raise CHANGED_SINCE()
    if refusal := why_not(transfer, act, by, timezone.localdate(at)):
        raise refusal
    return transfer


def moved(transfer: Transfer, act: str, by: User, at: dt.datetime) -> None:
    """Follow an arrow of the workflow; where it ends no day is due any more."""
    arrow = TRANSFER.check(act, state=transfer.state, actor=by.eyes, actors=actors_of(transfer))
    transfer.state = State(arrow.target)
    if transfer.state in ENDED:
        transfer.ended_at, transfer.due_on, transfer.limit_days = at, None, None
        transfer.calendar_is_provisional = False


def saved(transfer: Transfer) -> Transfer:
    """Every act raises the version, so that nobody acts on what they did not see."""
    transfer.version += 1
    transfer.save()
    return transfer


def counted(transfer: Transfer, side: Side, direction: str, on: dt.date) -> None:
    """The working days that a side has from a day on; the day itself is not counted. Raises NoLawInForce."""
    region, calendar = region_of_side(transfer, side), WorkCalendar()
    limit = step_limit(StoredLawBook(), transfer.limits, direction, region.pk, on)
    transfer.limit_days = int(limit.value)
    transfer.due_on = after_working_days(on, transfer.limit_days, calendar)
    transfer.calendar_is_provisional = calendar.is_provisional(transfer.due_on)


def office_of(region: Region, insurance: str) -> Office:
    """The office of the insurance's line that answers for a pooling region. Raises NO_OFFICE_THERE."""
    codes = ancestors(region)
    found = Office.objects.filter(region__in=codes, line=LINE_OF[insurance]).select_related("region")
    if not found:
        raise NO_OFFICE_THERE(place=region.words)
    return min(found, key=lambda office: codes.index(office.region_id))


def recipient(person: Person) -> Recipient:
    return Recipient(RecipientKind.PERSON, person.number)


def number_of(person: Person) -> str:
    identifier = identifier_of(person)
    return identifier.value if identifier else person.number


def places_of(transfer: Transfer) -> dict[str, Words]:
    """What every letter of a transfer names: insurance, old and new place."""
    return {
        "insurance": moving_words(transfer.insurance, transfer.to_insurance),
        "from_place": transfer.from_region.words,
        "to_place": transfer.to_region.words,
    }
