"""Where the pension will be drawn. Pure.

Source: 国办发〔2009〕66号 art. 6 (place of benefits); art. 5: a place with a temporary account is never the relation's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from siadmin.kernel.language import Words
from siadmin.kernel.trace import Explained, Law, Trace


@dataclass(frozen=True, slots=True)
class Place:
    """A pooling region, or a household place outside of all: its code and its name."""

    code: str
    name: Words


@dataclass(frozen=True, slots=True)
class Stay:
    """Months paid at one place; `is_temporary`: into a temporary account, which makes no place of benefits."""

    place: Place
    months: int
    is_temporary: bool = False


class Because(StrEnum):
    """Which sentence of art. 6 decides."""

    HOUSEHOLD = "household"
    PRESENT = "present"
    EARLIER = "earlier"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class PlaceOfBenefits:
    place: Place
    because: Because

    @property
    def reason(self) -> Words:
        return BECAUSE_WORDS[self.because]


BECAUSE_WORDS: dict[str, Words] = {
    Because.HOUSEHOLD: Words("关系在户籍地", "the relation is at the household place"),
    Because.PRESENT: Words("在关系所在地缴费满规定年限", "long enough was paid where the relation is"),
    Because.EARLIER: Words("上一个缴费满规定年限的参保地", "it is the last place where long enough was paid"),
    Because.NONE: Words("各地均未满规定年限，归集到户籍地", "nowhere was long enough paid, so the household place"),
}


def place_of_benefits(
    *, relation_at: Place, household: Place, stays: Sequence[Stay], needed: Law
) -> Explained[PlaceOfBenefits]:
    """The place that will determine and pay the pension, with the sentence of art. 6 that decides.

    `stays` in the order in which the person last paid there, the newest last. `needed`: months.
    """
    trace = Trace()
    for stay in stays:
        zh, en = stay.place.name.zh, stay.place.name.en
        name = Words(f"在{zh}缴费", f"Paid in {en}")
        if stay.is_temporary:
            name = Words(
                f"{name.zh}（临时缴费账户，不作为待遇领取地）", f"{name.en} (temporary account: never the place)"
            )
        trace.fact(name, stay.months, "months")
    least = trace.law(Words("须缴满", "Needed at one place"), needed)
    long_enough = [stay.place for stay in stays if stay.months >= least and not stay.is_temporary]
    if relation_at.code == household.code:
        found = PlaceOfBenefits(household, Because.HOUSEHOLD)
    elif any(place.code == relation_at.code for place in long_enough):
        found = PlaceOfBenefits(relation_at, Because.PRESENT)
    elif long_enough:
        found = PlaceOfBenefits(long_enough[-1], Because.EARLIER)
    else:
        found = PlaceOfBenefits(household, Because.NONE)
    why, name = found.reason, found.place.name
    trace.step(Words("待遇领取地", "Place of benefits"), name, "text", why, is_result=True)
    sentence = Words(f"待遇领取地为{name.zh}：{why.zh}。", f"The pension is drawn in {name.en}: {why.en}.")
    return trace.conclude(found, sentence)
