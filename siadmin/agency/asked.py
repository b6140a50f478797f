"""What somebody searched for, in an address that does not tell it: names and numbers stay out of logs and histories.

A search is sent as a form; its results have an address of their own, to go back to, whose question is encrypted, as
long for every question, and opens for the account that asked, for as long as a session lasts.
"""

import base64
import binascii
import datetime as dt
import json

from django.conf import settings

from siadmin.agency.models import User
from siadmin.kernel.protection import UNREADABLE, seal, unseal

LONGEST = 80  # characters


def sealed(question: str, by: User, at: dt.datetime) -> str:
    """The question for an address."""
    content = json.dumps([by.pk, int(at.timestamp()), question.ljust(LONGEST)], ensure_ascii=True)
    padded = content.ljust(LONGEST * 6 + 40)
    return base64.urlsafe_b64encode(seal(padded.encode())).decode().rstrip("=")


def opened(text: str, by: User, at: dt.datetime) -> str:
    """The question again; nothing for what was altered, asked by another account, or asked in an earlier session."""
    try:
        data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        asker, asked_at, question = json.loads(unseal(data))
    except (*UNREADABLE, binascii.Error):
        return ""
    is_fresh = 0 <= at.timestamp() - asked_at <= settings.SESSION_COOKIE_AGE
    return str(question).rstrip() if asker == by.pk and is_fresh else ""
