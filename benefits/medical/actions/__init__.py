"""Verbs: keep what was reimbursed and advanced, recover it, file care elsewhere, share an account."""

from benefits.medical.actions.filing import end_filing, file_away, why_not_end, why_not_file
from benefits.medical.actions.keeping import YEAR_MOVED, keep_advance, keep_reimbursed
from benefits.medical.actions.recovering import recover_advance, why_not_recover
from benefits.medical.actions.sharing import end_sharing, share_account, why_not_share

__all__ = [
    "YEAR_MOVED",
    "end_filing",
    "end_sharing",
    "file_away",
    "keep_advance",
    "keep_reimbursed",
    "recover_advance",
    "share_account",
    "why_not_end",
    "why_not_file",
    "why_not_recover",
    "why_not_share",
]
