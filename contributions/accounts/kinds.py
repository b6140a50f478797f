"""The letters of this app: participation certificate and rights statement, one kind a line (REG 4), and their words."""

from pathlib import Path

from contributions.accounts.names import ACCOUNT_NAMES
from contributions.accounts.selectors.rights import accounts_of_line, insurances_of_line
from contributions.assessment.selectors import MonthState
from siadmin.agency.insurances import NAMES, Line
from siadmin.kernel.language import Words
from siadmin.letters.kinds import LetterKind, register
from siadmin.letters.texts import MessageText

LETTERS = Path(__file__).resolve().parent / "letters"
PARTICIPATION, STATEMENT = "participation", "statement"
TITLES: dict[str, Words] = {
    PARTICIPATION: Words("社会保险参保证明", "Certificate of social insurance participation"),
    STATEMENT: Words("社会保险权益记录单", "Statement of social insurance rights"),
}
MEDICAL_TITLES: dict[str, Words] = {
    PARTICIPATION: Words("医疗保障参保证明", "Certificate of medical insurance participation"),
    STATEMENT: Words("医疗保障权益记录单", "Statement of medical insurance rights"),
}
STATE_WORDS: dict[str, Words] = {
    MonthState.PAID: Words("已缴", "paid"),
    MonthState.PAID_LATE: Words("补缴", "paid late"),
    MonthState.DUE: Words("待缴", "due"),
    MonthState.MISSING: Words("未缴", "missing"),
}
BASIS = Words(
    "《社会保险经办条例》（国务院令第765号）第三十二条、《社会保险法》第七十四条",
    "Regulations on Social Insurance Administration (State Council Order 765), art. 32; Social Insurance Law, art. 74",
)
_CHECK = Words("请核对，有误请联系经办机构。", " Please check it, and tell the agency if something is wrong.")
YEARLY = MessageText(
    "yearly_statement",
    "{year} 年权益记录单：{line}",
    "Your statement for {year}: {line}",
    f"{{year}} 年您缴费 {{months}} 个月，年末个人账户余额 {{balance_fen}}。{_CHECK.zh}",
    "In {year} you paid for {months} months; your personal account stood at {balance_fen} at its end." + _CHECK.en,
)
YEARLY_OF_RESIDENTS = MessageText(
    "yearly_statement_of_residents",
    "{year} 年权益记录单：{line}（城乡居民）",
    "Your statement for {year}: {line} (residents)",
    f"{{year}} 年您以城乡居民身份缴费 {{own_fen}}，年末居民个人账户余额 {{balance_fen}}。{_CHECK.zh}",
    f"In {{year}} you paid {{own_fen}} as a resident; your account stood at {{balance_fen}} at its end.{_CHECK.en}",
)
YEARLY_OF_RESIDENTS_WITHOUT_ACCOUNT = MessageText(
    "yearly_statement_of_residents_without_account",
    "{year} 年权益记录单：{line}（城乡居民）",
    "Your statement for {year}: {line} (residents)",
    f"{{year}} 年您以城乡居民身份缴费 {{own_fen}}。{_CHECK.zh}",
    f"In {{year}} you paid {{own_fen}} as a resident.{_CHECK.en}",
)


def _figures(what: str, line: str) -> dict[str, Words]:
    """What anybody with the code sees: as of when, each insurance, and for a statement its months and sums."""
    found = {"as_of_on": Words("截至", "As of")}
    for insurance in insurances_of_line(line):
        found[insurance] = NAMES[insurance]
    if what == STATEMENT:
        found |= {
            "from_month": Words("起始月份", "From"),
            "until_month": Words("截止月份", "To"),
            "own_fen": Words("期间个人缴费合计", "Own contributions of these months"),
        }
        found |= {balance_figure(account): ACCOUNT_NAMES[account] for account in accounts_of_line(line)}
    return found


def balance_figure(account: str) -> str:
    """The name of the public figure that says what is on an account."""
    return f"{account}_balance_fen"


KINDS: dict[tuple[str, str], LetterKind] = {
    (what, str(line)): register(
        LetterKind(
            code=f"{what}_{line}",
            title=(TITLES if line == Line.HRSS else MEDICAL_TITLES)[what],
            template=LETTERS / f"{what}.typ",
            basis=BASIS,
            figures=_figures(what, line),
        )
    )
    for what in (PARTICIPATION, STATEMENT)
    for line in Line
}


def kind_of(what: str, line: str) -> LetterKind:
    return KINDS[what, line]


def codes() -> list[str]:
    """The codes of every kind of letter issued here."""
    return [kind.code for kind in KINDS.values()]


def line_words(line: str) -> Words:
    """The insurances of a line by name: what a person chooses between."""
    names = [NAMES[insurance] for insurance in insurances_of_line(line)]
    return Words("、".join(name.zh for name in names), ", ".join(name.en.lower() for name in names).capitalize())
