"""How many months the benefit is paid: the table of the place under the national cap, and what an earlier spell left.

Source: SIL 46; Guangdong regulations 17, Beijing 17, 沪人社规〔2026〕18号 5. A table is stretches of years paid; within
each, so many whole months paid give so many months of benefit, and the stretches add up.
"""

import datetime as dt
from dataclasses import dataclass

from siadmin.kernel.language import Words
from siadmin.kernel.trace import Explained, Law, Trace
from siadmin.policy.lawbook import NATIONAL, LawBook
from siadmin.policy.verified import Band, bands, table, value

MONTHS_A_YEAR = 12
_SPELL = Words("领取期限", "Months of benefit")


@dataclass(frozen=True, slots=True)
class Stretch:
    """`paid` months give `given` months of benefit, for what was paid after `least` years and up to `below`."""

    least: int
    below: int | None
    paid: Law
    given: Law


@dataclass(frozen=True, slots=True)
class DurationLaw:
    qualifying: Law
    stretches: tuple[Stretch, ...]
    caps: tuple[Band, ...]

    @classmethod
    def from_book(cls, book: LawBook, *, region: str, on: dt.date) -> "DurationLaw":
        """The table of the place in force when unemployment was registered (SIL 50). Raises NOT_VERIFIED_HERE."""
        paid = bands(table(book, "unemployment.duration_paid_months", region=region, on=on), "years")
        given = bands(table(book, "unemployment.duration_given_months", region=region, on=on), "years")
        assert [band.least for band in paid] == [band.least for band in given], (paid, given)
        return cls(
            value(book, "unemployment.qualifying_months", region=region, on=on),
            tuple(Stretch(one.least, one.below, one.law, two.law) for one, two in zip(paid, given, strict=True)),
            bands(table(book, "unemployment.duration_cap_months", region=NATIONAL, on=on), "years"),
        )


def benefit_months(paid_months: int, law: DurationLaw) -> Explained[int]:
    """Whole months; none before the qualifying time is paid."""
    why = Trace()
    paid = why.fact(Words("累计缴费", "Paid"), paid_months, "months")
    if paid < why.law(Words("须缴满", "Needed"), law.qualifying):
        none = Words("缴费时间不足", "not enough was paid")
        return why.conclude(
            why.step(_SPELL, 0, "months", none, True), Words(f"{none.zh}，期限为0。", "Not enough was paid: no months.")
        )
    given = sum(_given(paid, stretch, why) for stretch in law.stretches)
    cap = _cap(paid // MONTHS_A_YEAR, law, why)
    how = Words(f"min({given}, {cap})，社会保险法第46条", f"min({given}, {cap}), SIL 46")
    months = why.step(_SPELL, min(given, cap), "months", how, True)
    words = Words(
        f"累计缴费{paid}个月，领取期限为{months}个月。", f"{paid} months paid give {months} months of benefit."
    )
    return why.conclude(months, words)


def carried(new_months: int, unused_months: int, cap: Law) -> Explained[int]:
    """Together with what the last spell left, up to the cap: contributions start anew after re-employment (SIL 46)."""
    why = Trace()
    new = why.fact(Words("本次期限", "This spell"), new_months, "months")
    unused = why.fact(Words("前次应领未领的期限", "Left of the last spell"), unused_months, "months")
    most = int(why.law(Words("合并最长", "At most together"), cap))
    formula = f"min({new} + {unused}, {most})"
    how = Words(f"{formula}，社会保险法第46条", f"{formula}, SIL 46")
    months = why.step(_SPELL, min(new + unused, most), "months", how, True)
    words = Words(
        f"本次{new}个月与前次未领的{unused}个月合并，为{months}个月。",
        f"{new} months of this spell and {unused} left of the last make {months}.",
    )
    return why.conclude(months, words)


def _given(paid: int, stretch: Stretch, why: Trace) -> int:
    """What one stretch gives; a stretch that was not reached is not told."""
    starts = stretch.least * MONTHS_A_YEAR
    ends = paid if stretch.below is None else min(paid, stretch.below * MONTHS_A_YEAR)
    if ends <= starts:
        return 0
    step = int(why.law(Words("每缴满", "For every"), stretch.paid))
    gives = int(why.law(Words("增加领取", "Benefit of"), stretch.given))
    formula = f"({ends} − {starts}) ÷ {step} × {gives}"
    how = Words(f"{formula}，除法取整", f"{formula}, whole division")
    name = Words(f"缴费满{stretch.least}年起的部分", f"For what was paid after {stretch.least} years")
    return why.step(name, (ends - starts) // step * gives, "months", how)


def _cap(years: int, law: DurationLaw, why: Trace) -> int:
    band = next((band for band in law.caps if years in band), None)
    assert band is not None, f"SIL 46 has no cap for {years} years"
    return int(why.law(Words("国家规定的最长期限", "Cap of the nation"), band.law))
