"""The employer's side of the money: bills and payments, and the payment notice to print."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from contributions.assessment.models import Bill
from contributions.assessment.visibility import bills_seen_by
from contributions.collection.late_fees import fee_months, standing
from contributions.collection.statement import (
    MonthStatement,
    overpaid_by,
    put_to,
    receipts_with_money_of,
    statement_of,
)
from contributions.collection.views.owed import owed_shown
from enrollment.registry.models import Employer
from funds.banking.models import BankAccount
from funds.ledger.models import AccountKind, Book, Collector
from siadmin.agency.access import employers, looking, reads, signed_in
from siadmin.agency.insurances import EMPLOYEE_FUNDS, NAMES
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal

MONTHS_DRAWN = 12
RECEIPTS_SHOWN = 12


@employers
@reads
def employer_bills(request: HttpRequest, number: str) -> HttpResponse:
    """What is to pay, what was paid, what stands to our credit; differences from month to month."""
    viewer = looking(request)
    employer = get_object_or_404(Employer, number=number, pk__in=viewer.employer_ids)
    today = timezone.localdate()
    months = statement_of(Bill.objects.filter(employer=employer))
    to_pay = sorted((month for month in months if month.to_pay_fen > 0), key=lambda month: (month.due_on, month.month))
    receipts = receipts_with_money_of(employer.pk)
    page = Paginator(receipts, RECEIPTS_SHOWN).get_page(request.GET.get("page"))
    chart = chart_of(months)
    shown = {
        "employer": employer,
        "months": [(month, month.state(today)) for month in months],
        "to_pay": to_pay,
        "to_pay_fen": sum(month.to_pay_fen for month in to_pay),
        "overdue": [month for month in to_pay if month.state(today) == "late"],
        "page": page,
        "receipts": [(receipt, put_to(receipt)) for receipt in page],
        "overpaid": overpaid_by(employer.pk),
        "differences": differences(months),
        "chart": chart,
        "by_fund": _as_table(chart),
        "has_provisional": any(month.is_provisional for month in months),
        "first": to_pay[0] if to_pay else None,
    }
    owed = owed_shown(Bill.objects.filter(employer=employer), employer, today)
    return render(request, "collection/employer_bills.html", shown | {"owed": owed})


@signed_in
@reads
def payment_notice(request: HttpRequest, number: str, month: Month) -> HttpResponse:
    """The notice of a month as a page to print: reference, amounts by fund, where and by when to pay."""
    viewer = looking(request)
    bills = bills_seen_by(viewer).filter(employer__number=number, month=month)
    found = statement_of(bills)
    if not found or found[0].notice is None:
        raise Http404
    employer = Employer.objects.select_related("pooling_region").get(number=number)
    statement = found[0]
    shown = {
        "employer": employer,
        "statement": statement,
        "notice": statement.notice,
        "payees": _payees(employer, [each.fund for each in statement.funds]),
        "by_tax": _is_collected_by_tax(employer),
        "is_paid": statement.to_pay_fen <= 0,
        "fees": _late_fees(bills),
    }
    return render(request, "collection/payment_notice.html", shown)


def _late_fees(bills: QuerySet[Bill]) -> dict[str, int]:
    """What each fund's late fee comes to if the month is paid today, in fen; nothing where the law has no rate."""
    try:
        rows = standing(fee_months(bills), timezone.localdate())
    except Refusal:
        return {}
    return {row.of.fund: row.to_pay_fen for row in rows if row.to_pay_fen}


def differences(months: list[MonthStatement]) -> list[dict[str, Any]]:
    """The newest month against the one before, fund by fund; nothing when there is no month before."""
    if len(months) < 2:
        return []
    new, old = ({each.fund: each for each in month.funds} for month in months[:2])
    rows = []
    for fund in EMPLOYEE_FUNDS:
        now, before = new.get(fund), old.get(fund)
        if now or before:
            rows.append({"fund": fund, "before": before.due_fen if before else 0, "now": now.due_fen if now else 0})
    return rows


def chart_of(months: list[MonthStatement]) -> dict[str, Any] | None:
    """The last months by fund, for the chart; nothing before there are two."""
    drawn = list(reversed(months[:MONTHS_DRAWN]))
    if len(drawn) < 2:
        return None
    by_fund = [{each.fund: each.due_fen for each in month.funds} for month in drawn]
    return {
        "kind": "bars",
        "unit": "fen",
        "stacked": True,
        "labels": [str(month.month) for month in drawn],
        "series": [
            {"name": str(NAMES[fund]), "values": [each.get(fund, 0) for each in by_fund]} for fund in EMPLOYEE_FUNDS
        ],
    }


def _as_table(chart: dict[str, Any] | None) -> list[tuple[str, list[tuple[str, int]]]]:
    """The figures of the chart a month a row, the newest first: pairs of a fund's name and its amount in fen."""
    if chart is None:
        return []
    rows = [
        (label, [(series["name"], series["values"][n]) for series in chart["series"]])
        for n, label in enumerate(chart["labels"])
    ]
    return rows[::-1]


def _payees(employer: Employer, funds: list[str]) -> dict[str, BankAccount]:
    """Where an agency that collects itself is paid: the income account of each fund."""
    accounts = BankAccount.objects.filter(
        account__kind=AccountKind.INCOME,
        account__book__region_id=employer.pooling_region_id,
        account__book__fund__in=funds,
    ).select_related("account__book")
    return {each.account.book.fund: each for each in accounts}


def _is_collected_by_tax(employer: Employer) -> bool:
    return Book.objects.filter(region_id=employer.pooling_region_id, collector=Collector.TAX).exists()
