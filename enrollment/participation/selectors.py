"""Questions about who is insured where and when."""

from collections.abc import Iterable

from django.db.models import F, Q, QuerySet

from enrollment.participation.models import Employment, InsuredPeriod, OwnKind, OwnTerms, WorkerKind
from enrollment.participation.protocols import months_from_elsewhere
from enrollment.registry.models import Employer, Person
from enrollment.registry.records import asked_as, records_of
from siadmin.agency.insurances import NAMES, PARAMETER_PREFIX, SCHEME_ORDER, Insurance, ResidentScheme
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month
from siadmin.kernel.reading import answered_once
from siadmin.policy.selectors import LawOfDay, law_of_day

_NEVER = Month(9998, 12)
_INSURED_NOW, _BY_ONESELF = Words("现在参保", "Insured now"), Words("本人缴费", "by themself")


def in_month(month: Month, prefix: str = "") -> Q:
    """Insured periods that cover a month."""
    return Q(**{f"{prefix}from_month__lte": month}) & (
        Q(**{f"{prefix}before_month__isnull": True}) | Q(**{f"{prefix}before_month__gt": month})
    )


def periods_of(person_id: int) -> list[InsuredPeriod]:
    """Every insured period of a person, under all their records."""
    return list(InsuredPeriod.objects.filter(person__in=records_of(person_id)))


def flexible_terms_of(person_id: int) -> OwnTerms | None:
    """The terms on which somebody pays for themself from now on, under whichever of their records."""
    open_ones = OwnTerms.objects.filter(kind=OwnKind.FLEXIBLE, before_month__isnull=True)
    return open_ones.filter(person__in=records_of(person_id)).select_related("person", "region").first()


@answered_once
def flexible_terms_under(numbers: tuple[str, ...]) -> OwnTerms | None:
    """As `flexible_terms_of`, by all the numbers of one person, in one query."""
    open_ones = OwnTerms.objects.filter(kind=OwnKind.FLEXIBLE, before_month__isnull=True)
    return open_ones.filter(person__number__in=numbers).select_related("person", "region").first()


def both_insured_from(one: int, other: int, month: Month) -> list[Words]:
    """Insurances in which two records are both insured from a month on (work injury: through one employer).

    A resident's year is asked for at once: what two records had of it before stays. Also paying for oneself, where both
    do.
    """
    ones, others = (
        [each for each in periods_of(person_id) if each.before_month is None or each.before_month > month]
        for person_id in (one, other)
    )
    found = {
        a.insurance
        for a in ones
        for b in others
        if a.insurance == b.insurance
        and (a.insurance != Insurance.INJURY or a.employer_id == b.employer_id)
        and max(a.from_month, b.from_month, month) < min(a.before_month or _NEVER, b.before_month or _NEVER)
        and (a.insurance not in ResidentScheme.values or max(a.from_month, b.from_month) >= month)
    }
    told = [NAMES[insurance] for insurance in SCHEME_ORDER if insurance in found]
    going_on = OwnTerms.objects.filter(person__in=(one, other), kind=OwnKind.FLEXIBLE, before_month__isnull=True)
    if going_on.count() > 1:
        told.append(Words("灵活就业缴费", "paying for oneself"))
    return told


def insured_under(person_id: int) -> list[tuple[Words, str]]:
    """Through whom one record is insured now, and since when: for whoever compares it with another."""
    own = InsuredPeriod.objects.filter(person=person_id, before_month__isnull=True).select_related("employer")
    since: dict[str, Month] = {}
    for period in own:
        through = period.employer.name if period.employer else str(_BY_ONESELF)
        since[through] = min(since.get(through, period.from_month), period.from_month)
    told = str(Words("；", "; ")).join(f"{through} {month} –" for through, month in since.items())
    return [(_INSURED_NOW, told)] if told else []


def employed_in(employer_id: int, month: Month) -> QuerySet[Employment]:
    """Employments with a day of work in the month."""
    return Employment.objects.filter(employer_id=employer_id, starts_on__lte=month.last_day).filter(
        Q(ends_before__isnull=True) | Q(ends_before__gt=month.first_day)
    )


def roster(employer_id: int, month: Month) -> QuerySet[Employment]:
    """Employments with insured months in `month`, by name."""
    insured = InsuredPeriod.objects.filter(in_month(month), employer_id=employer_id).values("person_id")
    return (
        employed_in(employer_id, month)
        .filter(person_id__in=insured)
        .select_related("person")
        .order_by("person__pinyin", "person_id")
    )


def insured_elsewhere(employer_id: int, person_ids: Iterable[int]) -> dict[int, Month]:
    """For people insured through another employer: the month before which that ends, a far one where it is open.

    Under another record of theirs as well; there also through this employer.
    """
    until: dict[int, Month] = {}
    whose = asked_as(set(person_ids))
    periods = InsuredPeriod.objects.filter(person_id__in=whose, insurance=Insurance.PENSION, employer__isnull=False)
    for period in periods.exclude(before_month=F("from_month")):
        before = period.before_month or _NEVER
        for person_id in whose[period.person_id]:
            if person_id != period.person_id or period.employer_id != employer_id:
                until[person_id] = max(before, until.get(person_id, before))
    return until


def insurances_for(kind: str, book: LawOfDay) -> list[str]:
    """Which insurances apply to a kind of worker, by the law in force (`<insurance>.applies`)."""
    return [i for i in Insurance.values if book.is_set(f"{PARAMETER_PREFIX[i]}.applies", kind)]


def kind_of_worker(*, is_over_age: bool, insured_elsewhere: bool) -> str:
    """What sort of worker somebody is who starts with an employer."""
    if is_over_age:
        return WorkerKind.OVER_AGE
    return WorkerKind.SECOND_EMPLOYER if insured_elsewhere else WorkerKind.EMPLOYEE


def missing_months(employer: Employer, person: Person, first: Month, last: Month) -> dict[str, list[Month]]:
    """For each insurance that applied: the months without insurance through this employer. Raises NoLawInForce.

    A month that was paid elsewhere counts once and is not missing (T66 12); work injury waits for nobody (IMPL 9).
    """
    missing: dict[str, list[Month]] = {}
    records = records_of(person.pk)
    told = months_from_elsewhere.call(dict.fromkeys(records, first))
    elsewhere = {(insurance, month) for (_, insurance), months in told.items() for month in months}
    for month in first.until(last + 1):
        book = law_of_day(employer.pooling_region, month.first_day)
        held = InsuredPeriod.objects.filter(in_month(month), employer=employer, person__in=records)
        there = set(held.exclude(before_month=F("from_month")).values_list("insurance", flat=True))
        for insurance in insurances_for(WorkerKind.EMPLOYEE, book):
            counts = insurance != Insurance.INJURY and (insurance, month) in elsewhere
            if insurance not in there and not counts:
                missing.setdefault(insurance, []).append(month)
    return missing
