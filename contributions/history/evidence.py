"""What stands behind an entry that books money which came with history: its file."""

from contributions.history.models import HistoryFile
from contributions.history.run_kinds import entry_key
from funds.ledger.evidence import Evidence, Piece
from funds.ledger.models import Entry
from siadmin.agency.tiles import page
from siadmin.kernel.language import Words


def file_behind(entry: Entry) -> Evidence | None:
    """The file whose key the entry has; None where the money came another way."""
    files = [
        file
        for file in HistoryFile.objects.filter(
            money_fen__isnull=False, region__in=entry.postings.values("book__region")
        )
        if entry_key(file.pk) == entry.key
    ]
    pieces = [Piece(file.letter, file.name, file.money_fen or 0, page("history_file", file.pk)) for file in files]
    if not pieces:
        return None
    return Evidence(Words("历史文件", "Files of history"), pieces, len(pieces), sum(each.amount_fen for each in pieces))
