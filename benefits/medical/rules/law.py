"""What a place's law says of one person's care: who they are insured as, at which level of hospital, on which day.

Categories on file are put together of `employee` or `resident`, `active` or `retired`, `level_n`; the widest that is on
file for the place counts. What must be known and is not on file is refused (NOT_VERIFIED_HERE); large-sum aid and
major-illness insurance are left out where the place has none on file, and the trace says so.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from siadmin.kernel.language import Words
from siadmin.kernel.trace import Law
from siadmin.policy.lawbook import LawBook
from siadmin.policy.verified import Band, bands, not_verified, table, value, value_if_any


class Scheme(StrEnum):
    EMPLOYEE = "employee"
    RESIDENT = "resident"


class Care(StrEnum):
    INPATIENT = "inpatient"
    OUTPATIENT = "outpatient"

    @property
    def words(self) -> Words:
        return _CARES[self]


_CARES = {Care.INPATIENT: Words("住院", "inpatient"), Care.OUTPATIENT: Words("门诊", "outpatient")}


class Away(StrEnum):
    """How care outside the place was filed; at home: none."""

    RESIDENT = "resident_elsewhere"
    REFERRED = "referred"
    UNFILED = "unfiled"


@dataclass(frozen=True, slots=True)
class Insured:
    """`retired`: draws a pension and has paid long enough; of residents never. `months`: insured without a gap."""

    scheme: Scheme
    is_retired: bool = False
    months: int = 0

    def categories(self, level: int | None) -> tuple[str, ...]:
        """Narrowest first."""
        status = "retired" if self.is_retired else "active"
        wide, narrow = str(self.scheme), f"{self.scheme}_{status}"
        levels = (f"{narrow}_level_{level}", f"{wide}_level_{level}") if level is not None else ()
        return (*levels, narrow, wide)


@dataclass(frozen=True, slots=True)
class MajorLaw:
    """Major-illness insurance: bands of what the person bore in scope in the year."""

    deductible: Law
    rates: tuple[Band, ...]
    cap: Law | None


@dataclass(frozen=True, slots=True)
class Cap:
    """Fen a year, and of which values it is made."""

    amount_fen: Fraction
    laws: tuple[Law, ...]


@dataclass(frozen=True, slots=True)
class CareLaw:
    """One kind of care of one person. Outpatient: `rate` and no bands; inpatient: bands of the person's share."""

    care: Care
    deductible: Law
    further_deductible: Law | None
    own_shares: tuple[Band, ...]
    retired_factor: Law | None
    rate: Law | None
    cap: Cap | None
    large_rate: Law | None
    major: MajorLaw | None
    away: Law | None

    @classmethod
    def from_book(
        cls, book: LawBook, *, region: str, on: dt.date, insured: Insured, care: Care, level: int, away: Away | None
    ) -> "CareLaw":
        """`level`: of the hospital, 1 to 3. Raises NOT_VERIFIED_HERE."""
        lookup = _Lookup(book, region, on, insured, level)
        factor = None if away is None else value(book, "medical.away_factor", region=region, on=on, category=away)
        if care is Care.OUTPATIENT:
            return cls(
                care=care,
                deductible=lookup.one("outpatient_deductible"),
                further_deductible=None,
                own_shares=(),
                retired_factor=None,
                rate=lookup.one("outpatient_rate"),
                cap=lookup.cap("outpatient_cap_year", "outpatient_cap_wage_share"),
                large_rate=None,
                major=lookup.major(),
                away=factor,
            )
        cap = lookup.cap("pool_cap_year", "pool_cap_wage_multiple", after="pool_cap_after_months")
        if cap is None:
            raise not_verified("medical.pool_cap_year", region, on)
        return cls(
            care=care,
            deductible=lookup.one("inpatient_deductible"),
            further_deductible=lookup.one("inpatient_further_deductible"),
            own_shares=lookup.bands("inpatient_own_share"),
            retired_factor=lookup.any("retired_own_factor") if insured.is_retired else None,
            rate=None,
            cap=cap,
            large_rate=lookup.any("large_sum_rate"),
            major=lookup.major(),
            away=factor,
        )


@dataclass(frozen=True, slots=True)
class _Lookup:
    book: LawBook
    region: str
    on: dt.date
    insured: Insured
    level: int

    def one(self, key: str) -> Law:
        found = self.any(key)
        if found is None:
            raise not_verified(f"medical.{key}", self.region, self.on)
        return found

    def any(self, key: str) -> Law | None:
        for category in self.insured.categories(self.level):
            found = value_if_any(self.book, f"medical.{key}", region=self.region, on=self.on, category=category)
            if found is not None:
                return found
        return None

    def bands(self, key: str) -> tuple[Band, ...]:
        rows = table(self.book, f"medical.{key}", region=self.region, on=self.on)
        for category in self.insured.categories(self.level):
            if found := bands(rows, f"{category}_yuan"):
                return found
        raise not_verified(f"medical.{key}", self.region, self.on)

    def cap(self, by_amount: str, by_wage: str, after: str = "") -> Cap | None:
        """An amount, or so many times the place's average wage of a year; a shorter time insured is not on file."""
        if (amount := self.any(by_amount)) is not None:
            return Cap(Fraction(amount.value) * 100, (amount,))
        share = self.any(by_wage)
        if share is None:
            return None
        needed = self.any(after) if after else None
        if needed is not None and self.insured.months < needed.value:
            raise not_verified(f"medical.{by_wage}", self.region, self.on)
        wage = value(self.book, "wage.average_month", region=self.region, on=self.on, category="medical_calibre")
        return Cap(Fraction(share.value) * Fraction(wage.value) * 12 * 100, (share, wage))

    def major(self) -> MajorLaw | None:
        deductible = value_if_any(self.book, "medical.major_deductible", region=self.region, on=self.on)
        if deductible is None:
            return None
        rates = bands(table(self.book, "medical.major_rate", region=self.region, on=self.on), "yuan")
        cap = value_if_any(self.book, "medical.major_cap", region=self.region, on=self.on)
        return MajorLaw(deductible, rates, cap)
