"""What stands behind the entries of transfers: the transfer, by number and places."""

from contributions.transfers.models import Transfer
from funds.ledger import evidence
from funds.ledger.evidence import Evidence, Piece
from funds.ledger.models import Entry
from siadmin.agency.tiles import page
from siadmin.kernel.language import Words

_FLOWS = ("funding", "transfer_sent", "transfer_out", "transfer_in", "overlap_returned")


def register_evidence() -> None:
    for flow in _FLOWS:
        evidence.register(flow, _transfer_behind)


def _transfer_behind(entry: Entry) -> Evidence | None:
    if not entry.key.startswith("transfer:"):
        return None
    number = entry.key.split(":")[1]
    found = Transfer.objects.select_related("from_region", "to_region").filter(number=number)
    pieces = [
        Piece(
            each.number,
            f"{each.from_region.words} → {each.to_region.words}",
            each.total_fen,
            page("transfer", each.number),
        )
        for each in found
    ]
    return Evidence(Words("关系转移", "Transfer"), pieces, len(pieces), sum(piece.amount_fen for piece in pieces))
