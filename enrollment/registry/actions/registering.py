"""Register a person or an employer, correct them, show a number whole."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType

import pghistory
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from enrollment.registry.models import (
    Employer,
    Identifier,
    InjuryRate,
    Person,
)
from enrollment.registry.names import sounds, spelt
from enrollment.registry.protocols import after_change
from enrollment.registry.selectors import account_tied_to, bank_card_of, folded, identifier_of, person_by_identifier
from siadmin.agency.models import Region, User
from siadmin.agency.trail import record
from siadmin.agency.unmasking import record_shown
from siadmin.kernel.database import refusing
from siadmin.kernel.months import Month
from siadmin.kernel.protection import keyed_hash, opaque_number
from siadmin.kernel.refusal import Reason
from siadmin.matters.models import Case

PERSON_KNOWN = Reason(
    "person_known",
    "该身份号码已登记在{name}名下。",
    "This identity number is already registered to {name}.",
    "打开该人的页面继续办理，不要重复登记。",
    "Open that person's page and go on there; do not register twice.",
)
EMPLOYER_KNOWN = Reason(
    "employer_known",
    "统一社会信用代码 {code} 已有登记在册的单位。",
    "An employer with the unified social credit code {code} is already registered.",
    "核对证照；分支机构用自己的代码登记。",
    "Check the licence; a branch registers under its own code.",
)
ONE_PERSON_TWO_POSTS = Reason(
    "one_person_two_posts",
    "{name}的新旧号码下有两个账号，任不相容岗位，更换号码后由同一人兼任。",
    "Accounts under the old and the new number of {name} hold posts that one person may not combine.",
    "先结束其中一个岗位，再更换号码。",
    "End one of the posts first, then replace the number.",
)
INJURY_RATE_STANDS_LATER = Reason(
    "injury_rate_stands_later",
    "该单位自 {since} 起已有工伤费率，新费率不能早于它生效。",
    "A work injury rate stands from {since} on; another cannot begin before it.",
    "从 {since} 或以后的月份起登记。",
    "Set it from {since} or a later month.",
)


NOT_BORN_YET = Reason(
    "person_not_born_yet",
    "按身份号码，{name}于 {born} 出生，尚未到来。",
    "By the identity number {name} is born on {born}, which has not come yet.",
    "核对身份号码。",
    "Check the identity number.",
)


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """What registration asks of a person. `number` is normalised and checked (kernel.identifiers).

    A `phone` that somebody else tells of them opens nothing until it has settled (`selectors.is_settled_phone`).
    """

    name: str
    number: str
    kind: str
    sex: str
    birth_on: dt.date
    retirement_group: str
    household: Region | None = None
    residence: Region | None = None
    phone: str = ""


@dataclass(frozen=True, slots=True)
class EmployerFacts:
    """What registration asks of an employer (COLL 7)."""

    credit_code: str
    name: str
    name_en: str
    kind: str
    authority: str
    address: str
    legal_representative: str
    contact_phone: str
    bank_name: str
    bank_account: str
    region: Region
    pooling_region: Region
    risk_class: int
    factor: Decimal = Decimal("1.00")


def _person(facts: PersonFacts, case: Case | None, at: dt.datetime) -> Person:
    pinyin, initials = sounds(facts.name)
    return Person(
        number=opaque_number("P"),
        name=facts.name,
        name_folded=folded(facts.name),
        pinyin=pinyin,
        initials=initials[:20],
        sex=facts.sex,
        birth_on=facts.birth_on,
        retirement_group=facts.retirement_group,
        household=facts.household,
        residence=facts.residence,
        phone=facts.phone or None,
        phone_hash=keyed_hash(facts.phone) if facts.phone else None,
        phone_case=case if facts.phone else None,
        registered_at=at,
    )


def lock_employer(employer: Employer) -> Employer:
    """The employer as it now stands, locked: everything about an employer's months and money happens one at a time."""
    locked = Employer.objects.select_related("pooling_region").select_for_update(no_key=True, of=("self",))
    return locked.get(pk=employer.pk)


def lock_employers(wanted: QuerySet[Employer]) -> None:
    """The same for several; in the order of ids, so that nobody deadlocks."""
    list(wanted.order_by("pk").select_for_update(no_key=True, of=("self",)).values_list("pk", flat=True))


def lock_people(ids: Iterable[int]) -> None:
    """The same for people: what they are insured for, pay and are paid changes one at a time."""
    wanted = Person.objects.filter(pk__in=set(ids)).order_by("pk").select_for_update(no_key=True)
    list(wanted.values_list("pk", flat=True))


def lock_payer(payer: int) -> None:
    """Lock one payer, an employer or a person below zero (`registry.payers`)."""
    if payer > 0:
        lock_employers(Employer.objects.filter(pk=payer))
    else:
        lock_people([-payer])


@dataclass(slots=True)
class Change:
    """What an act changes: the employer, locked and as it now stands; months from which contributions may differ."""

    employer: Employer
    months: set[Month] = field(default_factory=set)

    def since(self, *months: Month) -> None:
        self.months.update(months)


_changes: ContextVar[Mapping[int, Change]] = ContextVar("changes", default=MappingProxyType({}))


@contextmanager
def changing(employer: Employer, *, by: User | None, at: dt.datetime) -> Iterator[Change]:
    """Lock an employer while an act changes whom it pays for, on what, at which rate; charged months follow at the end.

    For actions, inside their transaction. An act within another's for the same employer is part of it: a filing that
    enrols, sets wages and ends employments is followed once, from the earliest month.
    """
    around = _changes.get().get(employer.pk)
    if around is not None:
        yield around
        return
    change = Change(lock_employer(employer))
    token = _changes.set({**_changes.get(), employer.pk: change})
    try:
        yield change
    finally:
        _changes.reset(token)
    if change.months:
        after_change.call(change.employer, min(change.months), by, at)


@transaction.atomic
def register_person(
    *, facts: PersonFacts, by: User | None, at: dt.datetime, reason: str = "", case: Case | None = None
) -> Person:
    """Register one person (REG 6); by a `case`, at the counter, where their identity document is seen.

    Raises PERSON_KNOWN when the number is somebody's already.
    """
    known = person_by_identifier(facts.number)
    if known is not None:
        raise PERSON_KNOWN(name=known.name)
    return register_people(facts=[facts], by=by, at=at, reason=reason, case=case)[0]


@transaction.atomic
def register_people(
    *, facts: list[PersonFacts], by: User | None, at: dt.datetime, reason: str = "", case: Case | None = None
) -> list[Person]:
    """Register people set-based, in the order given. Two callers with the same number: the second is refused.

    Raises NOT_BORN_YET, PERSON_KNOWN.
    """
    for each in facts:
        if each.birth_on > timezone.localdate(at):
            raise NOT_BORN_YET(name=each.name, born=each.birth_on)
    with refusing("identifier_current_once", PERSON_KNOWN(name="—")):
        people = Person.objects.bulk_create([_person(f, case, at) for f in facts], batch_size=2000)
        Identifier.objects.bulk_create(
            [
                Identifier(
                    person=person,
                    kind=f.kind,
                    value=f.number,
                    value_hash=keyed_hash(f.number),
                    starts_on=timezone.localdate(at),
                )
                for person, f in zip(people, facts, strict=True)
            ],
            batch_size=2000,
        )
    if len(people) == 1:
        record(by=by, at=at, code="person_registered", subject_kind="person", subject=people[0].number, reason=reason)
    elif people:
        record(by=by, at=at, code="people_registered", subject_kind="people", subject=str(len(people)), reason=reason)
    return people


@transaction.atomic
def rename_person(*, person: Person, name: str, by: User, at: dt.datetime, reason: str) -> Person:
    """Correct a name, and that of the account the person signs in with; what it was stays in the history."""
    with pghistory.context(actor=by.pk, reason=reason):
        person.name, person.name_folded = name, folded(name)
        person.pinyin, initials = sounds(name)
        person.initials = initials[:20]
        person.save(update_fields=["name", "name_folded", "pinyin", "initials"])
    if (tie := account_tied_to(person)) is not None:
        tie.user.display_name, tie.user.display_name_en = name, spelt(name)
        tie.user.save(update_fields=["display_name", "display_name_en"])
    record(by=by, at=at, code="person_renamed", subject_kind="person", subject=person.number, reason=reason)
    return person


@transaction.atomic
def replace_identifier(
    *, person: Person, kind: str, number: str, on: dt.date, by: User, at: dt.datetime, reason: str
) -> Identifier:
    """The police corrected a number: the old one ends, the new one begins; one person, two numbers over time.

    Accounts under either number are of one natural person from now on: four eyes hold across it. A number corrected
    on the day it was registered held for that day. Raises PERSON_KNOWN, ONE_PERSON_TWO_POSTS.
    """
    with (
        pghistory.context(actor=by.pk, reason=reason),
        refusing("identifier_current_once", PERSON_KNOWN(name="—")),
        refusing("posts_not_combined", ONE_PERSON_TWO_POSTS(name=person.name)),
    ):
        for old in Identifier.objects.select_for_update().filter(person=person, kind=kind, ends_before__isnull=True):
            old.ends_before = max(on, old.starts_on + dt.timedelta(days=1))
            old.ended_because = reason[:200]
            old.save(update_fields=["ends_before", "ended_because"])
        fresh = Identifier.objects.create(
            person=person, kind=kind, value=number, value_hash=keyed_hash(number), starts_on=on
        )
    record(by=by, at=at, code="identifier_replaced", subject_kind="person", subject=person.number, reason=reason)
    return fresh


@transaction.atomic
def register_employer(*, facts: EmployerFacts, on: dt.date, by: User | None, at: dt.datetime) -> Employer:
    """Register an employer with its injury class (SIL 57, REG 6). Raises EMPLOYER_KNOWN."""
    initials = sounds(facts.name)[1]
    with refusing("employer_code_once", EMPLOYER_KNOWN(code=facts.credit_code)):
        employer = Employer.objects.create(
            number=opaque_number("U"),
            credit_code=facts.credit_code,
            name=facts.name,
            name_en=facts.name_en,
            name_folded=folded(facts.name),
            initials=initials[:60],
            kind=facts.kind,
            authority=facts.authority,
            address=facts.address,
            legal_representative=facts.legal_representative,
            contact_phone=facts.contact_phone or None,
            bank_name=facts.bank_name,
            bank_account=facts.bank_account,
            bank_account_hash=keyed_hash(facts.bank_account),
            region=facts.region,
            pooling_region=facts.pooling_region,
            registered_on=on,
        )
    InjuryRate.objects.create(
        employer=employer, risk_class=facts.risk_class, factor=facts.factor, starts_on=Month.of(on).first_day
    )
    record(by=by, at=at, code="employer_registered", subject_kind="employer", subject=employer.number)
    return employer


@transaction.atomic
def set_injury_rate(
    *, employer: Employer, risk_class: int, factor: Decimal, from_month: Month, by: User, at: dt.datetime, decision: str
) -> InjuryRate:
    """The class or floating factor from a month on (WIR 8); the row before it ends there.

    From the very month the present row begins it corrects that row, whose history keeps what it said. Months charged
    since then follow. Raises INJURY_RATE_STANDS_LATER.
    """
    with changing(employer, by=by, at=at) as change, pghistory.context(actor=by.pk, reason=decision):
        present = InjuryRate.objects.select_for_update().get(employer=employer, ends_before__isnull=True)
        if from_month.first_day < present.starts_on:
            raise INJURY_RATE_STANDS_LATER(since=Month.of(present.starts_on))
        rate = present
        if from_month.first_day > present.starts_on:
            present.ends_before = from_month.first_day
            present.save(update_fields=["ends_before"])
            rate = InjuryRate(employer=employer, starts_on=from_month.first_day)
        rate.risk_class, rate.factor, rate.decision = risk_class, factor, decision[:120]
        rate.save()
        record(by=by, at=at, code="injury_rate_set", subject_kind="employer", subject=employer.number, reason=decision)
        change.since(from_month)
    return rate


@transaction.atomic
def show_of_person(*, person: Person, field: str, reason: str, by: User, at: dt.datetime) -> str:
    """The full identity number, phone or account of a person, shown to one reader and recorded.

    Raises REASON_MISSING.
    """
    current, card = identifier_of(person), bank_card_of(person)
    value = {
        "identifier": current.value if current else "",
        "phone": person.phone or "",
        "bank_account": card.account if card else "",
    }[field]
    record_shown(subject_kind="person", subject=person.number, field=field, reason=reason, by=by, at=at)
    return value


@transaction.atomic
def show_of_employer(*, employer: Employer, field: str, reason: str, by: User, at: dt.datetime) -> str:
    """The full phone or bank account of an employer, shown to one reader and recorded. Raises REASON_MISSING."""
    value = {"phone": employer.contact_phone or "", "bank_account": employer.bank_account}[field]
    record_shown(subject_kind="employer", subject=employer.number, field=field, reason=reason, by=by, at=at)
    return value
