"""The new place opens a temporary account for an older mover; the relation stays where it is (T66 5)."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from contributions.transfers.actions.moving import recipient
from contributions.transfers.law import oldest_to_move
from contributions.transfers.models import TemporaryAccount
from contributions.transfers.words import OPENED
from enrollment.registry.models import Person
from siadmin.agency.models import Region, User
from siadmin.agency.trail import record
from siadmin.kernel.database import refusing
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Reason
from siadmin.letters.actions import send
from siadmin.matters.models import Case
from siadmin.policy.selectors import StoredLawBook

TEMPORARY_OPEN = Reason(
    "temporary_account_open_already",
    "{name}在{place}已有临时缴费账户。",
    "{name} has a temporary account in {place} already.",
    "无需再办；退休时申请归集。",
    "Nothing more to do; at retirement apply to have it gathered.",
)


@transaction.atomic
def open_temporary(
    *, person: Person, region: Region, kept_at: Region, since: Month, case: Case, by: User, at: dt.datetime
) -> TemporaryAccount:
    """Open it for the record that is insured there; the matter has checked that it may.

    Raises TEMPORARY_OPEN, NoLawInForce.
    """
    limit = oldest_to_move(StoredLawBook(), person.sex, timezone.localdate(at))
    with refusing("temporary_account_once", TEMPORARY_OPEN(name=person.name, place=region.words)):
        account = TemporaryAccount.objects.create(
            person=person, region=region, kept_at=kept_at, since=since,
            age_months=since.index - Month.of(person.birth_on).index, least_months=int(limit.value), case=case,
            opened_by=by, opened_at=at,
        )  # fmt: skip
    record(
        by=by, at=at, code="temporary_account_opened", subject_kind="person", subject=person.number,
        region=region.pk, kept_at=kept_at.pk, since=str(since),
    )  # fmt: skip
    send(
        OPENED, to=recipient(person), at=at, page=("citizen_transfers",), key=case.number,
        values={"place": region.words, "kept_at": kept_at.words},
    )  # fmt: skip
    return account
