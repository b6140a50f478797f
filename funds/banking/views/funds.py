"""The home of those who answer for the funds: is the fund whole?"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from funds.banking.selectors.standing import (
    FundStanding,
    Inflow,
    ProofSum,
    closing_states,
    inflows,
    newest_proven_month,
    proof_sum,
    standings,
)
from funds.banking.views.differences import shown_differences
from funds.ledger.models import Book
from funds.ledger.views.closing import state_of
from funds.ledger.views.where import READERS, Where, month_of, this_month, where_of
from siadmin.agency.access import acting, reads, staff
from siadmin.agency.insurances import FUND_NAMES, ICONS
from siadmin.agency.viewer import Viewer
from siadmin.kernel.language import chosen
from siadmin.kernel.money import written, yuan
from siadmin.kernel.months import Month

MONTHS_OF_INFLOW = 18
MONTHS_OF_CLOSING = 6


@staff(*READERS)
@reads
def funds(request: HttpRequest) -> HttpResponse:
    """Per fund of a pooling region: money held, contributions of the month, inflow, differences, closing."""
    viewer = acting(request)
    where = where_of(request, viewer)
    if where.region is None:
        return render(request, "banking/funds.html", {"where": where, "heading": heading([], None)})
    return render(request, "banking/funds.html", _page(request, where, viewer))


def _page(request: HttpRequest, where: Where, viewer: Viewer) -> dict[str, Any]:
    region, books = where.the_region, where.books
    month = month_of(request, newest_proven_month(books) or this_month())
    funds_now = standings(region, books, month)
    proven = proof_sum(books, month)
    now = timezone.localtime()
    flows = inflows(region, books, this_month(), MONTHS_OF_INFLOW)
    months = [this_month() - back for back in range(1, MONTHS_OF_CLOSING + 1)]
    waiting = [fund.waiting for fund in funds_now if fund.waiting]
    return {
        "where": where,
        "month": month,
        "previous": month - 1,
        "next": month + 1 if month < this_month() else None,
        "today": now.date(),
        "heading": heading(funds_now, proven),
        "funds": funds_now,
        "totals": totals(funds_now),
        "proven": proven,
        "proof_word": proof_word(proven),
        "flows": flows,
        "flow_months": [
            (each, [(flow.book.name, flow.paid_fen[n]) for flow in flows]) for n, each in enumerate(flows[0].months)
        ],
        "chart": chart(flows),
        "differences": shown_differences(viewer, region, month, now.date()),
        "waiting_count": sum(each.receipts for each in waiting),
        "waiting_fen": sum(each.amount_fen for each in waiting),
        "closings": [
            (
                each,
                [
                    state_of(closing) if _existed(book, each) else "none"
                    for book, closing in zip(books, row, strict=True)
                ],
            )
            for each, row in closing_states(books, months)
        ],
    }


def _existed(book: Book, month: Month) -> bool:
    return month >= Month.of(book.opened_on)


def totals(funds_now: list[FundStanding]) -> dict[str, int | None]:
    """Sums of the columns; none for income accounts where no fund has one (tax collects)."""
    names = ("fiscal_fen", "expenditure_fen", "held_fen", "arrived_fen", "assessed_fen", "paid_fen")
    sums: dict[str, int | None] = {name: sum(getattr(fund, name) for fund in funds_now) for name in names}
    incomes = [fund.income_fen for fund in funds_now if fund.income_fen is not None]
    return sums | {"income_fen": sum(incomes) if incomes else None}


def heading(funds_now: list[FundStanding], proven: ProofSum | None) -> str:
    """“Is the fund whole?”, answered."""
    if not funds_now or proven is None:
        return chosen(zh="您的机构没有基金账套", en="No fund is kept at your office")
    broken = [fund for fund in funds_now if not fund.is_whole]
    count, whole = len(funds_now), len(funds_now) - len(broken)
    if not broken:
        if not proven.checks:
            return chosen(
                zh=f"{count} 只基金没有未了差异；{proven.month} 还没有核对",
                en=f"Nothing is open in the {count} funds; {proven.month} has not been checked yet",
            )
        if count == 1:
            name = FUND_NAMES[funds_now[0].book.fund]
            return chosen(zh=f"{name.zh}完整", en=f"The {_lower(name.en)} is whole")
        return chosen(zh=f"{count} 只基金全部完整", en=f"All {count} funds are whole")
    apart = written(sum(fund.open_fen for fund in broken))
    if len(broken) == 1:
        name = FUND_NAMES[broken[0].book.fund]
        zh_rest, en_rest = f"{name.zh}有 {apart} 元未说明", f"¥{apart} are open in the {_lower(name.en)}"
    else:
        zh_rest, en_rest = f"{len(broken)} 只共有 {apart} 元未说明", f"¥{apart} are open in the other {len(broken)}"
    if whole == 0 and count > 1:
        zh, en = f"{count} 只基金都有差异，共 {apart} 元未说明", f"None of {count} funds is whole: ¥{apart} are open"
    elif whole == 0:
        zh, en = zh_rest, en_rest
    else:
        zh = f"{count} 只基金中 {whole} 只完整；{zh_rest}"
        en = f"{whole} of {count} funds {'is' if whole == 1 else 'are'} whole; {en_rest}"
    return chosen(zh=zh, en=en)


def _lower(name: str) -> str:
    return name[:1].lower() + name[1:]


def proof_word(proven: ProofSum) -> tuple[str, str, str]:
    """Kind, icon and words of the pill that sums a month's proof up."""
    if not proven.checks:
        return "wait", "", chosen(zh=f"{proven.month} 未核对", en=f"{proven.month} not checked")
    counts = f"{proven.equal} / {proven.checks}"
    if proven.equal == proven.checks:
        return "ok", "ti-equal", chosen(zh=f"{counts} 相等", en=f"{counts} equal")
    apart = written(proven.apart_fen)
    return "late", "ti-equal-not", chosen(zh=f"{counts} 相等，差 {apart}", en=f"{counts} equal, ¥{apart} apart")


def chart(flows: list[Inflow]) -> dict[str, Any]:
    """What the browser draws: per fund the months, paid and assessed, in yuan as text so that nothing is rounded."""
    return {
        "words": {"units": _units()},
        "funds": [
            {
                "name": str(flow.book.short_name),
                "icon": ICONS[flow.book.fund],
                "says": _says(flow),
                "months": [str(month) for month in flow.months],
                "paid": [str(yuan(fen)) for fen in flow.paid_fen],
                "assessed": [str(yuan(fen)) for fen in flow.assessed_fen],
            }
            for flow in flows
        ],
    }


def _units() -> list[dict[str, Any]]:
    """The units of the axes, with the amount in yuan from which each is used."""
    if chosen(zh="zh", en="en") == "zh":
        steps = [(1, "元", 0, 0), (10_000, "万元", 1, 20_000), (100_000_000, "亿元", 2, 200_000_000)]
    else:
        steps = [(1, "¥", 0, 0), (1_000, "¥1,000", 0, 20_000), (1_000_000, "¥ million", 2, 2_000_000)]
    return [{"factor": factor, "name": name, "places": places, "from": start} for factor, name, places, start in steps]


def _says(flow: Inflow) -> str:
    """The chart in a sentence, for those who do not see it."""
    paid, owed = written(sum(flow.paid_fen)), written(sum(flow.assessed_fen))
    first, last = flow.months[0], flow.months[-1]
    return chosen(
        zh=f"{flow.book.name.zh}：{first} 至 {last} 应缴 {owed} 元，已缴 {paid} 元",
        en=f"{flow.book.name.en}: ¥{paid} paid of ¥{owed} assessed, {first} to {last}",
    )
