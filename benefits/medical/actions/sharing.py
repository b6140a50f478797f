"""A personal account is shared with the family, and no longer (国办发〔2021〕14号)."""

import datetime as dt

from django.db import transaction

from benefits.medical.models import AccountSharing, SharingEnded
from benefits.medical.selectors import shared_by
from contributions.accounts.models import AccountKind
from contributions.accounts.selectors import balances_of
from enrollment.participation.models import InsuredPeriod
from enrollment.registry.actions import lock_people
from enrollment.registry.models import Person
from enrollment.registry.records import records_of
from siadmin.agency.insurances import Insurance
from siadmin.agency.models import User
from siadmin.agency.trail import record
from siadmin.kernel.refusal import Reason, Refusal
from siadmin.matters.models import Case

SHARED_ALREADY = Reason(
    "account_shared_already",
    "{name}已可以使用该个人账户。",
    "{name} may use this account already.",
    "不需要重复办理。",
    "It need not be shared again.",
)
NO_ACCOUNT = Reason(
    "account_sharing_no_account",
    "{name}没有职工医保个人账户。",
    "{name} has no personal account of medical insurance.",
    "个人账户由参加职工医保的人建立。",
    "Accounts are of those in the employees' scheme.",
)

SHARED_NO_MORE = Reason(
    "account_shared_no_more",
    "{name}使用该个人账户的共济已经终止。",
    "{name} may not use this account any more already.",
    "不需要再终止。",
    "It need not be ended again.",
)


def why_not_share(holder: Person, user: Person) -> Refusal | None:
    periods = InsuredPeriod.objects.filter(person__in=records_of(holder.pk), insurance=Insurance.MEDICAL)
    if not balances_of(holder.pk)[AccountKind.MEDICAL] and not periods.exists():
        return NO_ACCOUNT(name=holder.name)
    if any(each.user_id in records_of(user.pk) for each in shared_by(holder)):
        return SHARED_ALREADY(name=user.name)
    return None


@transaction.atomic
def share_account(
    *, holder: Person, user: Person, relation: str, starts_on: dt.date, case: Case, by: User, at: dt.datetime
) -> AccountSharing:
    """Raises NO_ACCOUNT, SHARED_ALREADY."""
    lock_people(sorted([*records_of(holder.pk), *records_of(user.pk)]))
    if refusal := why_not_share(holder, user):
        raise refusal
    sharing = AccountSharing.objects.create(holder=holder, user=user, relation=relation, starts_on=starts_on, case=case)
    record(
        by=by, at=at, code="account_shared", subject_kind="person", subject=holder.number, case=case.number,
        user=user.number, relation=relation,
    )  # fmt: skip
    return sharing


@transaction.atomic
def end_sharing(
    *, sharing: AccountSharing, ends_before: dt.date, case: Case, by: User, at: dt.datetime
) -> SharingEnded:
    """Raises SHARED_NO_MORE."""
    lock_people([sharing.holder_id])
    if SharingEnded.objects.filter(sharing=sharing).exists():
        raise SHARED_NO_MORE(name=sharing.user.name)
    ended = SharingEnded.objects.create(sharing=sharing, ends_before=ends_before, case=case)
    record(
        by=by, at=at, code="account_sharing_ended", subject_kind="person", subject=sharing.holder.number,
        case=case.number, user=sharing.user.number,
    )  # fmt: skip
    return ended
