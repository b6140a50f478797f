"""Files of history for the tests: rows told in a line each, totals counted as the covering letter would."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from contributions.history import actions
from contributions.history.actions import Money, Origin
from contributions.history.example import as_file
from contributions.history.models import FileKind, HistoryFile
from contributions.history.rules import COLUMNS, Asked, Totals, read, totals_of
from contributions.history.selectors import account_of
from enrollment.registry.models import Person
from funds.banking.actions import import_statement, open_bank_account
from funds.banking.models import BankAccount, StatementLine
from funds.ledger.models import Account
from funds.ledger.models import AccountKind as BookAccount
from siadmin.agency.insurances import LINE_OF, Insurance, Line
from siadmin.agency.models import Region, User
from siadmin.agency.posts import Post
from siadmin.kernel import runs
from siadmin.kernel.money import yuan
from siadmin.kernel.months import Month
from tests.cities import BEIJING, SHANGHAI, tick
from tests.factories import TODAY, a_member_of_staff, citizen_number, identity_number_of

LI = citizen_number(order=811)
WANG = citizen_number(order=812)
HEAD = "bank_reference,value_on,amount,counterparty,text\n"
Row = dict[str, str]


def person(number: str = LI, name: str = "李历", group: str = "", **more: str) -> Row:
    group = group or ("M60" if int(number[16]) % 2 else "F55")
    return {"record": "person", "number": number, "name": name, "retirement_group": group} | more


def months(first: str, last: str, base: str = "5000.00", number: str = LI, name: str = "李历", **more: str) -> Row:
    told = {"record": "months", "number": number, "name": name, "insurance": str(Insurance.PENSION)}
    return told | {"from_month": first, "to_month": last, "base": base, "employer_name": "城南纺织厂"} | more


def balance(amount: str = "31000.50", number: str = LI, name: str = "李历", **more: str) -> Row:
    told = {"record": "balance", "number": number, "name": name, "insurance": str(Insurance.PENSION)}
    return told | {"amount": amount, "as_of": "2023-12-31"} | more


def deemed(first: str = "1996-01", last: str = "1997-12", number: str = LI, name: str = "李历", **more: str) -> Row:
    told = {"record": "deemed", "number": number, "name": name, "insurance": str(Insurance.PENSION)}
    return (
        told
        | {"from_month": first, "to_month": last, "decision": "京视同〔2010〕7号", "decided_on": "2010-06-01"}
        | more
    )


def of(somebody: Person) -> dict[str, str]:
    """Number and name of somebody registered, for the rows above."""
    return {"number": identity_number_of(somebody), "name": somebody.name}


def origin(kind: str = FileKind.LEGACY, line: str = Line.HRSS, money: Money | None = None) -> Origin:
    """Beijing's former register, or Shanghai's certificates for Beijing."""
    place = BEIJING if kind == FileKind.LEGACY else SHANGHAI
    region = Region.objects.get(pk=BEIJING)
    return Origin(kind, region, line, Region.objects.get(pk=place), "移交清单 2026-11-01", money)


def letter(rows: Iterable[Row], line: str = Line.HRSS) -> Totals:
    """What the covering letter says where it is right."""
    codes = frozenset(code for code, its in LINE_OF.items() if its == line)
    asked = Asked(codes, codes, Month.of(TODAY), TODAY, is_legacy=False)
    return totals_of([read(dict.fromkeys(COLUMNS, "") | row, asked) for row in rows])


def a_clerk() -> User:
    return a_member_of_staff(Post.CLERK, at=BEIJING)


def a_reviewer() -> User:
    return a_member_of_staff(Post.REVIEWER, at=BEIJING, name="赵复")


def sent(*rows: Row, by: User | None = None, told: Totals | None = None, **more: Any) -> HistoryFile:
    """A file received; `told`: what its letter says, the right figures if left out."""
    file, _ = actions.receive(
        origin=more.pop("origin", None) or origin(),
        name=more.pop("name", "history.csv"),
        content=as_file(rows),
        told=told or letter(rows),
        by=by or a_clerk(),
        at=tick(),
        **more,
    )
    return file


def submitted(file: HistoryFile, by: User | None = None) -> HistoryFile:
    return actions.submit(file_id=file.pk, seen_version=file.version, by=by or file.received_by, at=tick())


def an_accountant() -> User:
    return a_member_of_staff(Post.ACCOUNTANT, at=BEIJING, name="钱会")


def arrived(file: HistoryFile, on: dt.date | None = None, fen: int | None = None) -> StatementLine:
    """What the bank told of its money: a line of the fiscal account of its book."""
    account = Account.objects.get(book__region=file.region, book__fund=account_of(file.line), kind=BookAccount.FISCAL)
    bank = BankAccount.objects.filter(account=account).first() or open_bank_account(
        account=account, bank_name="某行", number=f"62220000{account.pk:08d}", by=None, at=tick()
    )
    reference = f"ZR{StatementLine.objects.count() + 1}"
    day, amount = on or file.money_on, yuan(fen if fen is not None else file.money_fen or 0)
    content = f"{HEAD}{reference},{day},{amount},上海市社会保险事业管理中心,转移\n".encode()
    import_statement(bank_account=bank, name=f"{reference}.csv", content=content, by=None, at=tick())
    return StatementLine.objects.get(bank_account=bank, bank_reference=reference)


def confirmed(file: HistoryFile, by: User | None = None, line: StatementLine | None = None) -> HistoryFile:
    """Its money seen in the account."""
    return actions.confirm_money(
        file_id=file.pk, seen_version=file.version, line_id=(line or arrived(file)).pk, by=by or an_accountant(),
        at=tick(),
    )  # fmt: skip


def approved(file: HistoryFile, by: User | None = None) -> HistoryFile:
    return actions.approve(file_id=file.pk, seen_version=file.version, by=by or a_reviewer(), at=tick())


def booked(*rows: Row, **more: Any) -> HistoryFile:
    """A file all the way to its end."""
    file = submitted(sent(*rows, **more))
    return done(approved(file if file.money_fen is None else confirmed(file)))


def done(file: HistoryFile) -> HistoryFile:
    """Its run done."""
    assert file.run is not None
    runs.work(file.run.pk)
    file.refresh_from_db()
    return file


def problems(file: HistoryFile) -> dict[int, str]:
    """Row number → problem, of those that have one."""
    return dict(file.rows.exclude(problem="").order_by("number").values_list("number", "problem"))
