"""Verbs: issue and revoke letters, send messages and texts, send and check one-time codes, count attempts."""

from siadmin.letters.actions.attempts import Limit, attempt, forget_attempts, locked_until
from siadmin.letters.actions.issuing import issue, revoke
from siadmin.letters.actions.messaging import Addressed, mark_read, send, send_many
from siadmin.letters.actions.one_time import code_checked, code_sent
from siadmin.letters.actions.texting import give_up, send_next, text

__all__ = [
    "Addressed",
    "Limit",
    "attempt",
    "code_checked",
    "code_sent",
    "forget_attempts",
    "give_up",
    "issue",
    "locked_until",
    "mark_read",
    "revoke",
    "send",
    "send_many",
    "send_next",
    "text",
]
