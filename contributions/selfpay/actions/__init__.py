"""The verbs of what residents choose, what government adds, what lapses unpaid, and what people are told."""

from contributions.selfpay.actions.claims import SubsidyClaimRun, claim_subsidies
from contributions.selfpay.actions.lapsing import LapseRun, open_lapse
from contributions.selfpay.actions.receiving import SubsidyCreditRun, receive_subsidies
from contributions.selfpay.actions.telling import tell_own_change
from contributions.selfpay.actions.tiers import choose_resident_tier

__all__ = [
    "LapseRun",
    "SubsidyClaimRun",
    "SubsidyCreditRun",
    "choose_resident_tier",
    "claim_subsidies",
    "open_lapse",
    "receive_subsidies",
    "tell_own_change",
]
