"""What somebody's record says of their rights, as far as a viewer may see it (REG 11, 32; SIL 74).

A citizen sees all of their own; staff what belongs to their line; an employer only the months with itself, without
balances: what is on an account is nobody's business but its owner's.
"""

import datetime as dt
from dataclasses import dataclass, replace

from django.db.models import F

from contributions.accounts.models import AccountKind
from contributions.accounts.protocols import Brought, brought
from contributions.accounts.selectors.balances import YearOfAccount, balances_of, years_of
from contributions.accounts.selectors.holding import credited_until
from contributions.assessment.selectors import PAID_STATES, InsuredMonth, MonthState, record_of
from enrollment.participation.models import Employment, InsuredPeriod
from enrollment.participation.selectors import in_month
from enrollment.registry.models import Employer, Person
from enrollment.registry.payers import Payer, payers
from enrollment.registry.records import other_numbers, records_of
from enrollment.registry.selectors import persons_seen_by
from siadmin.agency.insurances import LINE_OF, SCHEME_ORDER, ResidentScheme
from siadmin.agency.viewer import Viewer
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month

_WORST_FIRST = (MonthState.MISSING, MonthState.DUE, MonthState.PAID_LATE, MonthState.PAID)


@dataclass(frozen=True, slots=True)
class InsuranceRights:
    """One insurance: whether it covers the present month, since when, months paid in all and of those asked for.

    `months_elsewhere`: of all, those that came from elsewhere; `months_deemed`: earlier service, beside them (SIL 13).
    `own_fen_here`: what the person paid for the latter, in fen.
    """

    insurance: str
    is_insured: bool
    since: Month | None
    months_paid: int
    months_elsewhere: int
    months_deemed: int
    months_paid_here: int
    own_fen_here: int


@dataclass(frozen=True, slots=True)
class MonthRights:
    """One month of one payer, the insurances of the line together; amounts in fen.

    `is_resident`: a resident's year, which is asked for at once in this month. `record`: the number it is kept under
    where that is not the one the person stands under.
    """

    month: Month
    payer: Payer
    is_resident: bool
    base_fen: int
    own_fen: int
    account_fen: int
    state: MonthState
    record: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Months in a row of one insurance at one place on one base, in fen, or deemed paid."""

    insurance: str
    first: Month
    last: Month
    place: Words
    base_fen: int | None
    is_deemed: bool

    @property
    def months(self) -> int:
        return self.last.index - self.first.index + 1


@dataclass(frozen=True, slots=True)
class Rights:
    """A person's rights of one line of insurances, for the months from `first` to `last`.

    `stretches`: of these months those from elsewhere, in a row as they were kept; of another employer's asking none.
    `employer`: only the months with this one. `balances`: fen by account, empty where the viewer may not see them.
    """

    person: Person
    line: str
    first: Month
    last: Month
    as_of: dt.date
    employer: Employer | None
    insurances: tuple[InsuranceRights, ...]
    months: tuple[MonthRights, ...]
    stretches: tuple[Stretch, ...]
    balances: dict[str, int]
    years: tuple[YearOfAccount, ...]

    @property
    def own_fen(self) -> int:
        """What the person paid in the months that are paid."""
        return sum(each.own_fen for each in self.months if each.state in PAID_STATES)


def insurances_of_line(line: str) -> list[str]:
    """The five's first, then the residents' scheme of the line."""
    return [insurance for insurance in SCHEME_ORDER if LINE_OF[insurance] == line]


def accounts_of_line(line: str) -> list[str]:
    """The personal accounts a line keeps, the employees' first."""
    return [account for account in AccountKind.values if LINE_OF[account] == line]


def rights_seen_by(
    viewer: Viewer,
    person: Person,
    *,
    line: str,
    today: dt.date,
    first: Month | None = None,
    last: Month | None = None,
    employer: Employer | None = None,
) -> Rights | None:
    """The rights of a line, or None where the viewer may not see them; without months, all that are on record.

    `employer`: asked by this employer about its own staff, present or former.
    """
    if not _may_see(viewer, person, line, employer):
        return None
    wanted = set(insurances_of_line(line))
    record = record_of(person.pk, today=today, of=wanted)
    if employer is not None:
        record = [each for each in record if each.employer_id == employer.pk]
    told = [each for each in brought.all(person.pk) if each.insurance in wanted] if employer is None else []
    known = [each.month for each in record] + [each.month for each in told]
    first = first or min(known, default=Month.of(today))
    last = last or max(known, default=Month.of(today))
    within = [each for each in record if first <= each.month <= last]
    balances = {} if employer is not None else _balances(person, line)
    return Rights(
        person=person,
        line=line,
        first=first,
        last=last,
        as_of=today,
        employer=employer,
        insurances=_insurances(person, line, record, within, told, today, employer),
        months=_months(within, other_numbers(person)),
        stretches=_stretches([each for each in told if first <= each.month <= last]),
        balances=balances,
        years=_years(person, balances, first, last),
    )


def _may_see(viewer: Viewer, person: Person, line: str, employer: Employer | None) -> bool:
    if employer is not None:
        is_own = employer.pk in viewer.employer_ids
        return is_own and Employment.objects.filter(person__in=records_of(person.pk), employer=employer).exists()
    if viewer.is_staff:
        return line in viewer.lines and persons_seen_by(viewer).filter(pk=person.pk).exists()
    return viewer.person_id == person.pk


def _balances(person: Person, line: str) -> dict[str, int]:
    return {account: fen for account, fen in balances_of(person.pk).items() if LINE_OF[account] == line}


def _insurances(
    person: Person,
    line: str,
    record: list[InsuredMonth],
    within: list[InsuredMonth],
    told: list[Brought],
    today: dt.date,
    employer: Employer | None,
) -> tuple[InsuranceRights, ...]:
    periods = InsuredPeriod.objects.filter(person__in=records_of(person.pk)).exclude(before_month=F("from_month"))
    if employer is not None:
        periods = periods.filter(employer=employer)
    present = set(periods.filter(in_month(Month.of(today))).values_list("insurance", flat=True))
    since: dict[str, Month] = {}
    for insurance, month in periods.order_by("-from_month").values_list("insurance", "from_month"):
        since[insurance] = month
    found = []
    for insurance in insurances_of_line(line):
        here = {each.month for each in _paid(record, insurance)}
        elsewhere = {each.month for each in told if each.insurance == insurance and not each.is_deemed} - here
        deemed = {each.month for each in told if each.insurance == insurance and each.is_deemed} - here
        begins = [month for month in (since.get(insurance), min(elsewhere, default=None)) if month is not None]
        found.append(
            InsuranceRights(
                insurance=insurance,
                is_insured=insurance in present,
                since=min(begins, default=None),
                months_paid=len(here | elsewhere),
                months_elsewhere=len(elsewhere),
                months_deemed=len(deemed),
                months_paid_here=len({each.month for each in _paid(within, insurance)}),
                own_fen_here=sum(each.employee_fen for each in _paid(within, insurance)),
            )
        )
    return tuple(found)


def _stretches(told: list[Brought]) -> tuple[Stretch, ...]:
    """Months in a row of one insurance, place and base together, the earliest first."""
    found: list[Stretch] = []
    for each in sorted(told, key=lambda one: (SCHEME_ORDER.index(one.insurance), one.month)):
        before = found[-1] if found else None
        of_one = (each.insurance, each.place, each.base_fen, each.is_deemed)
        if (
            before is not None
            and (before.insurance, before.place, before.base_fen, before.is_deemed) == of_one
            and before.last + 1 == each.month
        ):
            found[-1] = replace(before, last=each.month)
        else:
            found.append(Stretch(each.insurance, each.month, each.month, each.place, each.base_fen, each.is_deemed))
    return tuple(sorted(found, key=lambda one: (one.first, SCHEME_ORDER.index(one.insurance))))


def _paid(months: list[InsuredMonth], insurance: str) -> list[InsuredMonth]:
    return [each for each in months if each.insurance == insurance and each.is_paid]


def _months(within: list[InsuredMonth], others: dict[int, str]) -> tuple[MonthRights, ...]:
    """Oldest first; a month is as good as its worst insurance. A resident's year stands in the month it is asked in.

    `others`: numbers of records the person has besides.
    """
    named = payers({each.employer_id for each in within})
    grouped: dict[tuple[Month, int, bool, int], list[InsuredMonth]] = {}
    for each in within:
        if each.asked_in is None:
            is_resident = each.insurance in ResidentScheme.values
            grouped.setdefault((each.month, each.employer_id, is_resident, each.person_id), []).append(each)
    return tuple(
        MonthRights(
            month=month,
            payer=named[payer],
            is_resident=is_resident,
            base_fen=max(each.base_fen for each in rows),
            own_fen=sum(each.employee_fen for each in rows),
            account_fen=sum(each.account_fen for each in rows),
            state=next(state for state in _WORST_FIRST if any(each.state == state for each in rows)),
            record=others.get(record, ""),
        )
        for (month, payer, is_resident, record), rows in sorted(grouped.items())
    )


def _years(person: Person, accounts: dict[str, int], first: Month, last: Month) -> tuple[YearOfAccount, ...]:
    """The years of these accounts that lie wholly in the months asked for, oldest first."""
    if not accounts:
        return ()
    found = [
        year
        for year in years_of(person.pk)
        if year.account in accounts and first <= Month(year.year, 12) and Month(year.year, 12) <= last
    ]
    return tuple(sorted(found, key=lambda year: (year.year, year.region.pk)))


def balance_at(person_id: int, account: str, until: dt.date) -> int:
    """What stood on an account at the end of a day, in fen: all that came and left by its day, interest by its year."""
    total = credited_until(person_id, account, until)
    for year in years_of(person_id):
        if year.account == account and dt.date(year.year, 12, 31) <= until:
            total += year.interest_fen
    return total
