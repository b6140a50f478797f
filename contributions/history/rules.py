"""How the rows of a history file are read, and what its control totals are. Pure: text in, values or a problem out."""

import datetime as dt
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal

from siadmin.kernel.identifiers import citizen, foreign
from siadmin.kernel.identifiers.citizen import Holder, Sex
from siadmin.kernel.identifiers.writing import compact, half_width
from siadmin.kernel.money import HALF_UP, fen
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal

COLUMNS = (
    "record", "number", "name", "retirement_group", "residence", "insurance", "from_month", "to_month", "base",
    "paid_months", "employer_name", "employer_code", "amount", "as_of", "decision", "decided_on",
)  # fmt: skip
REQUIRED = COLUMNS[:3]
LONGEST = {"number": 40, "name": 60, "employer_name": 120, "employer_code": 18, "decision": 120}
MEN, WOMEN = ("M60",), ("F55", "F50")
_MOST_MONTHS = 60 * 12
_TOO_MUCH = Decimal(10) ** 9  # yuan: no base and no balance of one person is larger
_LONGEST_AMOUNT = 20
_WRITTEN = re.compile(r"(\d+|\d{1,3}(,\d{3})+)(\.\d+)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a file may tell of: the insurances of its line, those with an account, months before one, on which day.

    `balances_from`: the first day as of which a balance may be told; years before that are settled nowhere here.
    """

    insurances: Collection[str]
    accounts: Collection[str]
    before: Month
    today: dt.date
    is_legacy: bool
    balances_from: dt.date = dt.date.min


@dataclass(slots=True)
class ReadRow:
    """What was read of one row; `problem` is the code of the first thing wrong. Amounts in fen, months half-open."""

    record: str
    number: str
    name: str
    kind: str = ""
    birth_on: dt.date | None = None
    sex: str = ""
    retirement_group: str = ""
    residence: str = ""
    insurance: str = ""
    from_month: Month | None = None
    before_month: Month | None = None
    base_fen: int | None = None
    amount_fen: int | None = None
    as_of: dt.date | None = None
    decision: str = ""
    decided_on: dt.date | None = None
    employer_name: str = ""
    employer_code: str = ""
    problem: str = ""

    @property
    def months(self) -> int:
        """How many months a row of months tells of."""
        if self.from_month is None or self.before_month is None:
            return 0
        return self.before_month.index - self.from_month.index


def read(cells: Mapping[str, str], asked: Asked) -> ReadRow:
    """Read the cells of one row by `COLUMNS`. Never raises: what is wrong is the row's problem."""
    row = ReadRow(record=half_width(cells["record"]).lower(), number=normal_number(cells["number"]), name=cells["name"])
    of_record = {"person": _person, "months": _months, "balance": _balance, "deemed": _deemed}.get(row.record)
    if of_record is None:
        row.record, row.problem = "", "history_record"
    else:
        row.problem = _too_long(cells) or _identity(row) or of_record(row, cells, asked)
    return row


def _too_long(cells: Mapping[str, str]) -> str:
    return "history_too_long" if any(len(cells[name]) > most for name, most in LONGEST.items()) else ""


def normal_number(text: str) -> str:
    """An identity number in its normal form (15 digits as 18); as written, but bare, where it cannot be one."""
    try:
        return citizen.parse(text).number
    except Refusal:
        return compact(text)


def _identity(row: ReadRow) -> str:
    """The number in its normal form; of a foreigner without a birth date in it (MOHRSS Order 16, art. 10)."""
    if not row.name:
        return "history_name"
    if (foreigner := foreign.parse(row.number)) is not None:
        row.kind = foreigner.holder
        return ""
    try:
        person = citizen.parse(row.number)
    except Refusal:
        return "history_number"
    row.kind, row.birth_on, row.sex = str(person.holder), person.birth_on, str(person.sex)
    return ""


def _person(row: ReadRow, cells: Mapping[str, str], asked: Asked) -> str:
    """Who somebody is: enough to register them (REG 6). The group is the original retirement age (RET)."""
    if row.birth_on is None or row.kind == Holder.FOREIGN_RESIDENT:
        return "history_foreigner"
    if row.birth_on > asked.today:
        return "history_number"
    groups = MEN if row.sex == Sex.MALE else WOMEN
    row.retirement_group = half_width(cells["retirement_group"]).upper() or (MEN[0] if groups is MEN else "")
    row.residence = half_width(cells["residence"])
    return "" if row.retirement_group in groups else "history_retirement_group"


def _stretch(row: ReadRow, cells: Mapping[str, str], asked: Asked) -> str:
    """The months from the first to the last, both included in the file."""
    try:
        first, last = Month.parse(half_width(cells["from_month"])), Month.parse(half_width(cells["to_month"]))
    except ValueError:
        return "history_months"
    if not first <= last or last.index - first.index >= _MOST_MONTHS:
        return "history_months"
    if last >= asked.before:
        return "history_too_late"
    if row.birth_on is not None and first <= Month.of(row.birth_on):
        return "history_before_birth"
    row.from_month, row.before_month = first, last + 1
    return ""


def _insurance(row: ReadRow, cells: Mapping[str, str], allowed: Collection[str]) -> str:
    given = half_width(cells["insurance"]).lower()
    row.insurance = given if given in allowed else ""
    return "" if row.insurance else "history_insurance"


def _months(row: ReadRow, cells: Mapping[str, str], asked: Asked) -> str:
    """Months paid on one base through one employer (REG 11: the record says for whom, when, on what)."""
    if wrong := _insurance(row, cells, asked.insurances) or _stretch(row, cells, asked):
        return wrong
    row.base_fen = _yuan(cells["base"])
    if not row.base_fen:
        return "history_base"
    if (told := half_width(cells["paid_months"])) and told != str(row.months):
        return "history_paid_months"
    row.employer_name, row.employer_code = cells["employer_name"], compact(cells["employer_code"])
    return "history_employer" if asked.is_legacy and not row.employer_name else ""


def _balance(row: ReadRow, cells: Mapping[str, str], asked: Asked) -> str:
    """What stood on a personal account on a day, interest included (SIL 12, 14); from then on it earns here."""
    if wrong := _insurance(row, cells, asked.accounts):
        return wrong
    row.amount_fen, row.as_of = _yuan(cells["amount"]), _day(cells["as_of"])
    if row.amount_fen is None:
        return "history_amount"
    if row.as_of is None or row.as_of > asked.today:
        return "history_as_of"
    return "history_as_of_old" if row.as_of < asked.balances_from else ""


def _deemed(row: ReadRow, cells: Mapping[str, str], asked: Asked) -> str:
    """Earlier service that counts as paid, by a decision of the authority (国发〔1995〕6号; T66 12)."""
    if wrong := _insurance(row, cells, asked.accounts) or _stretch(row, cells, asked):
        return wrong
    row.decision, row.decided_on = cells["decision"], _day(cells["decided_on"])
    is_decided = row.decision and row.decided_on is not None and row.decided_on <= asked.today
    return "" if is_decided else "history_decision"


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(half_width(text))
    except ValueError:
        return None


def _yuan(text: str) -> int | None:
    plain = half_width(text)
    if len(plain) > _LONGEST_AMOUNT or not _WRITTEN.fullmatch(plain):
        return None
    amount = Decimal(plain.replace(",", ""))
    if amount >= _TOO_MUCH or amount != amount.quantize(Decimal("0.01")):
        return None
    return fen(amount, HALF_UP)


@dataclass(frozen=True, slots=True)
class Totals:
    """Control totals: people, months paid and their bases month by month, months deemed, balances. Sums in fen."""

    people: int = 0
    months: int = 0
    base_fen: int = 0
    deemed_months: int = 0
    balance_fen: int = 0


def totals_of(rows: Collection[ReadRow]) -> Totals:
    """What the rows without a problem come to; people are all who are named."""
    good = [row for row in rows if not row.problem]
    paid = [row for row in good if row.record == "months"]
    return Totals(
        people=len({row.number for row in rows}),
        months=sum(row.months for row in paid),
        base_fen=sum((row.base_fen or 0) * row.months for row in paid),
        deemed_months=sum(row.months for row in good if row.record == "deemed"),
        balance_fen=sum(row.amount_fen or 0 for row in good if row.record == "balance"),
    )


def differing(told: Totals, found: Totals) -> list[str]:
    """Names of the totals that are not what the covering letter says."""
    return [each.name for each in fields(Totals) if getattr(told, each.name) != getattr(found, each.name)]
