"""Verbs of the law's numbers: seed them from files, propose one, decide on it, load the work calendars of years."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

import chinese_calendar
import structlog
from django.db import transaction
from django.db.models import Max, Q

from siadmin.agency.models import Region, User
from siadmin.agency.trail import record
from siadmin.kernel.months import Period
from siadmin.kernel.refusal import Reason
from siadmin.kernel.workflow import CHANGED_SINCE, Workflow, move
from siadmin.policy.calendar import rest_days
from siadmin.policy.files import FileRow
from siadmin.policy.models import CalendarYear, Proposal, ProposalState, Series, Value

log = structlog.get_logger()
PROPOSAL = Workflow(
    name="proposal",
    initial=ProposalState.PROPOSED,
    moves=(
        move("approve", ProposalState.PROPOSED, to=ProposalState.APPROVED, not_by="propose"),
        move("refuse", ProposalState.PROPOSED, to=ProposalState.REFUSED, not_by="propose"),
        move("withdraw", ProposalState.PROPOSED, to=ProposalState.WITHDRAWN),
    ),
)
ONLY_ITS_PROPOSER = Reason(
    "only_its_proposer",
    "只有提出人可以撤回。",
    "Only the person who proposed it may withdraw it.",
    "请提出人撤回，或由审批人不予批准。",
    "Ask the person who proposed it, or have an approver refuse it.",
)
UNIT_DIFFERS = Reason(
    "unit_differs",
    "参数“{key}”的单位是“{unit}”，不能改。",
    "The unit of “{key}” is “{unit}” and does not change.",
    "请按该单位填写数值。",
    "Give the value in that unit.",
)


@transaction.atomic
def seed(rows: Iterable[FileRow], *, at: dt.datetime) -> int:
    """Take the rows of the parameter files for days on which the store holds nothing yet; again changes nothing.

    What the store holds stays: a file does not overrule what people approved (SIL 90). A row that would is left out
    and named in the log, for a policy officer to propose.
    """
    series: dict[tuple[str, str, str], Series] = {(s.key, s.region_id, s.category): s for s in Series.objects.all()}
    held: dict[int, list[Value]] = defaultdict(list)
    for value in Value.objects.filter(superseded_at__isnull=True):
        held[value.series_id].append(value)
    fresh = []
    for row in rows:
        place = (row.key, row.region, row.category)
        if place not in series:
            series[place] = Series.objects.create(
                key=row.key, region_id=row.region, category=row.category, unit=row.unit
            )
        if not _is_held(row, held[series[place].pk]):
            fresh.append(
                Value(
                    series=series[place],
                    starts_on=row.valid_from,
                    ends_before=row.valid_to,
                    value=row.value,
                    source=row.source,
                    status=row.status,
                    note=row.note,
                    approved_at=at,
                )
            )
    Value.objects.bulk_create(fresh)
    return len(fresh)


def _is_held(row: FileRow, values: list[Value]) -> bool:
    """Whether the store says something for days of this row; logged when it says something else."""
    days = Period(row.valid_from, row.valid_to)
    overlapping = [value for value in values if days.overlaps(Period(value.starts_on, value.ends_before))]
    if any(value.value != row.value for value in overlapping):
        log.warning(
            "file_row_left_out", key=row.key, region=row.region, category=row.category, starts_on=str(row.valid_from)
        )
    return bool(overlapping)


@transaction.atomic
def propose(
    *,
    key: str,
    region: Region,
    category: str,
    unit: str,
    starts_on: dt.date,
    ends_before: dt.date | None,
    value: Decimal,
    source: str,
    status: str,
    note: str,
    by: User,
    at: dt.datetime,
) -> Proposal:
    """Propose a value; it governs nothing until another person approves it. Raises UNIT_DIFFERS."""
    _check_unit(key, unit)
    proposal = Proposal.objects.create(
        key=key,
        region=region,
        category=category,
        unit=unit,
        starts_on=starts_on,
        ends_before=ends_before,
        value=value,
        source=source,
        status=status,
        note=note,
        proposed_by=by,
        proposed_eyes=by.eyes,
        proposed_at=at,
    )
    record(by=by, at=at, code="value_proposed", subject_kind="proposal", subject=str(proposal.pk), key=key)
    return proposal


def _check_unit(key: str, unit: str) -> None:
    """A number of the law has one unit everywhere. Raises UNIT_DIFFERS."""
    known = Series.objects.filter(key=key).exclude(unit=unit).values_list("unit", flat=True).first()
    if known is not None:
        raise UNIT_DIFFERS(key=key, unit=known)


def _decided(proposal_id: int, name: str, seen_version: int, by: User, at: dt.datetime, reason: str) -> Proposal:
    proposal = Proposal.objects.select_for_update().get(pk=proposal_id)
    if proposal.version != seen_version:
        raise CHANGED_SINCE()
    arrow = PROPOSAL.check(name, state=proposal.state, actor=by.eyes, actors={"propose": proposal.proposed_by.eyes})
    proposal.state = ProposalState(arrow.target)
    proposal.decided_by, proposal.decided_eyes, proposal.decided_at = by, by.eyes, at
    proposal.reason = reason
    proposal.version += 1
    return proposal


@transaction.atomic
def approve(*, proposal_id: int, seen_version: int, by: User, at: dt.datetime, reason: str = "") -> Value:
    """Approve a proposed value: from now on it is what we believe.

    What we believed before about the same days is superseded, not changed; what it said of other days stays.
    Raises WRONG_STATE, SAME_PERSON, CHANGED_SINCE, UNIT_DIFFERS (the key got another unit meanwhile).
    """
    proposal = _decided(proposal_id, "approve", seen_version, by, at, reason)
    proposal.save()
    value = _believe(proposal, at)
    record(
        by=by, at=at, code="value_approved", subject_kind="proposal", subject=str(proposal.pk), reason=reason,
        key=proposal.key, value=str(proposal.value),
    )  # fmt: skip
    return value


def suppose(*, proposal_id: int, at: dt.datetime) -> Value:
    """Let a proposed value govern in the present transaction, which the caller takes back: to see what it would do.

    At commit the database refuses a value whose proposal is not approved.
    """
    return _believe(Proposal.objects.get(pk=proposal_id, state=ProposalState.PROPOSED), at)


def _believe(proposal: Proposal, at: dt.datetime) -> Value:
    """Put a proposal's value in force; beliefs about the same days are superseded."""
    _check_unit(proposal.key, proposal.unit)
    series, _ = Series.objects.get_or_create(
        key=proposal.key, region=proposal.region, category=proposal.category, defaults={"unit": proposal.unit}
    )
    Series.objects.select_for_update().get(pk=series.pk)
    since = _believed_from(series, at)
    _supersede(series, proposal.starts_on, proposal.ends_before, since)
    return Value.objects.create(
        series=series,
        starts_on=proposal.starts_on,
        ends_before=proposal.ends_before,
        value=proposal.value,
        source=proposal.source,
        status=proposal.status,
        note=proposal.note,
        proposal=proposal,
        approved_at=since,
    )


def _believed_from(series: Series, at: dt.datetime) -> dt.datetime:
    """When a belief begins: after every earlier one of its series, though their approvers' clocks crossed."""
    newest = series.values.aggregate(newest=Max("approved_at"))["newest"]
    return at if newest is None or newest < at else newest + dt.timedelta(microseconds=1)


def _supersede(series: Series, starts_on: dt.date, ends_before: dt.date | None, at: dt.datetime) -> None:
    """End our belief in what overlaps the new period, and say again what it held outside of it."""
    overlapping = Value.objects.filter(series=series, superseded_at__isnull=True).filter(
        Q(ends_before__isnull=True) | Q(ends_before__gt=starts_on)
    )
    if ends_before is not None:
        overlapping = overlapping.filter(starts_on__lt=ends_before)
    for old in list(overlapping):
        Value.objects.filter(pk=old.pk).update(superseded_at=at)
        pieces: list[tuple[dt.date, dt.date | None]] = []
        if old.starts_on < starts_on:
            pieces.append((old.starts_on, starts_on))
        if ends_before is not None and (old.ends_before is None or old.ends_before > ends_before):
            pieces.append((ends_before, old.ends_before))
        for first, after in pieces:
            Value.objects.create(
                series=series,
                starts_on=first,
                ends_before=after,
                value=old.value,
                source=old.source,
                status=old.status,
                note=old.note,
                proposal_id=old.proposal_id,
                approved_at=at,
            )


@transaction.atomic
def refuse(*, proposal_id: int, seen_version: int, by: User, at: dt.datetime, reason: str) -> Proposal:
    proposal = _decided(proposal_id, "refuse", seen_version, by, at, reason)
    proposal.save()
    record(by=by, at=at, code="value_refused", subject_kind="proposal", subject=str(proposal.pk), reason=reason)
    return proposal


@transaction.atomic
def withdraw(*, proposal_id: int, seen_version: int, by: User, at: dt.datetime, reason: str) -> Proposal:
    """Take one's own proposal back. Raises ONLY_ITS_PROPOSER, WRONG_STATE, CHANGED_SINCE."""
    proposal = Proposal.objects.select_for_update().get(pk=proposal_id)
    if proposal.proposed_by.eyes != by.eyes:
        raise ONLY_ITS_PROPOSER()
    arrow = PROPOSAL.check("withdraw", state=proposal.state, actor=by.eyes)
    if proposal.version != seen_version:
        raise CHANGED_SINCE()
    proposal.state, proposal.reason = ProposalState(arrow.target), reason
    proposal.version += 1
    proposal.save()
    record(by=by, at=at, code="value_withdrawn", subject_kind="proposal", subject=str(proposal.pk), reason=reason)
    return proposal


@transaction.atomic
def load_calendar(
    *, year: int, rest_days: list[dt.date], source: str, is_provisional: bool, at: dt.datetime
) -> CalendarYear | None:
    """Keep a year's work calendar as a new version; nothing when the newest version says the same."""
    newest = CalendarYear.objects.filter(year=year).order_by("-version").first()
    days = [day.isoformat() for day in rest_days]
    if newest is not None and newest.rest_days == days and newest.is_provisional == is_provisional:
        return None
    return CalendarYear.objects.create(
        year=year,
        version=newest.version + 1 if newest else 1,
        source=source,
        is_provisional=is_provisional,
        loaded_at=at,
        rest_days=days,
    )


def load_years(first: int, last: int, *, at: dt.datetime) -> int:
    """Bring the calendar of each year into the database; returns how many new versions were kept."""
    kept = 0
    for year in range(first, last + 1):
        days, provisional = rest_days(year)
        source = "周末推定，待国务院办公厅公布" if provisional else f"chinesecalendar {chinese_calendar.__version__}"
        kept += load_calendar(year=year, rest_days=days, source=source, is_provisional=provisional, at=at) is not None
    return kept
