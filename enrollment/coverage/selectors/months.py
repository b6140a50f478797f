"""A person's missing months: which, who owed them, what they cost, whether they are disputed already."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from enrollment.coverage.models import Dispute, Known, Sighting
from enrollment.coverage.protocols import UnpaidMonth, paid_months, unpaid_months, worth_of
from enrollment.coverage.rules.kinds import Claim, Register
from enrollment.participation.models import InsuredPeriod
from enrollment.participation.retirement import retirement_law
from enrollment.participation.rules.retirement import (
    RetirementGroup,
    minimum_contribution_months,
    statutory_retirement,
)
from enrollment.registry.models import Employer, Person
from enrollment.registry.records import records_of
from siadmin.agency.insurances import Insurance
from siadmin.kernel.months import Month
from siadmin.matters.rules import OPEN
from siadmin.policy.lawbook import NATIONAL
from siadmin.policy.selectors import StoredLawBook


@dataclass(frozen=True, slots=True)
class MissingSpell:
    """Months in a row that one employer owed, in fen; `is_estimated` where nobody assessed them.

    `is_own`: the person pays for themself and did not, so that nobody owes them.
    `counts_for_pension`: how many of them lack in the contribution time a monthly pension needs.
    """

    first: Month
    last: Month
    employer: Employer | None
    credit_code: str
    claim: str
    insurances: tuple[str, ...]
    counts_for_pension: int
    employer_fen: int
    employee_fen: int
    account_fen: int
    is_estimated: bool = False
    is_provisional: bool = False
    is_own: bool = False
    dispute: Dispute | None = None

    @property
    def months(self) -> int:
        return self.last.index - self.first.index + 1

    @property
    def span(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first} – {self.last}"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where somebody stands towards a monthly pension, in months."""

    paid: int
    needed: int
    retires_in: Month

    @property
    def lacking(self) -> int:
        return max(self.needed - self.paid, 0)


def standing_of(person: Person, today: dt.date) -> Standing:
    """Paid months against the minimum of the year of retirement (RET 1, 2; SIL 16). Raises NoLawInForce."""
    month = statutory_retirement(
        Month.of(person.birth_on), RetirementGroup(person.retirement_group), retirement_law(today)
    ).value.month
    minimum = StoredLawBook().law(
        "pension.minimum_years_months", region=NATIONAL, category="employee", on=month.last_day
    )
    needed = minimum_contribution_months(month.year, minimum).value
    return Standing(paid_months.call(person.pk, today), needed, month)


def missing_spells(person: Person, today: dt.date) -> list[MissingSpell]:
    """Unpaid months, then months with a wage and no insurance; newest first."""
    unpaid = unpaid_months.call(person.pk, today)
    employers = Employer.objects.in_bulk({each.payer for each in unpaid})
    found = [*_unpaid(unpaid, employers), *_uninsured(person, today)]
    disputes = list(Dispute.objects.filter(person__in=records_of(person.pk)).select_related("case").order_by("-pk"))
    return [
        replace(each, dispute=_about(each, disputes)) for each in sorted(found, key=lambda one: one.first, reverse=True)
    ]


def _about(spell: MissingSpell, disputes: Iterable[Dispute]) -> Dispute | None:
    """The newest dispute of these months that is under way or was upheld."""
    return next(
        (
            each
            for each in disputes
            if spell.employer is not None
            and each.employer_id == spell.employer.pk
            and each.from_month <= spell.last
            and each.before_month > spell.first
            and each.case.state in (*OPEN, "done")
        ),
        None,
    )


def _unpaid(months: list[UnpaidMonth], employers: dict[int, Employer]) -> list[MissingSpell]:
    spells: list[MissingSpell] = []
    for each in sorted(months, key=lambda one: (one.payer, one.month)):
        is_pension, employer = Insurance.PENSION in each.insurances, employers.get(each.payer)
        one = MissingSpell(
            each.month, each.month, employer, employer.credit_code if employer else "", Claim.UNPAID, each.insurances,
            int(is_pension), each.employer_fen, each.employee_fen, each.account_fen, is_own=employer is None,
        )  # fmt: skip
        _join(spells, one)
    return spells


def _uninsured(person: Person, today: dt.date) -> list[MissingSpell]:
    """Months for which an employer declared wages to the tax authority and nobody insured the person."""
    records = records_of(person.pk)
    known = list(Known.objects.filter(person__in=records).order_by("pk"))
    if not known:
        return []
    insured: set[Month] = set()
    present = Month.of(today)
    for period in InsuredPeriod.objects.filter(person__in=records, insurance__startswith="pension"):
        insured |= set(period.from_month.until(min(period.before_month or present, present)))
    retires_in = statutory_retirement(
        Month.of(person.birth_on), RetirementGroup(person.retirement_group), retirement_law(today)
    ).value.month
    spells: list[MissingSpell] = []
    told = Sighting.objects.filter(known__in=known, kind=Register.WAGE_TAX).select_related("known")
    sightings = list(told.order_by("credit_code", "from_month", "pk"))
    codes = {sighting.credit_code for sighting in sightings}
    employers = {
        each.credit_code: each
        for each in Employer.objects.select_related("pooling_region").filter(credit_code__in=codes).order_by("pk")
    }
    for sighting in sightings:
        employer = employers.get(sighting.credit_code)
        for month in sighting.from_month.until(min(sighting.last_month + 1, present, retires_in)):
            if month in insured:
                continue
            region = employer.pooling_region if employer else sighting.known.pool
            worth = worth_of.call(region, month, sighting.wage_fen or 0)
            one = MissingSpell(
                month, month, employer, sighting.credit_code, Claim.NOT_INSURED, (Insurance.PENSION,), 1,
                worth.employer_fen if worth else 0, worth.employee_fen if worth else 0,
                worth.account_fen if worth else 0,
                is_estimated=True, is_provisional=worth is None or worth.is_provisional,
            )  # fmt: skip
            _join(spells, one)
    return spells


def _join(spells: list[MissingSpell], one: MissingSpell) -> None:
    """Months that follow each other at one employer are one spell, their money added up."""
    last = spells[-1] if spells else None
    alike = last is not None and (last.credit_code, last.claim, last.insurances) == (
        one.credit_code, one.claim, one.insurances,
    )  # fmt: skip
    if last is None or not alike or last.last + 1 != one.first:
        spells.append(one)
        return
    spells[-1] = replace(
        last,
        last=one.last,
        counts_for_pension=last.counts_for_pension + one.counts_for_pension,
        employer_fen=last.employer_fen + one.employer_fen,
        employee_fen=last.employee_fen + one.employee_fen,
        account_fen=last.account_fen + one.account_fen,
        is_provisional=last.is_provisional or one.is_provisional,
    )
