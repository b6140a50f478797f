"""Showing one masked fact in full, with a reason, recorded."""

import datetime as dt

from django.db import transaction

from siadmin.agency.models import User
from siadmin.agency.unmasking import record_shown
from siadmin.matters.models import Case
from siadmin.matters.selectors.cases import told_of


@transaction.atomic
def show_fact(*, case: Case, field: str, reason: str, by: User, at: dt.datetime) -> str:
    """The fact in full. Raises REASON_MISSING, KeyError for what is not masked."""
    masked = {told.name: told.value for told in told_of(case) if told.is_masked}
    value = masked[field]
    record_shown(subject_kind="case", subject=case.number, field=field, reason=reason, by=by, at=at)
    return value
