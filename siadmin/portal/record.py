"""A person's months as people read them: the grid, the five insurances, the gaps and who owes them."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext, ngettext

from contributions.accounts.selectors import balances_of
from contributions.assessment.doubled import Doubled, doubled_in
from contributions.assessment.selectors import InsuredMonth, MonthState, record_of
from contributions.history.models import HistoryMonth, MonthKind
from contributions.history.selectors import deemed_in, months_of, paid_in
from enrollment.participation.models import InsuredPeriod, PeriodEnd
from enrollment.registry.models import InjuryRate, Person
from enrollment.registry.payers import Payer, payers
from enrollment.registry.records import records_of
from siadmin.agency.insurances import NAMES, SCHEME_ORDER, Insurance, ResidentScheme
from siadmin.agency.viewer import Viewer
from siadmin.kernel.language import chosen
from siadmin.kernel.months import Month
from siadmin.portal.drawn import Drawn, drawn_of, pension_among
from siadmin.portal.shapes import Cell, InsuranceState, YearOfMonths
from siadmin.portal.templatetags.words import pick

_WORST_FIRST = (MonthState.MISSING, MonthState.DUE, MonthState.PAID_LATE, MonthState.PAID)


@dataclass(frozen=True, slots=True)
class Gap:
    """Months in a row without a contribution, the employer who owes them, the insurances that lack them."""

    first: Month
    last: Month
    employer: Payer
    insurances: tuple[str, ...]

    @property
    def span(self) -> str:
        """`2026-03`, or `2026-03 – 2026-06`."""
        return str(self.first) if self.first == self.last else f"{self.first} – {self.last}"

    @property
    def months(self) -> int:
        return self.last.index - self.first.index + 1

    @property
    def names(self) -> str:
        """The insurances in words; all five have one name."""
        if len(self.insurances) == len(Insurance.values):
            return gettext("all five insurances")
        return chosen(zh="、", en=", ").join(str(NAMES[code]) for code in self.insurances)


@dataclass(frozen=True)
class Record:
    """Everything about a person's months that a page shows, of all their records.

    `others`: numbers of the records they have besides the one they stand under. `doubled`: months two of them say.
    `drawn`: what is granted, the newest first.
    """

    months: list[InsuredMonth]
    years: list[YearOfMonths]
    insured: list[InsuranceState]
    gaps: list[Gap]
    employers: dict[int, Payer]
    history: list[HistoryMonth]
    others: dict[int, str]
    doubled: list[Doubled]
    drawn: list[Drawn]
    today: dt.date

    @property
    def pension(self) -> Drawn | None:
        """The pension of old age that is drawn."""
        return pension_among(self.drawn)

    @property
    def states(self) -> list[str]:
        """The states that occur, for the key of the grid."""
        present = {cell.state for year in self.years for cell in year.cells}
        return [state for state in _KEYS if state in present]

    @property
    def covered(self) -> list[str]:
        """What covers the person now: the five first, then residents' schemes."""
        return [one.insurance for one in self.insured if one.is_covered]

    @property
    def paid_until(self) -> Month | None:
        """The last month paid in full."""
        return max((cell.month for year in self.years for cell in year.cells if cell.state in _PAID), default=None)

    @property
    def missing(self) -> int:
        return sum(cell.state == MonthState.MISSING for year in self.years for cell in year.cells)

    def covered_until(self, periods: Iterable[InsuredPeriod]) -> Month | None:
        """The last insured month, where all that covers now has an end; None while some of it goes on."""
        present = [period.before_month for period in periods if covers(period, Month.of(self.today))]
        ends = [before for before in present if before is not None]
        return max(ends) - 1 if ends and len(ends) == len(present) else None

    def paid_through(self, periods: Iterable[InsuredPeriod]) -> Month | None:
        """The last month paid in full; to its end where a resident's year, which is asked for at once, is paid."""
        present = Month.of(self.today)
        now = [period for period in periods if covers(period, present)]
        ends = [each.before_month for each in now if each.insurance in ResidentScheme.values and each.before_month]
        return min(ends) - 1 if ends and len(ends) == len(now) and self.paid_until == present else self.paid_until

    def months_paid(self, insurance: str) -> int:
        """Months paid here, and elsewhere; one that two records say is one."""
        return len(_paid(self.months, insurance) | paid_in(self.history, insurance))

    def months_elsewhere(self, insurance: str) -> int:
        """Months paid before the portal or in another region (T66 12), and not here as well."""
        return len(paid_in(self.history, insurance) - _paid(self.months, insurance))

    def months_deemed(self, insurance: str) -> int:
        """Earlier service that counts as paid: a counter of its own."""
        return len(deemed_in(self.history, insurance) - _paid(self.months, insurance))

    def present_employer(self, periods: Iterable[InsuredPeriod]) -> Payer | None:
        """Through whom the person is insured now, themself perhaps; the pension's payer first."""
        present = [period for period in periods if covers(period, Month.of(self.today))]
        present.sort(key=lambda period: period.insurance != Insurance.PENSION)
        return self.employers.get(present[0].payer) if present else None


def _paid(months: Iterable[InsuredMonth], insurance: str) -> set[Month]:
    return {each.month for each in months if each.insurance == insurance and each.is_paid}


_PAID = (MonthState.PAID, MonthState.PAID_LATE)
_KEYS = ("paid", "latepaid", "brought", "deemed", "due", "missing", "none")


def covers(period: InsuredPeriod, month: Month) -> bool:
    return period.from_month <= month and (period.before_month is None or month < period.before_month)


def gather(person_id: int, periods: list[InsuredPeriod], viewer: Viewer, today: dt.date) -> Record:
    """The record of a person as a viewer may see it: staff see the insurances of their line."""
    record = record_of(person_id, today=today)
    months = [each for each in record if viewer.sees_insurance(each.insurance)]
    employers = payers({each.employer_id for each in months} | {period.payer for period in periods})
    history = [each for each in months_of(person_id) if viewer.sees_insurance(each.insurance)]
    balances = {account: fen for account, fen in balances_of(person_id).items() if viewer.sees_insurance(account)}
    records = records_of(person_id)
    drawn = drawn_of(person_id, viewer, Month.of(today))
    pension = pension_among(drawn)
    others = dict(Person.objects.filter(pk__in=records[1:]).order_by("pk").values_list("pk", "number"))
    return Record(
        months=months,
        years=grid(months, employers, today, others, history),
        insured=[
            _insurance_state(
                code,
                periods,
                months,
                balances,
                viewer,
                today,
                history,
                pension if pension is not None and pension.insurance == code else None,
            )
            for code in _schemes(periods)
        ],
        gaps=gaps(months, employers),
        employers=employers,
        history=history,
        others=others,
        doubled=doubled_in(months) if others else [],
        drawn=drawn,
        today=today,
    )


def _schemes(periods: list[InsuredPeriod]) -> list[str]:
    """The five always, residents' schemes where the person was ever in one."""
    joined = {period.insurance for period in periods if period.before_month != period.from_month}
    return [code for code in SCHEME_ORDER if code in joined or code not in ResidentScheme.values]


def grid(
    months: list[InsuredMonth],
    employers: dict[int, Payer],
    today: dt.date,
    others: Mapping[int, str],
    history: Iterable[HistoryMonth],
) -> list[YearOfMonths]:
    """A year a row, newest first; a month is as good as its worst insurance, and from elsewhere where none is here.

    It names another record it is under.
    """
    by_month: dict[Month, list[InsuredMonth]] = defaultdict(list)
    for each in months:
        by_month[each.month].append(each)
    brought = {each.month: "deemed" for each in history if each.kind == MonthKind.DEEMED}
    brought |= {each.month: "brought" for each in history if each.kind == MonthKind.ACTUAL}
    if not by_month and not brought:
        return []
    first = min([*by_month, *brought]).year
    years = range(max(today.year, first), first - 1, -1)
    present = Month.of(today)
    return [
        YearOfMonths(
            year,
            [
                Cell(month, brought[month])
                if month in brought and month not in by_month
                else _cell(month, by_month.get(month, []), employers, present, others)
                for month in Month(year, 1).until(Month(year + 1, 1))
            ],
        )
        for year in years
    ]


def _cell(
    month: Month, rows: list[InsuredMonth], employers: dict[int, Payer], present: Month, others: Mapping[int, str]
) -> Cell:
    if not rows:
        return Cell(month, "ahead" if month > present else "none")
    state = next(state for state in _WORST_FIRST if any(row.state == state for row in rows))
    names = dict.fromkeys(pick(employers[row.employer_id], "name") for row in rows if row.state == state)
    names |= dict.fromkeys(others[row.person_id] for row in rows if row.person_id in others)
    return Cell(month, state.value, chosen(zh="、", en=", ").join(names))


def gaps(months: list[InsuredMonth], employers: dict[int, Payer]) -> list[Gap]:
    """Missing months in a row per employer, newest first, with the insurances that lack them."""
    lacking: dict[tuple[int, Month], set[str]] = defaultdict(set)
    for each in months:
        if each.state == MonthState.MISSING:
            lacking[each.employer_id, each.month].add(each.insurance)
    rows = sorted((employer_id, month, tuple(sorted(codes))) for (employer_id, month), codes in lacking.items())
    found = []
    for _, run in groupby(enumerate(rows), key=lambda item: (item[1][0], item[1][2], item[1][1].index - item[0])):
        stretch = [row for _, row in run]
        employer_id, first, codes = stretch[0]
        ordered = tuple(code for code in SCHEME_ORDER if code in codes)
        found.append(Gap(first, stretch[-1][1], employers[employer_id], ordered))
    return sorted(found, key=lambda gap: gap.first, reverse=True)


def _insurance_state(
    code: str,
    periods: list[InsuredPeriod],
    months: list[InsuredMonth],
    balances: dict[str, int],
    viewer: Viewer,
    today: dt.date,
    history: list[HistoryMonth],
    pension: Drawn | None,
) -> InsuranceState:
    if not viewer.sees_insurance(code):
        return InsuranceState(code, "wait", gettext("other line"), None, gettext("kept by the other agency"))
    own = sorted((period for period in periods if period.insurance == code), key=lambda period: period.from_month)
    of_code = [each for each in months if each.insurance == code]
    paid = len(_paid(of_code, code) | paid_in(history, code))
    missing = len({each.month for each in of_code if each.state == MonthState.MISSING})
    kind, word, is_covered = _standing(code, own, Month.of(today), pension)
    return InsuranceState(
        insurance=code,
        kind=kind,
        word=word,
        months=paid,
        sub=_since(own, missing, [each.month for each in history if each.insurance == code]),
        below=_below(code, own, today),
        balance_fen=balances.get(code),
        is_covered=is_covered,
    )


def _standing(code: str, own: list[InsuredPeriod], present: Month, pension: Drawn | None) -> tuple[str, str, bool]:
    if any(covers(period, present) for period in own):
        with_medical = code == Insurance.MATERNITY
        return "ok", gettext("With medical") if with_medical else gettext("Insured"), True
    if pension is not None:
        return _in_payment(pension)
    if not own:
        return "wait", gettext("Not insured"), False
    if own[-1].from_month > present:
        return "wait", gettext("Not yet begun"), False
    ended = own[-1].ended_because
    if ended == PeriodEnd.SUSPENDED:
        return "due", gettext("Suspended"), False
    return "wait", gettext("Retired") if ended == PeriodEnd.RETIRED else gettext("Ended"), False


def _in_payment(pension: Drawn) -> tuple[str, str, bool]:
    if pension.is_suspended:
        return "due", gettext("Pension suspended"), False
    return "ok", gettext("Pension in payment"), False


def _since(own: list[InsuredPeriod], missing: int, elsewhere: list[Month]) -> str:
    """Since when, months from elsewhere included: what is counted beside it is counted from there."""
    if not own and not elsewhere:
        return gettext("no record")
    first = min([*elsewhere, *(each.from_month for each in own)])
    text = gettext("since %(month)s") % {"month": first}
    if missing:
        lacking = ngettext("%(count)s missing", "%(count)s missing", missing) % {"count": missing}
        return chosen(zh="，", en=", ").join((text, lacking))
    return text


def _below(code: str, own: list[InsuredPeriod], today: dt.date) -> str:
    if code == Insurance.INJURY and own and own[-1].employer_id is not None:
        rate = InjuryRate.objects.filter(employer_id=own[-1].employer_id, starts_on__lte=today).order_by("-starts_on")
        if found := rate.first():
            return gettext("risk class %(number)s, factor %(factor)s") % {
                "number": found.risk_class,
                "factor": found.factor,
            }
    if code == Insurance.MATERNITY and own:
        return gettext("same fund as medical")
    return ""
