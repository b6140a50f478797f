"""Bands of a year: a bill takes the stretch of costs after those before it, the deductible first, then rate by rate.

Source: the settlement rules of each pooling area; one printed settlement confirms that bands run over the year's costs
in scope from the first fen on, the deductible among them. The fund's part is rounded; what is left is the person's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from siadmin.kernel.language import Words
from siadmin.kernel.money import Fen, half_up, written, yuan
from siadmin.kernel.trace import Explained, Law, Trace
from siadmin.policy.verified import Band

_DEDUCTIBLE = Words("起付线", "Deductible")
_OWN_SHARE = Words("个人负担比例", "Person's share")
_RETIRED = Words("退休人员负担系数", "Factor of the retired")
_AWAY = Words("异地就医支付系数", "Factor for care elsewhere")


@dataclass(frozen=True, slots=True)
class Split:
    """Fen of one bill in scope: what the deductible takes, what the fund pays, what else the person pays of it.

    `above_fen`: in scope, but past the last band: no part of the three.
    """

    deductible_fen: Fen
    fund_fen: Fen
    own_fen: Fen
    above_fen: Fen

    @property
    def self_pay_fen(self) -> Fen:
        return Fen(self.deductible_fen + self.own_fen)


def by_own_share(
    in_scope_fen: int,
    deductible_left_fen: int,
    before_fen: int,
    own_shares: Sequence[Band],
    retired_factor: Law | None = None,
    *,
    away_factor: Law | None = None,
    fund_left_fen: int | None = None,
) -> Explained[Split]:
    """Bands whose rates are what the person bears; the retired bear `retired_factor` of it.

    `before_fen`: the year's costs in scope before this bill; the bounds of the bands are whole yuan of these.
    `away_factor`: of what the fund would pay at home. `fund_left_fen`: what it may still pay this year; costs after the
    point where it is used up are `above_fen`.
    """
    why, taken, start, stop = _begun(in_scope_fen, deductible_left_fen, before_fen)
    parts = [
        (part, Fraction(_told_rate(_OWN_SHARE, band, part, why))) for band, part in _stretches(start, stop, own_shares)
    ]
    retired = Fraction(why.law(_RETIRED, retired_factor)) if retired_factor is not None else Fraction(1)
    away = Fraction(why.law(_AWAY, away_factor)) if away_factor is not None else Fraction(1)
    left = None if fund_left_fen is None else Fraction(fund_left_fen)
    paid, covered = Fraction(0), Fraction(0)
    for part, own_share in parts:
        rate = (1 - own_share * retired) * away
        if left is not None and part * rate > left - paid:
            covered += (left - paid) / rate
            paid = left
            break
        paid, covered = paid + part * rate, covered + part
    above = half_up(stop - start - covered)
    if above:
        how = Words("统筹基金年度额度用完之后的费用", "after what the pool may pay in a year is used up")
        why.money(Words("封顶线以上的费用", "Costs above the cap"), above, how)
    return _split(taken, start, stop - above, paid, why, above=above)


def by_fund_share(
    in_scope_fen: int, deductible_left_fen: int, before_fen: int, fund_shares: Sequence[Band]
) -> Explained[Split]:
    """Bands whose rates are what the fund pays. Costs in no band are nobody's here: `above_fen`."""
    why, taken, start, stop = _begun(in_scope_fen, deductible_left_fen, before_fen)
    paid, reached = Fraction(0), start
    for band, part in _stretches(start, stop, fund_shares):
        paid += part * Fraction(_told_rate(Words("支付比例", "Fund's share"), band, part, why))
        reached += part
    return _split(taken, start, reached, paid, why, above=stop - reached)


def _begun(in_scope_fen: int, deductible_left_fen: int, before_fen: int) -> tuple[Trace, int, int, int]:
    why = Trace()
    why.fact(Words("符合范围的费用", "In scope"), yuan(in_scope_fen), "yuan")
    if before_fen:
        why.fact(Words("本年度此前符合范围的费用", "In scope before, this year"), yuan(before_fen), "yuan")
    taken = min(in_scope_fen, deductible_left_fen)
    why.money(_DEDUCTIBLE, taken, Words("先由起付线承担", "the deductible comes first"))
    return why, taken, before_fen + taken, before_fen + in_scope_fen


def _stretches(start: int, stop: int, bands: Sequence[Band]) -> list[tuple[Band, int]]:
    """The fen between `start` and `stop` that fall in each band; bands are in yuan."""
    found = []
    for band in bands:
        end = stop if band.below is None else min(stop, band.below * 100)
        if (part := end - max(start, band.least * 100)) > 0:
            found.append((band, part))
    return found


def _told_rate(name: Words, band: Band, part: int, why: Trace) -> Decimal:
    rate = why.law(_of_band(name, band), band.law)
    why.money(_of_band(Words("费用", "Costs"), band), part, _place(band))
    return rate


def _of_band(name: Words, band: Band) -> Words:
    place = _place(band)
    return Words(f"{name.zh}（{place.zh}）", f"{name.en} ({place.en})")


def _place(band: Band) -> Words:
    if band.below is None:
        return Words(f"{band.least:,}元以上", f"above {band.least:,} yuan")
    return Words(f"{band.least:,}至{band.below:,}元", f"{band.least:,} to {band.below:,} yuan")


def _split(taken: int, start: int, stop: int, fund: Fraction, why: Trace, above: int = 0) -> Explained[Split]:
    paid = half_up(fund)
    own = Fen(stop - start - paid)
    whole = Words("起付线以上各段相加，到分", "bands above the deductible, added up, to the fen")
    why.money(Words("基金支付", "The fund pays"), paid, whole, is_result=True)
    why.money(Words("个人负担", "The person pays of it"), own, Words("其余部分", "what is left"), is_result=True)
    return why.conclude(
        Split(Fen(taken), paid, own, Fen(above)),
        Words(
            f"基金支付{written(paid)}元，个人负担{written(taken + own)}元（其中起付线{written(taken)}元）。",
            f"The fund pays {written(paid)} yuan, the person {written(taken + own)}, {written(taken)} as deductible.",
        ),
    )
