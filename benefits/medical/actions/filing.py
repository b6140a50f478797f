"""Care elsewhere is filed and ended (REG 23)."""

import datetime as dt

from django.db import transaction

from benefits.medical.models import AwayFiling, FilingEnded
from benefits.medical.selectors import crossing, last_day_before
from enrollment.registry.actions import lock_people
from enrollment.registry.models import Person
from enrollment.registry.records import records_of
from siadmin.agency.models import Region, User
from siadmin.agency.trail import record
from siadmin.kernel.refusal import Reason, Refusal
from siadmin.matters.models import Case

FILED_ALREADY = Reason(
    "away_filed_already",
    "{name}自 {day} 起已有去{place}的备案，时间重叠。",
    "{name} has filed care at {place_en} from {day} on already: both hold on the same days.",
    "先终止原备案，再办理新的备案。",
    "End that filing first.",
)
ENDS_WHEN = Reason(
    "away_ends_when",
    "备案自 {first} 起有效，到 {last} 止；{day} 不在其中。",
    "The filing holds from {first} to {last}; {day} does not lie within it.",
    "核对终止日期。",
    "Check from which day it is ended.",
)


def why_not_file(person: Person, starts_on: dt.date, ends_before: dt.date | None) -> Refusal | None:
    if (other := crossing(person, starts_on, ends_before)) is not None:
        words = other.place.words
        return FILED_ALREADY(name=person.name, day=other.starts_on, place=words.zh, place_en=words.en)
    return None


@transaction.atomic
def file_away(
    *, person: Person, kind: str, place: Region, starts_on: dt.date, ends_before: dt.date | None, case: Case, by: User,
    at: dt.datetime,
) -> AwayFiling:  # fmt: skip
    """Raises FILED_ALREADY."""
    lock_people(records_of(person.pk))
    if refusal := why_not_file(person, starts_on, ends_before):
        raise refusal
    filing = AwayFiling.objects.create(
        person=person, kind=kind, place=place, starts_on=starts_on, ends_before=ends_before, case=case
    )
    record(
        by=by, at=at, code="away_filed", subject_kind="person", subject=person.number, case=case.number, kind=kind,
        place=place.pk, starts_on=str(starts_on), ends_before=str(ends_before or ""),
    )  # fmt: skip
    return filing


def why_not_end(filing: AwayFiling, ends_before: dt.date) -> Refusal | None:
    before = last_day_before(filing)
    if ends_before < filing.starts_on or (before is not None and ends_before >= before):
        return ENDS_WHEN(first=filing.starts_on, last=before or "…", day=ends_before)
    return None


@transaction.atomic
def end_filing(*, filing: AwayFiling, ends_before: dt.date, case: Case, by: User, at: dt.datetime) -> FilingEnded:
    """Once, before it ends by itself. Raises ENDS_WHEN."""
    lock_people(records_of(filing.person_id))
    if refusal := why_not_end(filing, ends_before):
        raise refusal
    ended = FilingEnded.objects.create(filing=filing, ends_before=ends_before, case=case)
    record(
        by=by, at=at, code="away_filing_ended", subject_kind="person", subject=filing.person.number, case=case.number,
        ends_before=str(ends_before),
    )  # fmt: skip
    return ended
