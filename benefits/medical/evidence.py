"""What stands behind entries of advances that third parties repaid."""

from benefits.medical.models import AdvanceRecovered
from funds.ledger import evidence
from funds.ledger.evidence import Evidence, Piece
from funds.ledger.models import Entry
from siadmin.agency.tiles import page
from siadmin.kernel.language import Words


def register_evidence() -> None:
    evidence.register("advance_recovered", _advance_behind)


def _advance_behind(entry: Entry) -> Evidence | None:
    found = AdvanceRecovered.objects.select_related("advance", "case").filter(entry=entry).first()
    if found is None:
        return None
    piece = Piece(found.advance.number, found.bank_reference, found.amount_fen, page("case", found.case.number))
    return Evidence(Words("第三人先行支付追回", "Advances repaid by third parties"), [piece], 1, found.amount_fen)
