"""What stands behind entries of what employers paid back."""

from benefits.injury.models import AdvanceRecovered
from funds.ledger import evidence
from funds.ledger.evidence import Evidence, Piece
from funds.ledger.models import Entry
from siadmin.agency.tiles import page
from siadmin.kernel.language import Words


def register_evidence() -> None:
    evidence.register("injury_advance_repaid", _paid_back)


def _paid_back(entry: Entry) -> Evidence | None:
    found = AdvanceRecovered.objects.select_related("advance", "case").filter(entry=entry).first()
    if found is None:
        return None
    piece = Piece(found.advance.number, found.bank_reference, found.amount_fen, page("case", found.case.number))
    return Evidence(Words("用人单位偿还先行支付", "Paid back by an employer"), [piece], 1, found.amount_fen)
