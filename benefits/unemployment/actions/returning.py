"""Medical contributions of months whose benefit was ended since come back from the medical fund (SIL 48, 51).

The person is no longer insured in these months by the unemployment fund, and they do not count.
"""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from benefits.unemployment.items import MEDICAL_PAID
from benefits.unemployment.models import MedicalReturn, ReturnedMonth
from benefits.unemployment.selectors import undue_of
from enrollment.participation.actions import uninsure_unemployed
from enrollment.registry.models import Person
from funds.ledger.actions import Line, post
from funds.ledger.actions.funding import FUND_SHORT
from funds.ledger.models import AccountKind, Book, Side
from funds.ledger.selectors import balances_of, first_open_day
from siadmin.agency.insurances import Fund
from siadmin.agency.models import Region, User
from siadmin.agency.trail import record
from siadmin.kernel.money import written
from siadmin.kernel.refusal import Reason
from siadmin.matters.models import Case

NOTHING_TO_RETURN = Reason(
    "unemployment_medical_nothing_to_return",
    "{name}没有停发后已缴的医疗保险费。",
    "No medical contributions of {name} were paid for months whose benefit was ended since.",
    "先核对停发的起始月份。",
    "Check from which month the benefit was ended.",
)


@transaction.atomic
def return_medical(*, person: Person, region: Region, case: Case, by: User, at: dt.datetime) -> MedicalReturn:
    """Every such month of the person at the place, once. Raises NOTHING_TO_RETURN, FUND_SHORT."""
    months = undue_of(person, region)
    if not months:
        raise NOTHING_TO_RETURN(name=person.name)
    total = sum(each.total_fen for each in months)
    out_id, in_id = _moved(region, case, total, by, at)
    own = MedicalReturn.objects.create(
        case=case, region=region, months=len(months), total_fen=total, out_entry_id=out_id, in_entry_id=in_id,
        returned_at=at,
    )  # fmt: skip
    ReturnedMonth.objects.bulk_create(ReturnedMonth(month=each, by=own) for each in months)
    uninsure_unemployed(person=person, months={each.month for each in months})
    record(
        by=by, at=at, code="unemployment_medical_returned", subject_kind="person", subject=person.number,
        case=case.number, months=len(months), total_fen=total,
    )  # fmt: skip
    return own


def _moved(region: Region, case: Case, fen: int, by: User, at: dt.datetime) -> tuple[int, int]:
    """Out of the fiscal account of the medical fund; into the expenditure account of the unemployment fund."""
    books = Book.objects.select_for_update().filter(region=region, fund__in=(Fund.UNEMPLOYMENT, Fund.MEDICAL))
    by_fund = {book.fund: book for book in books.order_by("pk")}
    paying, receiving = by_fund[Fund.MEDICAL], by_fund[Fund.UNEMPLOYMENT]
    held = balances_of(paying).get(AccountKind.FISCAL, 0)
    if held < fen:
        raise FUND_SHORT(held=written(held), wanted=written(fen))
    day = max(first_open_day(book, timezone.localdate(at)) for book in (paying, receiving))
    moves = (
        ("medical_returned", paying, AccountKind.CONTRIBUTIONS_POOLED, AccountKind.FISCAL),
        ("medical_came_back", receiving, AccountKind.EXPENDITURE, AccountKind.BENEFITS),
    )
    entries = []
    for flow, book, debit, credit in moves:
        entry, _ = post(
            key=f"medical_return:{case.number}:{flow}", flow=flow, booked_on=day,
            reason=f"退回停发后已缴的医疗保险费 {case.number}", by=by.pk, at=at,
            lines=[
                Line(book, debit, Side.DEBIT, fen),
                Line(book, credit, Side.CREDIT, fen, item=MEDICAL_PAID if credit == AccountKind.BENEFITS else ""),
            ],
        )  # fmt: skip
        entries.append(entry.pk)
    return entries[0], entries[1]
