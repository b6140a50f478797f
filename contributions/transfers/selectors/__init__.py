"""Questions about transfers: what would move, who sees one, who may take its next step."""

from contributions.transfers.selectors.permits import transfers_seen_by, why_not
from contributions.transfers.selectors.standing import relation_at

__all__ = ["relation_at", "transfers_seen_by", "why_not"]
