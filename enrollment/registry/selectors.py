"""Questions about persons, employers, and the users tied to them."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import Combinable

from enrollment.registry.models import (
    Activation,
    ApiToken,
    BankCard,
    Card,
    CitizenTie,
    Delegate,
    Employer,
    Identifier,
    IdentifierKind,
    InjuryRate,
    Merge,
    Person,
)
from enrollment.registry.names import spelt
from enrollment.registry.records import head_of, heads_of, records_of
from siadmin.agency.models import Region, User
from siadmin.agency.selectors import reaches_of
from siadmin.agency.viewer import Viewer
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month
from siadmin.kernel.protection import keyed_hash
from siadmin.kernel.refusal import Reason
from siadmin.letters.models import RecipientKind
from siadmin.letters.protocols import Recipient
from siadmin.matters.models import AppliedBy
from siadmin.policy.selectors import law_of_day

AT_THE_COUNTER = "counter"  # how somebody is known whom a clerk has seen
NO_SUCH_EMPLOYER = Reason(
    "no_such_employer",
    "没有编号为 {number} 的单位。",
    "There is no employer with the number {number}.",
    "核对单位编号（形如 U7K2M-9Q4XA）。",
    "Check the employer's number with us (such as U7K2M-9Q4XA).",
)
NO_SUCH_PERSON = Reason(
    "no_such_person",
    "没有编号为 {number} 的人。",
    "There is no person with the number {number}.",
    "核对个人编号（形如 P7K2M-9Q4XA，不是身份号码）。",
    "Check the person's number with us (such as P7K2M-9Q4XA; not the identity number).",
)
NO_TOKEN = Reason(
    "no_api_token",
    "{user}没有名为“{name}”的有效接口密钥。",
    "{user} has no key named “{name}” that is valid.",
    "核对用户名与密钥名称；已吊销的无需再吊销。",
    "Check the username and the key's name; one that was revoked stays so.",
)
MOST_FOUND = 20
REGISTRATION_OF_A_PERSON = "person_registration"  # the matter by which somebody who is at the counter is registered
PHONE_SETTLES = dt.timedelta(days=30)
"""Our own rule: in these days whoever a phone was taken from, who was told, can object (REG 37 asks for two hands)."""
CLOSING = "matter.closing_days"
_OUR_NUMBER = re.compile(r"([A-Z][0-9A-Z]{4})-?([0-9A-Z]{5})")
_PHONE = re.compile(r"1\d{10}")


def viewer_of(user: User, *, on: dt.date) -> Viewer:
    """Everything that decides what a user may see on a day."""
    tie = CitizenTie.objects.filter(user=user).select_related("person").first()
    return Viewer(
        user=user,
        reaches=reaches_of(user, on=on) if user.is_staff_member else (),
        employer_ids=frozenset(delegates_on(on).filter(user=user).values_list("employer_id", flat=True)),
        person_id=head_of(tie.person).pk if tie else None,
    )


def delegates_on(on: dt.date) -> QuerySet[Delegate]:
    """Who acts for employers on a day."""
    lasting = Q(ends_before__isnull=True) | Q(ends_before__gt=on)
    return Delegate.objects.filter(lasting, starts_on__lte=on)


def acts_for(user: User, employer: Employer, on: dt.date) -> bool:
    """Whether the natural person behind an account acts for an employer on a day, by whichever account of theirs."""
    return delegates_on(on).filter(employer=employer, user__person_hash=user.person_hash).exists()


def folded(name: str) -> str:
    """A name as search compares it: no spaces, one kind of middle dot, lower case."""
    dots = str.maketrans(dict.fromkeys("•‧・∙．.·", "·"))
    return "".join(name.translate(dots).split()).lower()


def employers_seen_by(viewer: Viewer) -> QuerySet[Employer]:
    """Own employers for a delegate, employers of the jurisdiction for staff, none for others."""
    if viewer.is_staff:
        return Employer.objects.filter(viewer.region_filter("region"))
    return Employer.objects.filter(pk__in=viewer.employer_ids)


def employers_within(region: Region) -> QuerySet[Employer]:
    """Employers registered in a region or below it, those that were cancelled left out."""
    return Employer.objects.filter(region__path__startswith=region.path, cancelled_on__isnull=True)


def persons_seen_by(viewer: Viewer, *, in_turn: bool = False) -> QuerySet[Person]:
    """One's own record for a citizen; for staff, persons with an employment or a residence in the jurisdiction.

    Who has several records is seen by whoever may see the one they stand under, or one that stands under it.
    `in_turn`: for the first few of an order; each is asked by itself, instead of gathering everybody beforehand.
    """
    if viewer.is_staff:
        employments = Person._meta.get_field("employments").related_model._default_manager
        employed = employments.filter(viewer.region_filter("employer__region"))

        def of(person: str) -> QuerySet[Any]:
            if in_turn:  # a range of one number: what the planner cannot hash it looks up
                return employed.filter(person__gte=OuterRef(person), person__lte=OuterRef(person))
            return employed.filter(person=OuterRef(person))

        seen: Q | Combinable = Exists(of("pk")) | viewer.region_filter("residence")
        for own, other in (("into", "record"), ("record", "into")):
            seen |= Exists(
                Merge.objects.filter(
                    Exists(of(f"{other}_id")) | viewer.region_filter(f"{other}__residence"),
                    undone_at__isnull=True,
                    **{own: OuterRef("pk")},
                )
            )
        return Person.objects.filter(seen)
    if viewer.person_id is not None:
        return Person.objects.filter(pk=viewer.person_id)
    return Person.objects.none()


def addresses_of(viewer: Viewer) -> list[Recipient]:
    """Whose messages a viewer reads: the person they are and the employers they act for."""
    found = []
    if viewer.person_id is not None:
        own = Person.objects.filter(pk__in=records_of(viewer.person_id)).order_by("pk")
        for number, name in own.values_list("number", "name"):
            found.append(Recipient(RecipientKind.PERSON, number, Words(name, spelt(name))))
    if viewer.employer_ids:
        employers = Employer.objects.filter(pk__in=viewer.employer_ids).order_by("name_folded")
        found += [
            Recipient(RecipientKind.EMPLOYER, number, Words(name, name_en or name))
            for number, name, name_en in employers.values_list("number", "name", "name_en")
        ]
    return found


def person_by_identifier(number: str) -> Person | None:
    """The person whose current identifier this is (normalised, upper case)."""
    found = (
        Identifier.objects.filter(value_hash=keyed_hash(number), ends_before__isnull=True)
        .select_related("person")
        .first()
    )
    return found.person if found else None


def person_by_number(number: str) -> Person | None:
    """The person whose number with us, or whose current identity number, this is."""
    ours = our_number(number)
    return Person.objects.filter(number=ours).first() if ours else person_by_identifier(number)


def person_numbered(number: str) -> Person:
    """The person with this number of ours, with its dash or without. Raises NO_SUCH_PERSON."""
    person = Person.objects.filter(number=our_number(number.upper())).first()
    if person is None:
        raise NO_SUCH_PERSON(number=number)
    return person


def employer_numbered(number: str) -> Employer:
    """The employer with this number of ours, with its dash or without. Raises NO_SUCH_EMPLOYER."""
    employer = Employer.objects.filter(number=our_number(number.upper())).select_related("region").first()
    if employer is None:
        raise NO_SUCH_EMPLOYER(number=number)
    return employer


def valid_tokens(user: User, name: str) -> list[ApiToken]:
    """A user's keys of this name that are not revoked. Raises NO_TOKEN where there is none."""
    tokens = list(
        ApiToken.objects.filter(user=user, name=name, revoked_at__isnull=True).select_related("region").order_by("pk")
    )
    if not tokens:
        raise NO_TOKEN(user=user.username, name=name)
    return tokens


def days_late_to_close(employer: Employer, last_day: dt.date, on: dt.date) -> int:
    """How many days after the time that SIL 57 gives an employer's cancellation is applied for; 0 in time.

    The day it ended does not count. Raises NoLawInForce.
    """
    law = law_of_day(employer.region, on).law(CLOSING)
    return max(0, (on - last_day).days - int(law.value))


def good_activations(person: Person, at: dt.datetime) -> QuerySet[Activation]:
    """Permissions of the counter that are not used and not over, and not older than a change of the phone."""
    good = Activation.objects.filter(person=person, used_at__isnull=True, granted_at__lte=at, expires_at__gt=at)
    changed = person.phone_case
    return good if changed is None else good.filter(granted_at__gte=changed.decided_at)


def account_tied_to(person: Person) -> CitizenTie | None:
    """The account a person has, under any of their records."""
    own = CitizenTie.objects.select_related("user").filter(person__in=records_of(person.pk))
    return own.order_by("pk").first()


def is_settled_phone(person: Person, at: dt.datetime) -> bool:
    """Whether a phone is the person's: they told it at the counter when they were registered, or two people signed it.

    One that somebody else told of them (an employer, an agent), or that one person changed, is after PHONE_SETTLES.
    """
    case = person.phone_case
    if case is None:
        return person.registered_at + PHONE_SETTLES <= at
    was_there = case.matter == REGISTRATION_OF_A_PERSON and case.applied_by == AppliedBy.SELF
    if was_there or case.hands > 1:
        return True
    return case.decided_at is not None and case.decided_at + PHONE_SETTLES <= at


def identifier_of(person: Person) -> Identifier | None:
    """The current number a person goes by, citizen ID first."""
    return identifiers_of([person]).get(person.pk)


def identifiers_of(people: Iterable[Person]) -> dict[int, Identifier]:
    """The same of several people; nothing for who has none."""
    current = sorted(
        Identifier.objects.filter(person__in=list(people), ends_before__isnull=True),
        key=lambda each: each.kind != IdentifierKind.CITIZEN_ID,
        reverse=True,
    )
    return {each.person_id: each for each in current}


def bank_card_of(person: Person) -> BankCard | None:
    """The account money for a person goes to now."""
    return BankCard.objects.filter(person=person, ends_before__isnull=True).first()


def injury_rate_of(employer: Employer, month: Month) -> InjuryRate:
    """The employer's work injury class and factor in a month."""
    return (
        InjuryRate.objects.filter(employer=employer, starts_on__lte=month.first_day)
        .filter(Q(ends_before__isnull=True) | Q(ends_before__gt=month.first_day))
        .get()
    )


@dataclass(frozen=True, slots=True)
class Found:
    """What a search brought, at most `most` of each; `is_cut` when there is more.

    Each person once, by the record they stand under, whichever of their records was found.
    """

    people: list[Person]
    employers: list[Employer]
    is_cut: bool = False


def search(viewer: Viewer, query: str, *, most: int = MOST_FOUND) -> Found:
    """People and employers the viewer may see, by what the query looks like.

    People: the start of the name, of its pinyin or of its initials; exactly by our number, an identity number (present
    or earlier) or a phone. Employers: a part of the name in either language, the start of its initials, the credit
    code, our number with its dash or without.
    """
    text = folded(query)
    if not text:
        return Found([], [])
    seen = persons_seen_by(viewer, in_turn=True)
    records = [
        person for like, order in _people_like(text) for person in seen.filter(like).order_by(*order)[: most + 1]
    ]
    people = heads_of(records)
    if len(people) > 1:
        people.sort(key=lambda person: (person.name_folded, person.pk))
    employers = list(
        employers_seen_by(viewer).filter(_employers_like(text, query.strip())).order_by("name_folded", "pk")[: most + 1]
    )
    return Found(people[:most], employers[:most], is_cut=max(len(people), len(employers)) > most)


Asked = tuple[Q, tuple[str, str]]  # what to look for, and the order in which an index brings it


def _people_like(text: str) -> list[Asked]:
    """Each of these is answered from one index, in its own order, so that only as many rows are read as are shown."""
    number = text.upper()
    if ours := our_number(number):
        return [(Q(number=ours), ("number", "pk")), *_by_spelling(text)]
    if _PHONE.fullmatch(number):
        return [(Q(phone_hash=keyed_hash(number)), ("phone_hash", "pk"))]
    if text.isascii() and any(letter.isdigit() for letter in number):
        holders = Identifier.objects.filter(value_hash=keyed_hash(number)).values_list("person_id", flat=True)
        of_cards = cards_numbered(number).values_list("person_id", flat=True)
        return [(Q(pk__in={*holders, *of_cards}), ("name_folded", "pk"))]
    if text.isascii():
        return _by_spelling(text)
    return [(Q(name_folded__startswith=text), ("name_folded", "pk"))]


def _by_spelling(text: str) -> list[Asked]:
    return [(Q(initials__startswith=text), ("initials", "pk")), (Q(pinyin__startswith=text), ("pinyin", "pk"))]


def cards_numbered(number: str) -> QuerySet[Card]:
    """Cards of this number, also those that are no longer good."""
    return Card.objects.filter(number_hash=keyed_hash(number))


def our_number(number: str) -> str:
    """Our number as it is kept, typed with its dash or without; nothing for what cannot be one."""
    found = _OUR_NUMBER.fullmatch(number)
    return f"{found[1]}-{found[2]}" if found else ""


def _employers_like(text: str, query: str) -> Q:
    number = text.upper()
    if ours := our_number(number):
        return Q(number=ours) | Q(name_en__icontains=query)
    if any(letter.isdigit() for letter in number) and text.isascii():
        return Q(credit_code=number)
    if text.isascii():
        return Q(initials__startswith=text) | Q(name_en__icontains=query)
    return Q(name_folded__contains=text)
