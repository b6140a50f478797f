"""Two records side by side, for whoever decides whether they are of one person."""

from typing import Any

from django.utils import timezone

from enrollment.registry.likenesses import numbers_of
from enrollment.registry.models import BankCard, Person
from enrollment.registry.protocols import both_have, record_says
from enrollment.registry.rules.alike import Sign, signs_of
from enrollment.registry.words import IDENTIFIER_KINDS, SEXES, SIGNS
from siadmin.kernel.identifiers.masking import masked, masked_phone
from siadmin.kernel.language import Words

_NONE = Words("无", "none")
_NAME, _SEX, _BIRTH = Words("姓名", "Name"), Words("性别", "Sex"), Words("出生日期", "Day of birth")


def signs_between(one: Person, other: Person) -> list[Sign]:
    """What two records have in common, the telling first; nothing for two people without anything alike."""
    numbers = numbers_of([one.pk, other.pk])
    cards = _cards_of(one, other)
    hashes = [bytes(card.account_hash) for card in cards.values() if card]
    return signs_of(
        names=(one.name_folded, other.name_folded),
        sounds=(one.pinyin, other.pinyin),
        births=(one.birth_on, other.birth_on),
        is_same_phone=one.phone is not None and one.phone == other.phone,
        is_same_card=len(hashes) == 2 and hashes[0] == hashes[1],
        numbers=(numbers[one.pk], numbers[other.pk]),
    )


def _cards_of(one: Person, other: Person) -> dict[int, BankCard | None]:
    return {
        person.pk: BankCard.objects.filter(person=person, ends_before__isnull=True).first() for person in (one, other)
    }


def compared(one: Person, other: Person) -> dict[str, Any]:
    """What each record says, value beside value; protected ones masked. The signs, and the months both have."""
    numbers = numbers_of([one.pk, other.pk])
    cards = _cards_of(one, other)
    sides = []
    for person in (one, other):
        card = cards[person.pk]
        sides.append(
            (
                (_NAME, person.name),
                (
                    Words("证件号码", "Identity numbers"),
                    "、".join(f"{IDENTIFIER_KINDS[kind]} {masked(number)}" for kind, number in numbers[person.pk]),
                ),
                (_SEX, str(SEXES[person.sex])),
                (_BIRTH, str(person.birth_on)),
                (Words("联系电话", "Phone"), masked_phone(person.phone) if person.phone else str(_NONE)),
                (Words("银行账户", "Bank account"), masked(card.account) if card else str(_NONE)),
                (Words("居住地", "Residence"), str(person.residence.words) if person.residence else str(_NONE)),
                (Words("户籍地", "Household"), str(person.household.words) if person.household else str(_NONE)),
                (Words("登记日", "Registered"), str(timezone.localdate(person.registered_at))),
            )
        )
    telling = (_NAME, _SEX, _BIRTH)
    rows = [(label, a, b, a == b) for (label, a), (_, b) in zip(*sides, strict=True)]
    return {
        "numbers": (one.number, other.number),
        "rows": rows,
        "more": _beside_each_other(one, other),
        "signs": [SIGNS[sign] for sign in signs_between(one, other)],
        "against": [label for label, _, _, is_same in rows if label in telling and not is_same],
        "both": both_have.call(one.pk, other.pk),
    }


def _beside_each_other(one: Person, other: Person) -> list[tuple[Words, str, str]]:
    """What rooms above tell of each record, by what it is about."""
    said = [dict(record_says.all(person.pk)) for person in (one, other)]
    labels = list(dict.fromkeys(label for each in said for label in each))
    return [(label, said[0].get(label, str(_NONE)), said[1].get(label, str(_NONE))) for label in labels]
