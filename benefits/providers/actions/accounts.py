"""The account an institution is paid to is changed: proposed by one person, decided by another."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from benefits.providers.models import APPROVED, DROPPED, AccountChange, Institution
from benefits.providers.selectors.permits import ACCOUNT, ACCOUNT_DECIDE, why_not, why_own
from siadmin.agency.models import User
from siadmin.agency.trail import record
from siadmin.kernel.database import refusing
from siadmin.kernel.identifiers.masking import masked
from siadmin.kernel.protection import keyed_hash
from siadmin.kernel.refusal import Reason
from siadmin.kernel.workflow import CHANGED_SINCE, SAME_PERSON

ACCOUNT_OPEN = Reason(
    "institution_account_open",
    "{name}另有账户变更待决定。",
    "Another change of account of {name} waits to be decided.",
    "先决定或驳回已有的变更。",
    "Decide that one first.",
)
ACCOUNT_SAME = Reason(
    "institution_account_same",
    "这就是{name}现有的收款账户。",
    "This is the account {name} has now.",
    "核对账号后重新填写。",
    "Check the number and write it again.",
)


@transaction.atomic
def propose_account(
    *, institution: Institution, bank_name: str, account: str, reason: str, by: User, at: dt.datetime
) -> AccountChange:
    """It is paid nothing until another decides. Raises ACCOUNT_SAME, ACCOUNT_OPEN and what permits refuse."""
    _check(institution, ACCOUNT, by, at)
    name, found_by = institution.employer.name, keyed_hash(account)
    if (institution.bank_name, bytes(institution.account_hash)) == (bank_name, found_by):
        raise ACCOUNT_SAME(name=name)
    with refusing("account_change_one_open", ACCOUNT_OPEN(name=name)), transaction.atomic():
        made = AccountChange.objects.create(
            institution=institution, bank_name=bank_name, account=account, account_hash=found_by, reason=reason,
            proposed_by=by, proposed_eyes=by.eyes, proposed_at=at,
        )  # fmt: skip
    record(by=by, at=at, code="institution_account_proposed", **_told(made))
    return made


@transaction.atomic
def decide_account(*, change_id: int, is_approved: bool, by: User, at: dt.datetime) -> AccountChange:
    """Approved: it is paid there from now on. Raises CHANGED_SINCE, SAME_PERSON and what permits refuse."""
    own = AccountChange.objects.select_for_update().get(pk=change_id)
    _check(own.institution, ACCOUNT_DECIDE, by, at)
    if own.outcome:
        raise CHANGED_SINCE()
    if own.proposed_eyes == by.eyes:
        raise SAME_PERSON()
    own.outcome = APPROVED if is_approved else DROPPED
    own.decided_by, own.decided_eyes, own.decided_at = by, by.eyes, at
    own.save(update_fields=["outcome", "decided_by", "decided_eyes", "decided_at"])
    if is_approved:
        its = Institution.objects.select_for_update(of=("self",)).get(pk=own.institution_id)
        its.bank_name, its.account, its.account_hash = own.bank_name, own.account, own.account_hash
        its.save(update_fields=["bank_name", "account", "account_hash"])
        record(by=by, at=at, code="institution_account_approved", **_told(own))
    else:
        record(by=by, at=at, code="institution_account_dropped", **_told(own))
    return own


def _check(institution: Institution, act: str, by: User, at: dt.datetime) -> None:
    today = timezone.localdate(at)
    if refusal := why_not(act, institution.region, (), by, today) or why_own(institution, by, today):
        raise refusal


def _told(own: AccountChange) -> dict[str, str]:
    its = own.institution
    return {
        "subject_kind": "employer", "subject": its.employer.number, "institution": its.number,
        "bank": own.bank_name, "account": masked(own.account), "reason": own.reason,
    }  # fmt: skip
