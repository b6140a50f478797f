"""What a year brings to a personal account: the opening balance for the whole year, each credit for the months left.

Sources: 人社部发〔2017〕31号 (one record rate a year for the whole country); 劳办发〔1997〕116号 (month products:
Σ credit × months left × rate ÷ 12; from memory, so its value is marked). Rounded once a year, half up to the fen.
`account_year` explains; `interest_on` computes the same in whole numbers, as a slice does (accounts_interest_on.sql).
What moves between regions takes its interest along (国办发〔2009〕66号 art. 4), even this year's: `interest_until`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from siadmin.kernel.figures import percent, plain
from siadmin.kernel.language import Words
from siadmin.kernel.money import Fen, per_million, written, yuan
from siadmin.kernel.trace import Explained, Law, Trace

MONTHS_A_YEAR = 12
_PARTS = MONTHS_A_YEAR * 1_000_000


@dataclass(frozen=True, slots=True)
class Moved:
    """What came from another region's account, or left for it (negative), and the interest of this year within it."""

    amount_fen: int
    year_interest_fen: int = 0

    @property
    def earning_fen(self) -> int:
        """What earns in the year: its own interest earns from the next one on."""
        return self.amount_fen - self.year_interest_fen


@dataclass(frozen=True, slots=True)
class YearFacts:
    """`opening_fen`: the balance on 1 January. `credited_fen`: by month of the year in which it was credited (1–12).

    What counts is the month in which the money was credited, not the month it was owed for: what came late earns late.
    Corrections are negative. `opened_fen`: balances from elsewhere by the month from which they earn here, whole;
    `moved`: by the month to which interest was computed where it left.
    """

    opening_fen: int
    credited_fen: Mapping[int, int] = field(default_factory=dict)
    opened_fen: Mapping[int, int] = field(default_factory=dict)
    moved: Mapping[int, Moved] = field(default_factory=dict)

    @property
    def credited_in_all_fen(self) -> int:
        came = sum(self.credited_fen.values()) + sum(self.opened_fen.values())
        return came + sum(each.amount_fen for each in self.moved.values())

    @property
    def earning_fen(self) -> int:
        """What earns once all of it has come."""
        return self.opening_fen + self.credited_in_all_fen - sum(each.year_interest_fen for each in self.moved.values())


@dataclass(frozen=True, slots=True)
class YearLaw:
    """`record_rate`: the year's published rate. `own_month_earns`: 1 where the month of crediting counts as a whole."""

    record_rate: Law
    own_month_earns: Law

    def months_left(self, month: int) -> int:
        """For how many months of its year a credit of a month (1–12) earns."""
        return MONTHS_A_YEAR - month + int(self.own_month_earns.value)


@dataclass(frozen=True, slots=True)
class AccountYear:
    """One year of one account, in fen. `products_fen`: credits × months left, in fen months."""

    opening_fen: int
    credited_fen: int
    products_fen: int
    interest_fen: Fen

    @property
    def closing_fen(self) -> int:
        return self.opening_fen + self.credited_fen + self.interest_fen


def interest_on(opening_fen: int, products_fen: int, rate_ppm: int) -> Fen:
    """(opening × 12 + month products) × rate ÷ 12, rounded once, halves away from zero; the rate in parts a million."""
    earning = (opening_fen * MONTHS_A_YEAR + products_fen) * rate_ppm
    whole = (abs(earning) + _PARTS // 2) // _PARTS
    return Fen(whole if earning >= 0 else -whole)


def account_year(facts: YearFacts, law: YearLaw) -> Explained[AccountYear]:
    """The interest of a year and the balance at its end. Source: 人社部发〔2017〕31号; 劳办发〔1997〕116号."""
    why = Trace()
    why.fact(Words("年初余额", "Balance on 1 January"), yuan(facts.opening_fen), "yuan")
    if facts.credited_fen or facts.moved:
        why.law(Words("记账当月计息", "The month of crediting counts"), law.own_month_earns)
    products = _products(facts, law)
    _tell(facts, law, why)
    rate = why.law(Words("记账利率", "Record rate of the year"), law.record_rate)
    found = AccountYear(
        opening_fen=facts.opening_fen,
        credited_fen=facts.credited_in_all_fen,
        products_fen=products,
        interest_fen=interest_on(facts.opening_fen, products, per_million(rate)),
    )
    _conclude(found, plain(rate * 100), why)
    interest, closing = written(found.interest_fen), written(found.closing_fen)
    return why.conclude(
        found,
        Words(
            f"按{percent(rate)}的记账利率，本年利息{interest}元，年末余额{closing}元。",
            f"At the record rate of {percent(rate)} the year brings {interest} yuan of interest; "
            f"the balance at its end is {closing} yuan.",
        ),
    )


def interest_until(facts: YearFacts, law: YearLaw, month: int) -> Fen:
    """What an account that leaves whole in a month (1–12) earned of the year's interest; facts are those until then.

    The same as the year brings when it leaves then: what earns is multiplied with the months it is no longer here.
    """
    products = _products(facts, law) - facts.earning_fen * law.months_left(month)
    return interest_on(facts.opening_fen, products, per_million(law.record_rate.value))


def _products(facts: YearFacts, law: YearLaw) -> int:
    credited = sum(fen * law.months_left(month) for month, fen in facts.credited_fen.items())
    opened = sum(fen * (MONTHS_A_YEAR + 1 - month) for month, fen in facts.opened_fen.items())
    return credited + opened + sum(each.earning_fen * law.months_left(month) for month, each in facts.moved.items())


def _tell(facts: YearFacts, law: YearLaw, why: Trace) -> None:
    """A line for everything that came in a month, and how long it earns."""
    for month, fen in sorted(facts.opened_fen.items()):
        name = Words(f"外部余额，自{month}月起计息", f"Balance from elsewhere, earns from month {month}")
        why.money(name, fen, _earns(MONTHS_A_YEAR + 1 - month))
    for month, fen in sorted(facts.credited_fen.items()):
        why.money(Words(f"{month}月记入", f"Credited in month {month}"), fen, _earns(law.months_left(month)))
    for month, each in sorted(facts.moved.items()):
        name = (
            Words(f"{month}月转入", f"Transferred in, month {month}")
            if each.amount_fen >= 0
            else Words(f"{month}月转出", f"Transferred out, month {month}")
        )
        how = _earns(law.months_left(month))
        if each.year_interest_fen:
            own = written(abs(each.year_interest_fen))
            how = Words(
                f"{how.zh}；其中本年利息 {own} 元不计息", f"{how.en}, except {own} yuan of interest of this year"
            )
        why.money(name, each.amount_fen, how)


def _earns(months: int) -> Words:
    return Words(f"本年计息 {months} 个月", f"earns for {months} month{'' if months == 1 else 's'} of the year")


def _conclude(found: AccountYear, rate: str, why: Trace) -> None:
    """The last two lines: interest, then the balance that follows."""
    formula = f"{written(found.opening_fen)} × {rate}%"
    if found.products_fen:
        formula += f" + {written(found.products_fen)} × {rate}% ÷ {MONTHS_A_YEAR}"
        how = Words(f"{formula}（月积数），四舍五入到分", f"{formula} (month products), rounded half up to the fen")
    else:
        how = Words(f"{formula}，四舍五入到分", f"{formula}, rounded half up to the fen")
    why.money(Words("本年利息", "Interest of the year"), found.interest_fen, how, is_result=True)
    added = f"{written(found.opening_fen)} + {written(found.credited_fen)} + {written(found.interest_fen)}"
    why.money(Words("年末余额", "Balance on 31 December"), found.closing_fen, Words(added, added), is_result=True)
