"""What contributions prove: lines = bills, bank = receipts, allocated = ledger, shares = credits."""

from pathlib import Path
from typing import Any

from funds.banking import sources
from funds.banking.selectors import bank_credits, booked_contributions, statement_gaps
from funds.banking.sources import Pair
from siadmin.agency.models import Region
from siadmin.kernel.database import run_sql
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month

SQL = Path(__file__).resolve().parent / "sql"


def _sums(name: str, region: Region, month: Month) -> list[tuple[Any, ...]]:
    return run_sql(SQL / name, {"region": region.pk, "month": month.first_day, "after": (month + 1).first_day})


class LinesAndBills:
    code = "lines_bills"
    place = 1
    title = Words("核定", "Assessment")
    sides = Words("明细 = 账单", "lines = bills")

    def pairs(self, region: Region, month: Month) -> list[Pair]:
        rows = _sums("proof_lines_bills.sql", region, month)
        return [Pair(fund, int(lines), int(bills), int(provisional)) for fund, lines, bills, provisional in rows]

    def rows(self, region: Region, month: Month, fund: str) -> list[dict[str, Any]]:
        rows = run_sql(
            SQL / "proof_lines_bills_rows.sql", {"region": region.pk, "month": month.first_day, "fund": fund}
        )
        what = Words("该单位账单与明细之和不等", "this employer's bill is not the sum of its lines")
        return [{"what": what, "amount_fen": int(gap), "employer": number} for number, gap in rows]


class BankAndReceipts:
    code = "bank_receipts"
    place = 2
    title = Words("到账", "Received")
    sides = Words("银行收入 = 已分配 + 待分配", "bank credits = allocated + unallocated")

    def pairs(self, region: Region, month: Month) -> list[Pair]:
        bank = bank_credits(region, month)
        receipts = {fund: (int(sum_), int(open_)) for fund, sum_, open_ in _sums("proof_receipts.sql", region, month)}
        return [
            Pair(fund, bank.get(fund, 0), *receipts.get(fund, (0, 0))) for fund in sorted(bank.keys() | receipts.keys())
        ]

    def rows(self, region: Region, month: Month, fund: str) -> list[dict[str, Any]]:
        return [
            {
                "what": Words(f"{gap['day']} 银行与到账登记不等", f"bank and receipts differ on {gap['day']}"),
                "amount_fen": gap["bank_fen"] - gap["books_fen"],
                "day": gap["day"],
            }
            for gap in statement_gaps(region, month, fund)
        ]


class AllocatedAndBooked:
    code = "allocated_booked"
    place = 3
    title = Words("入账", "Booked")
    sides = Words("已分配 = 账面收入", "allocated = ledger income")

    def pairs(self, region: Region, month: Month) -> list[Pair]:
        booked = booked_contributions(region, month)
        allocated = {fund: int(amount) for fund, amount in _sums("proof_allocated.sql", region, month)}
        return [
            Pair(fund, allocated.get(fund, 0), booked.get(fund, 0)) for fund in sorted(allocated.keys() | booked.keys())
        ]

    def rows(self, region: Region, month: Month, fund: str) -> list[dict[str, Any]]:
        rows = run_sql(SQL / "proof_allocated_rows.sql", {"region": region.pk, "month": month.first_day, "fund": fund})
        what = Words("凭证与其结清的账单不等", "an entry is not the sum of the bills it settles")
        return [{"what": what, "amount_fen": int(gap), "entry": key} for key, gap in rows]


class SharesAndCredits:
    code = "shares_credits"
    place = 4
    title = Words("个人账户", "Personal accounts")
    sides = Words("已缴个人部分 = 记账", "employee shares paid = credits")

    def pairs(self, region: Region, month: Month) -> list[Pair]:
        rows = _sums("proof_credits.sql", region, month)
        return [Pair(fund, int(shares), int(credits)) for fund, shares, credits in rows]

    def rows(self, region: Region, month: Month, fund: str) -> list[dict[str, Any]]:
        rows = run_sql(SQL / "proof_credits_rows.sql", {"region": region.pk, "month": month.first_day, "fund": fund})
        what = Words("已缴部分未记入该人账户", "a paid share is not credited to this person")
        return [{"what": what, "amount_fen": int(gap), "person": number} for number, gap in rows]


def register_sources() -> None:
    for source in (LinesAndBills(), BankAndReceipts(), AllocatedAndBooked(), SharesAndCredits()):
        sources.register(source)
