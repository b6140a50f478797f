"""The events of a person."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.apps import apps
from django.utils.translation import gettext, gettext_lazy, ngettext

from contributions.accounts.selectors import Credit
from contributions.assessment.selectors import MonthState
from contributions.declarations.models import ContributionWage
from contributions.history.selectors import Stretch, stretches_of
from enrollment.participation.models import Employment, InsuredPeriod, PeriodEnd
from enrollment.participation.words import END_REASONS, WORKER_KINDS
from enrollment.registry.models import Employer, Identifier, Person
from enrollment.registry.words import IDENTIFIER_KINDS
from siadmin.agency.insurances import NAMES, Insurance
from siadmin.agency.models import Act
from siadmin.kernel.money import written
from siadmin.kernel.months import Month
from siadmin.portal.reason_words import reason_in_words
from siadmin.portal.record import Gap, Record
from siadmin.portal.shapes import Event
from siadmin.portal.templatetags.words import pick
from siadmin.portal.timeline.kept import acts, changes, day_of

# What the timeline can be narrowed to, in the order it is offered.
PERSON_THEMES = {
    "payments": gettext_lazy("Payments"),
    "participation": gettext_lazy("Participation"),
    "changes": gettext_lazy("Changes"),
    "looked": gettext_lazy("Who looked"),
}
_FIELDS = {
    "name": gettext_lazy("Name"),
    "birth_on": gettext_lazy("Day of birth"),
    "retirement_group": gettext_lazy("Retirement group"),
    "phone_hash": gettext_lazy("Phone"),
    "residence_id": gettext_lazy("Residence"),
    "household_id": gettext_lazy("Household registration"),
    "died_on": gettext_lazy("Day of death"),
}


def of_person(records: list[Person], record: Record, credits: list[Credit], *, folded: bool) -> list[Event]:
    """Every event of a person, unsorted. `folded`: months paid alike, one after the other, are one event.

    `records`: the one they stand under first; events of another say so.
    """
    events = _of_record(records[0])
    for other in records[1:]:
        named = gettext("record %(number)s") % {"number": other.number}
        events += [
            replace(each, detail=" · ".join(filter(None, (str(each.detail), named))))
            for each in _of_record(other, in_front=records[0].number)
        ]
    events += _payments(record, credits, folded)
    events += [_gap(gap, record) for gap in record.gaps]
    events += [_elsewhere(stretch) for stretch in stretches_of(records[0].pk, record.history)]
    return events


def _of_record(person: Person, *, in_front: str = "") -> list[Event]:
    """What happened to one record of a person, but for months paid, here and elsewhere, and missing.

    What was written for both this record and the one in front is told with that one.
    """
    events = [Event(day_of(person.registered_at), "changes", "ti-id", gettext("Registered"))]
    events += _identifiers(person.identifiers.order_by("starts_on"))
    events += changes("PersonHistory", person.pk, _FIELDS)
    events += _employments(Employment.objects.filter(person=person).select_related("employer"), person)
    events += _changes_of_terms(person)
    events += _wages(
        ContributionWage.objects.filter(person=person).select_related("employer", "declaration").order_by("from_month")
    )
    events += acts("person", person.number, told_with=in_front)
    return events


def _elsewhere(stretch: Stretch) -> Event:
    """Months that another place told of, with where it kept them and what they stand on."""
    row = stretch.row
    title = (
        gettext("Deemed paid %(first)s – %(last)s")
        if stretch.is_deemed
        else gettext("Paid elsewhere %(first)s – %(last)s")
    )
    told = row.decision if stretch.is_deemed else f"¥{written(row.base_fen or 0)} · {row.employer_name}".rstrip(" ·")
    return Event(
        stretch.last.last_day,
        "payments",
        "ti-map-pin-check",
        title % {"first": stretch.first, "last": stretch.last},
        f"{NAMES[row.insurance]} · {told} · {row.file.letter}",
    )


def _identifiers(identifiers: Iterable[Identifier]) -> Iterator[Event]:
    known: set[str] = set()
    for each in identifiers:
        if each.kind in known:
            name = IDENTIFIER_KINDS[each.kind]
            yield Event(each.starts_on, "changes", "ti-id", gettext("%(name)s replaced") % {"name": name})
        known.add(each.kind)


def _employments(employments: Iterable[Employment], person: Person) -> Iterator[Event]:
    periods = list(InsuredPeriod.objects.filter(person=person).select_related("employer"))
    joined_as = _kinds_at_joining(person)
    for each in employments:
        name = pick(each.employer, "name")
        own = [p for p in periods if p.employer_id == each.employer_id and _within(p, each)]
        yield Event(
            each.starts_on,
            "participation",
            "ti-user-plus",
            gettext("Joined: %(employer)s") % {"employer": name},
            " · ".join(filter(None, (str(WORKER_KINDS[joined_as[each.pk]]), _insurances_begun(own) if own else ""))),
        )
        if each.ends_before is not None:
            yield Event(
                each.ends_before - dt.timedelta(days=1),
                "participation",
                "ti-user-minus",
                gettext("Left: %(employer)s") % {"employer": name},
                str(END_REASONS[each.end_reason]),
            )
    suspended = {(p.employer, p.before_month) for p in periods if p.ended_because == PeriodEnd.SUSPENDED}
    for employer, month in suspended:
        assert month is not None, "a suspended period has an end"
        yield Event(
            month.first_day,
            "participation",
            "ti-player-pause",
            gettext("Suspended: %(employer)s") % {"employer": pick(employer, "name")},
        )


def _changes_of_terms(person: Person) -> Iterator[Event]:
    """In which month somebody's insurance changed without leaving, at whose, from what to what, and why."""
    rows = list(Act.objects.filter(subject_kind="person", subject=person.number, code="participation_changed"))
    names = {e.number: e for e in Employer.objects.filter(number__in={row.detail["employer"] for row in rows})}
    for row in rows:
        before, after = row.detail["before"], row.detail["after"]
        kinds = [str(WORKER_KINDS[kind]) for kind in dict.fromkeys((before["kind"], after["kind"]))]
        insured = ["−" + str(NAMES[each]) for each in row.detail["ended"]]
        insured += ["+" + str(NAMES[each]) for each in row.detail["begun"]]
        yield Event(
            Month.parse(row.detail["from_month"]).first_day,
            "participation",
            "ti-arrows-exchange",
            gettext("Changed: %(employer)s") % {"employer": pick(names[row.detail["employer"]], "name")},
            " · ".join(filter(None, (" → ".join(kinds), " ".join(insured), reason_in_words(row.reason)))),
        )


def _kinds_at_joining(person: Person) -> dict[int, str]:
    """By employment: the kind of worker it began with, whatever it was changed to since."""
    history = apps.get_model("participation", "EmploymentHistory")._default_manager
    first = history.filter(person_id=person.pk).order_by("-pgh_id").values_list("pgh_obj_id", "kind")
    return dict(first)


def _within(period: InsuredPeriod, employment: Employment) -> bool:
    """Whether the period began with the employment, this month or the next."""
    return 0 <= (period.from_month.first_day - employment.starts_on.replace(day=1)).days <= 31


def _insurances_begun(periods: list[InsuredPeriod]) -> str:
    count = len(periods)
    if count == len(Insurance.values):
        return gettext("five insurances from %(month)s") % {"month": periods[0].from_month}
    names = ", ".join(str(NAMES[period.insurance]) for period in periods)
    return gettext("%(names)s from %(month)s") % {"names": names, "month": periods[0].from_month}


def _wages(wages: Iterable[ContributionWage]) -> Iterator[Event]:
    before: dict[int, int] = {}
    for wage in wages:
        if wage.superseded_at is not None:
            continue
        old = before.get(wage.employer_id)
        before[wage.employer_id] = wage.wage_fen
        if old == wage.wage_fen:
            continue
        now = written(wage.wage_fen)
        title = gettext("Contribution wage %(wage)s") % {"wage": now if old is None else f"{written(old)} → {now}"}
        detail = gettext("from %(month)s, %(employer)s") % {
            "month": wage.from_month,
            "employer": pick(wage.employer, "name"),
        }
        declared = wage.declaration.filed_at if wage.declaration else None
        on = day_of(declared or wage.recorded_at)
        yield Event(on, "payments", "ti-adjustments", title, detail, order=wage.from_month.index)


@dataclass(frozen=True, slots=True)
class _Paid:
    """A month paid through an employer on a day, with what it brought to each account."""

    month: Month
    employer_id: int
    on: dt.date
    is_late: bool
    credits: tuple[tuple[str, int], ...]
    under: str = ""

    def follows(self, before: "_Paid") -> bool:
        """Whether it can be told together with the month before it: same employer, credits, punctuality and year."""
        return (
            self.month == before.month + 1
            and self.on.year == before.on.year
            and (self.employer_id, self.under, self.credits, self.is_late)
            == (before.employer_id, before.under, before.credits, before.is_late)
        )


def _payments(record: Record, credits: list[Credit], folded: bool) -> Iterator[Event]:
    stretch: list[_Paid] = []
    for paid in _paid_months(record, credits):
        if stretch and not (folded and paid.follows(stretch[-1])):
            yield _payment(stretch, record)
            stretch = []
        stretch.append(paid)
    if stretch:
        yield _payment(stretch, record)


def _paid_months(record: Record, credits: list[Credit]) -> list[_Paid]:
    credited: dict[tuple[Month, int, int], Counter[str]] = defaultdict(Counter)
    for credit in credits:
        credited[credit.month, credit.employer_id, credit.person_id][credit.account] += credit.amount_fen
    paid = {
        (each.employer_id, each.person_id, each.month, each.paid_on): each.state == MonthState.PAID_LATE
        for each in record.months
        if each.is_paid and each.paid_on is not None
    }
    return [
        _Paid(
            month, employer_id, on, is_late,
            tuple(sorted(credited[month, employer_id, person_id].items(), reverse=True)),
            record.others.get(person_id, ""),
        )
        for (employer_id, person_id, month, on), is_late in sorted(paid.items())
    ]  # fmt: skip


def _payment(stretch: list[_Paid], record: Record) -> Event:
    first, last = stretch[0], stretch[-1]
    total = sum(amount for paid in stretch for _, amount in paid.credits)
    span = str(last.month) if first is last else f"{first.month} – {last.month}"
    if total:
        title = gettext("%(month)s paid in full; %(amount)s credited to accounts")
        title %= {"month": span, "amount": written(total)}
    else:
        title = gettext("%(month)s paid in full") % {"month": span}
    parts = [f"{NAMES[account]} {written(amount)}" for account, amount in last.credits]
    if len(stretch) > 1 and parts:
        parts[0] = gettext("each month %(amount)s") % {"amount": parts[0]}
    return Event(
        last.on,
        "payments",
        "ti-coins",
        title,
        " · ".join([pick(record.employers[last.employer_id], "name"), *parts, *_under(last.under)]),
        kind="due" if last.is_late else "",
        word=gettext("paid late") if last.is_late else "",
    )


def _under(number: str) -> list[str]:
    return [gettext("record %(number)s") % {"number": number}] if number else []


def _gap(gap: Gap, record: Record) -> Event:
    due = [
        each.due_on
        for each in record.months
        if each.month == gap.first and each.employer_id == gap.employer.pk and each.due_on
    ]
    return Event(
        min(due) if due else gap.first.last_day,
        "payments",
        "ti-circle-x",
        gettext("Unpaid: %(span)s, %(insurances)s") % {"span": gap.span, "insurances": gap.names},
        gettext("not paid by oneself, nobody owes it")
        if gap.employer.is_person
        else gettext("owed by %(employer)s") % {"employer": pick(gap.employer, "name")},
        kind="late",
        word=ngettext("%(count)s missing", "%(count)s missing", gap.months) % {"count": gap.months},
    )
