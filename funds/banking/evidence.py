"""What stands behind entries that are booked by lines of the bank: the lines, and the cases that decided them."""

from funds.banking.models import LinePart
from funds.ledger import evidence
from funds.ledger.evidence import Evidence, Piece
from funds.ledger.models import Entry
from siadmin.agency.tiles import page
from siadmin.kernel.language import Words

_FLOWS = ("benefit_recovered", "advance_recovered", "injury_advance_repaid", "benefit_owed", "funding")


def register_evidence() -> None:
    for flow in _FLOWS:
        evidence.register(flow, _lines_behind)


def _lines_behind(entry: Entry) -> Evidence | None:
    found = LinePart.objects.select_related("line", "case").filter(entry=entry).order_by("pk")
    pieces = [
        Piece(
            part.line.bank_reference, part.case.number if part.case else part.line.value_on.isoformat(),
            part.amount_fen, page("case", part.case.number) if part.case else "",
        )
        for part in found
    ]  # fmt: skip
    if not pieces:
        return None
    return Evidence(
        Words("银行流水", "Lines of the bank"), pieces, len(pieces), sum(each.amount_fen for each in pieces)
    )
