"""Which lines of the bank brought what was drawn: matched with a statement, or read off by a person."""

from collections.abc import Sequence

from django.db.models import Q, Sum

from funds.banking.models import BankLine, LinePart, Match
from funds.ledger.draws import ToldLine
from funds.ledger.models import AccountKind


def draws_told(entry_ids: Sequence[int]) -> dict[int, list[ToldLine]]:
    """By entry; a line that was read off and is in a statement too is the statement's."""
    found: dict[tuple[int, str], ToldLine] = {}
    parts = LinePart.objects.filter(entry__in=entry_ids, line__account__kind=AccountKind.EXPENDITURE)
    spare = _spare(list(parts.values_list("line_id", flat=True)))
    for part in parts.select_related("line").order_by("pk"):
        line = part.line
        found[part.entry_id, line.bank_reference] = ToldLine(
            line.bank_reference, line.value_on, part.amount_fen, spare[line.pk], is_from_file=False
        )
    matches = Match.objects.filter(posting__entry__in=entry_ids, posting__account_kind=AccountKind.EXPENDITURE)
    for match in matches.select_related("line", "posting").order_by("pk"):
        place = match.posting.entry_id, match.line.bank_reference
        fen = max(match.amount_fen, found[place].fen if place in found else 0)
        found[place] = ToldLine(match.line.bank_reference, match.line.value_on, fen, 0, is_from_file=True)
    told: dict[int, list[ToldLine]] = {}
    for (entry_id, _), brought in found.items():
        told.setdefault(entry_id, []).append(brought)
    return told


def _spare(line_ids: Sequence[int]) -> dict[int, int]:
    """Fen of lines that nothing is booked by."""
    standing = Q(parts__entry__reversed_by__isnull=True)
    lines = BankLine.objects.filter(pk__in=line_ids).annotate(used=Sum("parts__amount_fen", filter=standing, default=0))
    return {line.pk: max(0, abs(line.amount_fen) - line.used) for line in lines}
