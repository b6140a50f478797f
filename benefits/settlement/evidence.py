"""What stands behind the entries of clearings, and what a fund will need for them."""

from django.db.models import Q

from benefits.settlement.models import Clearing, ClearingAnswer, ClearingRun
from benefits.settlement.rules.clearing import State
from funds.ledger import evidence
from funds.ledger.evidence import Evidence, Piece
from funds.ledger.models import Book, Entry
from funds.ledger.needs import Need
from siadmin.agency.tiles import page
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month


def register_evidence() -> None:
    evidence.register("provider_clearing", _clearing_behind)
    evidence.register("clearing_returned", _answer_behind)


def _clearing_behind(entry: Entry) -> Evidence | None:
    behind = Q(entry=entry) | Q(remittances__entry=entry)
    found = Clearing.objects.select_related("run", "institution__employer").filter(behind).distinct()
    pieces = [
        Piece(each.run.number, each.institution.employer.name, each.pay_fen, page("clearing", each.run.number))
        for each in found
    ]
    return (
        Evidence(Words("定点机构费用", "Institutions paid"), pieces, len(pieces), sum(p.amount_fen for p in pieces))
        if pieces
        else None
    )


def _answer_behind(entry: Entry) -> Evidence | None:
    found = ClearingAnswer.objects.select_related("file__run", "document").filter(entry=entry)
    pieces = [
        Piece(each.document.name, each.file.bank_name, each.returned_fen, page("clearing", each.file.run.number))
        for each in found
    ]
    return (
        Evidence(Words("银行回盘", "The bank's answer"), pieces, len(pieces), sum(p.amount_fen for p in pieces))
        if pieces
        else None
    )


def not_paid(book: Book, month: Month) -> list[Need]:
    """Clearings of a fund up to a month that are neither paid nor cancelled."""
    own = ClearingRun.objects.filter(region=book.region_id, fund=book.fund, month__lte=month)
    words = Words("定点机构费用拨付 {number}（{month}）", "Clearing {number} ({month})")
    return [
        Need(words.filled(number=each.number, month=each.month), each.total_fen, page("clearing", each.number))
        for each in own.filter(state__in=[State.CHECKING, State.REVIEWED, State.APPROVED]).order_by("-month")
    ]
