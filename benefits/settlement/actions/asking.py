"""A program asks who somebody is insured as: counted a day, and whom it asked about is on the trail."""

import datetime as dt
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from benefits.providers.models import ProviderClient
from benefits.settlement import law, settlers
from benefits.settlement.actions.admitting import eligible
from benefits.settlement.reasons import ASKED_TOO_OFTEN
from enrollment.registry.models import Person
from enrollment.registry.selectors import person_by_identifier
from siadmin.agency.trail import record
from siadmin.kernel.database import run_prepared
from siadmin.kernel.refusal import Refusal
from siadmin.kernel.trace import Explained

SQL = Path(__file__).resolve().parent.parent / "sql"


def ask_eligible(
    *, client: ProviderClient, scheme: str, identity_number: str, on: dt.date, at: dt.datetime
) -> tuple[Person, Explained[settlers.Insured]]:
    """What `eligible` answers, on the trail also where it refuses. Raises ASKED_TOO_OFTEN and what `eligible` does."""
    _count(client, at)
    try:
        person, insured = eligible(
            client=client, scheme=scheme, identity_number=identity_number, on=on, today=timezone.localdate(at)
        )
    except Refusal as refusal:
        _on_trail(client, person_by_identifier(identity_number.strip().upper()), on, at, refusal.code)
        raise
    _on_trail(client, person, on, at, "")
    return person, insured


def note_refused(*, client: ProviderClient, identity_number: str, on: dt.date, at: dt.datetime, code: str) -> None:
    """An admission that was refused told as much as a question does. Raises ASKED_TOO_OFTEN."""
    _count(client, at)
    _on_trail(client, person_by_identifier(identity_number.strip().upper()), on, at, code)


@transaction.atomic
def _count(client: ProviderClient, at: dt.datetime) -> None:
    today = timezone.localdate(at)
    most = law.number(law.ASKED_A_DAY, client.institution.region_id, today)
    if not run_prepared(SQL / "count_asking.sql", {"client": client.pk, "day": today, "most": most}):
        raise ASKED_TOO_OFTEN(most=most)


def _on_trail(client: ProviderClient, whom: Person | None, on: dt.date, at: dt.datetime, refusal: str) -> None:
    institution = client.institution.number
    kind, subject = ("person", whom.number) if whom else ("institution", institution)
    record(
        by=None, at=at, code="eligibility_asked", subject_kind=kind, subject=subject, channel="api",
        institution=institution, client=client.name, on=on.isoformat(), refusal=refusal,
    )  # fmt: skip
