"""Where a pension relation may go, and where the pension will be drawn. Pure.

Source: 国办发〔2009〕66号 art. 5 (men of 50 and women of 40 who do not return to their household place keep their
relation and pay into a temporary account) and art. 6 (place of benefits).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from siadmin.kernel.language import Words
from siadmin.kernel.months import Month
from siadmin.kernel.trace import Explained, Law, Trace


@dataclass(frozen=True, slots=True)
class Place:
    """A pooling region, or a household place outside of all: its code and its name."""

    code: str
    name: Words


@dataclass(frozen=True, slots=True)
class Stay:
    """Months paid at one place."""

    place: Place
    months: int


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
        trace.fact(Words(f"在{zh}缴费", f"Paid in {en}"), stay.months, "months")
    least = trace.law(Words("须缴满", "Needed at one place"), needed)
    long_enough = [stay.place for stay in stays if stay.months >= least]
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


def stays_at_the_old_place(*, born: Month, joined: Month, goes_home: bool, limit: Law) -> bool:
    """Whether somebody who joined the new place in `joined` was too old for the relation to follow (art. 5).

    `limit`: months of age, by sex. Whoever goes to the household place always may.
    """
    return not goes_home and joined.index - born.index >= int(limit.value)
