"""What somebody is insured in and from when: by the kind of worker, the law of the month, and what others insure."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F

from enrollment.participation.models import FLEXIBLE, Employment, InsuredPeriod, OwnKind
from enrollment.participation.protocols import first_unpaid_month, months_from_elsewhere
from enrollment.participation.selectors import insurances_for
from enrollment.registry.models import Employer, Person
from enrollment.registry.records import asked_as
from siadmin.agency.insurances import Insurance
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Reason
from siadmin.policy.selectors import ORDINARY, LawOfDay, law_of_day

INSURED_ELSEWHERE = Reason(
    "insured_elsewhere",
    "{name}同期已在其他单位参加同一险种，不能重复参保。",
    "{name} is insured in the same insurance through another employer for these months.",
    "请原单位先办理减员；第二家单位只参加工伤保险。",
    "The other employer must end it first; a second employer insures for work injury only.",
)
NOT_EMPLOYED = Reason(
    "not_employed",
    "{name}在本单位没有未结束的用工关系。",
    "{name} has no open employment with this employer.",
    "请核对人员和离职日期，或先登记入职。",
    "Check the person and the day, or register the employment first.",
)
NOT_INSURED = Reason(
    "not_insured",
    "{name}自 {month} 起在本单位没有参保，无需办理。",
    "{name} is not insured with this employer from {month} on; there is nothing to suspend or change.",
    "请核对人员与月份。",
    "Check the person and the month.",
)


@dataclass(frozen=True, slots=True)
class Terms:
    """How somebody is insured with an employer: the kind of worker and the categories of rates."""

    kind: str
    medical_category: str = ORDINARY
    pension_category: str = ORDINARY

    @classmethod
    def of(cls, employment: Employment) -> "Terms":
        return cls(employment.kind, employment.medical_category, employment.pension_category)

    def as_detail(self) -> dict[str, str]:
        """As the trail keeps it."""
        return {"kind": str(self.kind), "medical": self.medical_category, "pension": self.pension_category}

    def category(self, insurance: str) -> str:
        if insurance == Insurance.MEDICAL:
            return self.medical_category
        return self.pension_category if insurance == Insurance.PENSION else ORDINARY

    def periods(self, person: Person, employer: Employer, from_month: Month, book: LawOfDay) -> list[InsuredPeriod]:
        """A period that begins in `from_month` for each insurance that applies by the law of the month; not saved."""
        return [
            InsuredPeriod(
                person=person,
                employer=employer,
                insurance=insurance,
                region=employer.pooling_region,
                category=self.category(insurance),
                from_month=from_month,
            )
            for insurance in insurances_for(self.kind, book)
        ]


def applying(employer: Employer, month: Month) -> LawOfDay:
    """The law that says which insurances apply to whom in a month where the employer is. Raises NO_LAW_IN_FORCE."""
    return law_of_day(employer.pooling_region, month.first_day)


Taken = dict[tuple[int, str], list[tuple[Month, Month, int | None]]]


def taken_months(person_ids: list[int]) -> Taken:
    """For each person and insurance: the closed periods in time order, each with its employer; of all their records."""
    taken: Taken = {}
    whose = asked_as(person_ids)
    rows = InsuredPeriod.objects.filter(person_id__in=whose, before_month__gt=F("from_month")).order_by("from_month")
    for period in rows:
        assert period.before_month is not None
        for person_id in whose[period.person_id]:
            place = (person_id, period.insurance)
            taken.setdefault(place, []).append((period.from_month, period.before_month, period.employer_id))
    return taken


def paid_by_themselves(people: Iterable[tuple[Person, Month]]) -> Taken:
    """For people who go on paying for themselves: the months, from a given one on, that they have paid already.

    Under whichever of their records.

    Whoever comes to be employed is insured after them (`by_oneself.make_way`).
    """
    joining = {person.pk: month for person, month in people}
    whose = asked_as(joining)
    taken: Taken = {}
    for period in InsuredPeriod.objects.filter(
        person_id__in=whose, employer__isnull=True, category=FLEXIBLE, before_month__isnull=True
    ).select_related("person"):
        for person_id in whose[period.person_id]:
            before = first_unpaid_month.call(period.person, OwnKind.FLEXIBLE, joining[person_id], period.insurance)
            if before > period.from_month:
                taken.setdefault((person_id, period.insurance), []).append((period.from_month, before, None))
    return taken


def paid_elsewhere(people: Iterable[tuple[Person, Month]]) -> Taken:
    """The months, from a given one on, that were paid elsewhere and brought here: each counts once (T66 12)."""
    joining = {person.pk: month for person, month in people}
    whose = asked_as(joining)
    since = {record: min(joining[person_id] for person_id in asked) for record, asked in whose.items()}
    taken: Taken = {}
    for (record, insurance), months in months_from_elsewhere.call(since).items():
        spans: list[tuple[Month, Month, int | None]] = [(first, before, None) for first, before in spells(months)]
        for person_id in whose[record]:
            taken.setdefault((person_id, insurance), []).extend(spans)
    return taken


def spells(months: Iterable[Month]) -> list[tuple[Month, Month]]:
    """Months in order as half-open spells."""
    found: list[tuple[Month, Month]] = []
    for month in months:
        if found and found[-1][1] == month:
            found[-1] = (found[-1][0], month + 1)
        else:
            found.append((month, month + 1))
    return found


def first_month(period: InsuredPeriod, taken: Taken) -> Month:
    """The month it begins in, or the first after what still covers it; work injury waits for nobody else (IMPL 9)."""
    month = period.from_month
    spoken_for = sorted(taken.get((period.person_id, period.insurance), []), key=lambda spell: spell[0])
    for first, before, employer_id in spoken_for:
        if first <= month < before and (period.insurance != Insurance.INJURY or employer_id == period.employer_id):
            month = before
    return month
