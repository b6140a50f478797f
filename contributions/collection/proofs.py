"""What contributions prove: lines = bills, bank = receipts, allocated = ledger, shares = credits."""

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

from funds.banking import sources
from funds.banking.selectors import bank_credits, booked_contributions, statement_gaps, told_until
from funds.banking.sources import Pair, Part, Parts, Waiting
from siadmin.agency.models import Region
from siadmin.kernel.database import run_sql
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month

SQL = Path(__file__).resolve().parent / "sql"


def _sums(name: str, region: Region, month: Month) -> list[tuple[Any, ...]]:
    return run_sql(SQL / name, {"region": region.pk, "month": month.first_day, "after": (month + 1).first_day})


def _parts(
    name: str,
    kind: str,
    region: Region,
    month: Month,
    fund: str,
    *,
    first: int,
    most: int,
    unequal: bool,
    until: dt.date | None = None,
) -> Parts:
    rows = run_sql(
        SQL / name,
        {
            "region": region.pk,
            "month": month.first_day,
            "after": (month + 1).first_day,
            "fund": fund,
            "first": first,
            "most": most,
            "unequal": unequal,
            "until": until,
        },
    )
    parts = [Part(kind, key, name, int(left), int(right)) for key, name, left, right, _ in rows]
    return Parts(parts, int(rows[0][4]) if rows else 0)


_NO_STATEMENT = Words("等待银行对账单", "waiting for a statement")


class LinesAndBills:
    code = "lines_bills"
    place = 1
    title = Words("核定", "Assessment")
    sides = Words("明细 = 账单", "lines = bills")
    left = Words("明细", "Lines")
    right = Words("账单", "Bills")
    aside = Words("暂定核定", "provisional bills")

    def pairs(self, region: Region, month: Month) -> list[Pair]:
        rows = _sums("proof_lines_bills.sql", region, month)
        return [Pair(fund, int(lines), int(bills), int(provisional)) for fund, lines, bills, provisional in rows]

    def waits(self, region: Region, month: Month) -> dict[str, Waiting]:
        return {}

    def rows(self, region: Region, month: Month, fund: str) -> list[dict[str, Any]]:
        rows = run_sql(
            SQL / "proof_lines_bills_rows.sql", {"region": region.pk, "month": month.first_day, "fund": fund}
        )
        what = Words("该单位账单与明细之和不等", "this employer's bill is not the sum of its lines")
        return [{"what": what, "amount_fen": int(gap), "employer": number} for number, gap in rows]

    def parts(self, region: Region, month: Month, fund: str, *, first: int, most: int, unequal: bool) -> Parts:
        return _parts("parts_lines_bills.sql", "employer", region, month, fund, first=first, most=most, unequal=unequal)


class BankAndReceipts:
    code = "bank_receipts"
    place = 2
    title = Words("到账", "Received")
    sides = Words(
        "当月到账：银行收入 = 已分配 + 待分配", "arrived in the month: bank credits = allocated + unallocated"
    )
    left = Words("银行收入", "Bank credits")
    right = Words("到账登记", "Receipts")
    aside = Words("待分配", "unallocated")

    def pairs(self, region: Region, month: Month) -> list[Pair]:
        """Both sides up to the day the bank's statements reach; funds without a statement of the month are left out."""
        bank = bank_credits(region, month)
        receipts = {row[0]: (int(row[1]), int(row[2])) for row in _sums("proof_receipts.sql", region, month)}
        pairs = [Pair(fund, amount, *receipts.get(fund, (0, 0))) for fund, amount in sorted(bank.items())]
        return [pair for pair in pairs if pair.left_fen or pair.right_fen]

    def waits(self, region: Region, month: Month) -> dict[str, Waiting]:
        rows = _sums("proof_receipts.sql", region, month)
        return {row[0]: Waiting(_NO_STATEMENT, row[3]) for row in rows if row[3] is not None}

    def rows(self, region: Region, month: Month, fund: str) -> list[dict[str, Any]]:
        return [
            {
                "what": Words(f"{gap['day']} 银行与到账登记不等", f"bank and receipts differ on {gap['day']}"),
                "amount_fen": gap["bank_fen"] - gap["books_fen"],
                "day": gap["day"],
            }
            for gap in statement_gaps(region, month, fund)
        ]

    def parts(self, region: Region, month: Month, fund: str, *, first: int, most: int, unequal: bool) -> Parts:
        """By day; of days after the last statement only the receipts are known yet."""
        until = told_until(region).get(fund)
        found = _parts(
            "parts_bank_receipts.sql",
            "day",
            region,
            month,
            fund,
            first=first,
            most=most,
            unequal=unequal,
            until=until,
        )
        parts = [replace(part, is_waiting=until is None or part.key > until.isoformat()) for part in found.parts]
        return Parts(parts, found.count)


class AllocatedAndBooked:
    code = "allocated_booked"
    place = 3
    title = Words("入账", "Booked")
    sides = Words("费款所属当月：已分配 = 账面收入", "paid for the month: allocated = ledger income")
    left = Words("分配到结清账单", "Allocated to settled bills")
    right = Words("账面收入", "Ledger income")
    aside = Words("", "")

    def pairs(self, region: Region, month: Month) -> list[Pair]:
        booked = booked_contributions(region, month)
        allocated = {fund: int(amount) for fund, amount in _sums("proof_allocated.sql", region, month)}
        return [
            Pair(fund, allocated.get(fund, 0), booked.get(fund, 0)) for fund in sorted(allocated.keys() | booked.keys())
        ]

    def waits(self, region: Region, month: Month) -> dict[str, Waiting]:
        return {}

    def rows(self, region: Region, month: Month, fund: str) -> list[dict[str, Any]]:
        rows = run_sql(SQL / "proof_allocated_rows.sql", {"region": region.pk, "month": month.first_day, "fund": fund})
        what = Words("凭证与其结清的账单不等", "an entry is not the sum of the bills it settles")
        return [{"what": what, "amount_fen": int(gap), "entry": key} for key, gap in rows]

    def parts(self, region: Region, month: Month, fund: str, *, first: int, most: int, unequal: bool) -> Parts:
        return _parts(
            "parts_allocated_booked.sql", "entry", region, month, fund, first=first, most=most, unequal=unequal
        )


class SharesAndCredits:
    code = "shares_credits"
    place = 4
    title = Words("个人账户", "Personal accounts")
    sides = Words("已缴个人部分 = 记账", "employee shares paid = credits")
    left = Words("已缴个人部分", "Shares paid")
    right = Words("个人账户记账", "Credits")
    aside = Words("", "")

    def pairs(self, region: Region, month: Month) -> list[Pair]:
        rows = _sums("proof_credits.sql", region, month)
        return [Pair(fund, int(shares), int(credits)) for fund, shares, credits in rows]

    def waits(self, region: Region, month: Month) -> dict[str, Waiting]:
        return {}

    def rows(self, region: Region, month: Month, fund: str) -> list[dict[str, Any]]:
        rows = run_sql(SQL / "proof_credits_rows.sql", {"region": region.pk, "month": month.first_day, "fund": fund})
        what = Words("已缴部分未记入该人账户", "a paid share is not credited to this person")
        return [{"what": what, "amount_fen": int(gap), "person": number} for number, gap in rows]

    def parts(self, region: Region, month: Month, fund: str, *, first: int, most: int, unequal: bool) -> Parts:
        return _parts(
            "parts_shares_credits.sql", "employer", region, month, fund, first=first, most=most, unequal=unequal
        )


def register_sources() -> None:
    for source in (LinesAndBills(), BankAndReceipts(), AllocatedAndBooked(), SharesAndCredits()):
        sources.register(source)
