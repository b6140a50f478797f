"""What is told last: bank statements, citizens' sign-ins, proposals and matters that wait, faulty payroll files."""

import datetime as dt
from collections import Counter, defaultdict

from django.db.models import Sum

from contributions.collection.models import Receipt
from contributions.declarations.actions import draft_from_file
from contributions.declarations.models import Door
from contributions.declarations.selectors import colleagues
from funds.banking.actions import import_statement, open_bank_account
from funds.banking.models import StatementLine
from funds.ledger.models import Account, AccountKind, Posting
from siadmin.agency.insurances import LINE_OF_FUND
from siadmin.kernel.money import yuan
from siadmin.portal.world.asking import tell_matters
from siadmin.portal.world.build import Builder
from siadmin.portal.world.disputing import tell_disputes
from siadmin.portal.world.filing import BY_TAX
from siadmin.portal.world.owing import tell_owed
from siadmin.portal.world.own import tell_own
from siadmin.portal.world.registers import tell_registers
from siadmin.portal.world.run_times import tell_run_times
from siadmin.portal.world.serving import serve
from siadmin.portal.world.staff import accountant_of, delegate_of, open_citizens, open_own, propose_values
from siadmin.portal.world.twice import tell_twice

# The bank knows of money the tax authority has not told of yet: a difference for somebody to own.
UNTOLD_FEN = 120_400
UNTOLD_CITY = "510100"
_TEXT = "社会保险费"


def finish(builder: Builder, now: dt.datetime) -> None:
    """Everything that is told once, at the end."""
    open_citizens(builder.world, builder.enrolling.people, now)
    open_own(builder.world.seed, tell_own(builder), now)
    propose_values(builder.staff, builder.world.span.today, now)
    tell_bank(builder, now)
    leave_drafts(builder, now)
    tell_matters(builder.staff, now)
    tell_registers(builder, now)
    serve(builder.staff, now)
    tell_disputes(builder.staff, builder.world.span.opened, now)
    tell_owed(builder.staff, now)
    tell_twice(builder.staff, now)
    tell_run_times()


def tell_bank(builder: Builder, now: dt.datetime) -> int:
    """A statement per collecting account with the money of every day not told yet; returns how many were imported.

    Of a day told in part, the rest is told.
    """
    told: dict[int, dict[dt.date, int]] = defaultdict(dict)
    lines_told = StatementLine.objects.filter(text=_TEXT).values_list("bank_account__account_id", "value_on")
    for account_id, day, fen in lines_told.annotate(sum=Sum("amount_fen")):
        told[account_id][day] = fen
    days: dict[int, Counter[dt.date]] = defaultdict(Counter)
    rows = Receipt.objects.values("book_id", "received_on").annotate(sum=Sum("amount_fen")).order_by("received_on")
    for row in rows:
        days[row["book_id"]][row["received_on"]] += row["sum"]
    for book_id, day, fen in _from_government():
        days[book_id][day] += fen
    imported = 0
    accounts = Account.objects.filter(book__in=days, kind=AccountKind.FISCAL).select_related("book")
    for account in accounts.order_by("pk"):
        before = told[account.pk]
        came = ((day, fen - before.get(day, 0)) for day, fen in sorted(days[account.book_id].items()))
        moved = [(day, fen, _TEXT) for day, fen in came if fen > 0]
        if not moved:
            continue
        by = builder.staff[accountant_of(account.book.region_id, LINE_OF_FUND[account.book.fund])]
        bank = open_bank_account(
            account=account, bank_name="中国工商银行", number=f"6200000000{account.pk:09d}", by=by, at=now
        )
        if not before and (account.book.region_id, account.book.fund) == (UNTOLD_CITY, "injury"):
            moved.append((moved[-1][0], UNTOLD_FEN, "往来款"))
        lines = ["bank_reference,value_on,amount,counterparty,text"]
        lines += [
            f"B{account.pk:03d}{day:%y%m%d}{place:03d},{day},{yuan(amount)},国家税务总局,{text}"
            for place, (day, amount, text) in enumerate(moved, 1 + len(before))
        ]
        name = f"statement-{account.pk}-{moved[-1][0]}.csv"
        import_statement(bank_account=bank, name=name, content="\n".join(lines).encode(), by=by, at=now)
        imported += 1
    return imported


def _from_government() -> list[tuple[int, dt.date, int]]:
    """(book, day, fen) of subsidies that came: the bank shows them beside contributions."""
    postings = Posting.objects.filter(flow="fiscal_subsidy", account_kind=AccountKind.FISCAL)
    return list(postings.values_list("book_id", "booked_on", "amount_fen"))


def leave_drafts(builder: Builder, now: dt.datetime) -> int:
    """Payroll files with faults in them, checked and not yet filed; returns how many wait."""
    month, left = builder.world.span.current, 0
    for story in builder.world.employers:
        employer = builder.employers.get(story.key)
        if story.story != "faulty" or employer is None or story.city.code in BY_TAX:
            continue
        staff = colleagues(employer, month)
        if not staff:
            continue
        draft_from_file(
            employer=employer,
            month=month,
            name=f"{employer.name}{month.number}月工资.csv",
            content=faulty_payroll([(c.person.name, c.number, c.wage_fen or 0) for c in staff]),
            door=Door.FILE,
            by=builder.delegates[delegate_of(story)],
            at=now,
        )
        left += 1
    return left


def faulty_payroll(staff: list[tuple[str, str, int]]) -> bytes:
    """A CSV as a pay office sends it (GB18030, a total line), with one fault of each common kind near its top."""
    lines = ["工号,姓名,身份证号,应发工资(元)"]
    for place, (name, number, fen) in enumerate(staff):
        lines.append(",".join((f"E{place:04d}", *_faulty(place, name, number, str(yuan(fen))))))
    lines.append(f"合计,,,{yuan(sum(fen for _, _, fen in staff))}")
    return "\r\n".join(lines).encode("gb18030")


def _faulty(place: int, name: str, number: str, wage: str) -> tuple[str, str, str]:
    """The cells of a row, some near the top with a fault: check digit, no wage, too short, negative, no name."""
    wrong_check = number[:-1] + ("0" if number[-1] != "0" else "1")
    faults = {
        1: (name, wrong_check, wage),
        3: (name, number, ""),
        5: (name, number[:-1], wage),
        7: (name, number, f"-{wage}"),
        8: ("", number, wage),
    }
    return faults.get(place, (name, number, wage))
