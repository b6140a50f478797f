"""Records that may be of one natural person: what is listed for whom, and who is like a newcomer."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from enrollment.registry.models import Identifier, Likeness, Person
from enrollment.registry.names import sounds
from enrollment.registry.rules.alike import LISTED, Sign, signs_of, weight
from enrollment.registry.selectors import folded, persons_seen_by
from siadmin.agency.viewer import Viewer
from siadmin.kernel.protection import keyed_hash

NumbersOf = dict[int, list[tuple[str, str]]]
MOST_ALIKE = 5


@dataclass(frozen=True, slots=True)
class Alike:
    """Somebody registered who is like a newcomer, and by what."""

    person: Person
    signs: tuple[Sign, ...]
    weight: int


def numbers_of(person_ids: Collection[int]) -> NumbersOf:
    """Kind and number of everything each person goes or went by."""
    found: NumbersOf = defaultdict(list)
    rows = Identifier.objects.filter(person_id__in=person_ids).only("person_id", "kind", "value").order_by("pk")
    for each in rows.iterator(chunk_size=2000):
        found[each.person_id].append((each.kind, each.value))
    return found


def alike_to(*, name: str, birth_on: dt.date, phone: str, kind: str, number: str) -> list[Alike]:
    """Who is registered and weighs enough to be asked about, the heaviest first; nobody mostly.

    Who holds this very number is known, not alike.
    """
    name_folded, (pinyin, _) = folded(name), sounds(name)
    near = Q(birth_on=birth_on, name_folded=name_folded) | Q(birth_on=birth_on, pinyin=pinyin)
    near |= Q(name_folded=name_folded, birth_on__year=birth_on.year)
    near |= Q(name_folded=name_folded, birth_on__month=birth_on.month, birth_on__day=birth_on.day)
    if phone:
        near |= Q(phone_hash=keyed_hash(phone)) & (Q(pinyin=pinyin) | Q(birth_on=birth_on))
    people = list(Person.objects.filter(near).order_by("pk"))
    numbers = numbers_of([person.pk for person in people])
    found = []
    for person in people:
        if any(held == number for _, held in numbers[person.pk]):
            continue
        signs = signs_of(
            names=(name_folded, person.name_folded),
            sounds=(pinyin, person.pinyin),
            births=(birth_on, person.birth_on),
            is_same_phone=bool(phone) and person.phone == phone,
            is_same_card=False,
            numbers=([(kind, number)], numbers[person.pk]),
        )
        if (total := weight(signs)) >= LISTED:
            found.append(Alike(person, tuple(signs), total))
    return sorted(found, key=lambda each: (-each.weight, each.person.pk))[:MOST_ALIKE]


def likenesses_seen_by(viewer: Viewer) -> QuerySet[Likeness]:
    """Pairs of which the viewer may see one record, the heaviest first."""
    seen = persons_seen_by(viewer)
    pairs = Likeness.objects.filter(
        Exists(seen.filter(pk=OuterRef("one_id"))) | Exists(seen.filter(pk=OuterRef("other_id")))
    )
    return pairs.select_related("one", "other", "answered_by").order_by("-weight", "pk")


def open_for(person: Person) -> list[Likeness]:
    """What is not answered about a person, for who may see them."""
    pairs = Likeness.objects.filter(Q(one=person) | Q(other=person), verdict="")
    return list(pairs.select_related("one", "other").order_by("-weight", "pk"))
