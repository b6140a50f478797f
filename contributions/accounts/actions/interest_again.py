"""Settle a year of interest again: put forward by one person, let go by another, as it was put forward (REG 11, 37)."""

import datetime as dt
from typing import Any

from django.db import transaction

from contributions.accounts.actions.interest import (
    PEOPLE_A_SLICE,
    InterestRun,
    check_nothing_at_work,
    laws_told,
    lock_accounts,
)
from contributions.accounts.models import InterestAgain
from contributions.accounts.selectors.years import changed_since, key_of, runs_of, settled_years
from contributions.assessment.actions.prepared import decide
from contributions.assessment.models import PreparedState
from siadmin.agency.models import Region, User
from siadmin.agency.trail import record
from siadmin.kernel import runs
from siadmin.kernel.models import Run
from siadmin.kernel.refusal import Reason

YEAR_NOT_SETTLED = Reason(
    "account_year_not_settled",
    "{year} 年还没有计息，无需重新结算。",
    "{year} has no interest yet; there is nothing to settle again.",
    "先启动该年度计息。",
    "Start the year's interest first.",
)
NOTHING_CHANGED = Reason(
    "account_year_unchanged",
    "{year} 年的记账利率没有变化，也没有补记的金额，无需重新结算。",
    "The record rate of {year} has not changed and nothing was credited to it since; there is nothing to settle again.",
    "核对年度和利率。",
    "Check the year and its rate.",
)
YEAR_PUT_FORWARD_ALREADY = Reason(
    "account_year_put_forward_already",
    "{name}已提交重新结算 {year} 年的利息，等待另一人放行。",
    "{name} has put the interest of {year} forward to be settled again; it waits for another person.",
    "请审批人退回，或由提交人撤回后再提交。",
    "Have it sent back, or taken back by who put it forward, then put this one forward.",
)
RATE_CHANGED_SINCE = Reason(
    "account_rate_changed_since",
    "提交之后，记账利率或已计息的年度有变动，不能按提交的内容放行。",
    "Since it was put forward the record rate changed or another year was settled: it would not be what was asked for.",
    "退回，再按现行利率提交。",
    "Send it back, and have it put forward anew.",
)


@transaction.atomic
def put_forward(*, region: Region, account: str, year: int, by: User, at: dt.datetime, reason: str) -> InterestAgain:
    """Ask another person to settle a year and those after it again, by the law of now.

    Raises YEAR_NOT_SETTLED, YEAR_AT_WORK, NOTHING_CHANGED, YEAR_PUT_FORWARD_ALREADY, NO_LAW_IN_FORCE.
    """
    lock_accounts(region, account)
    check_nothing_at_work(region, account)
    laws = _laws_from(region, account, year)
    if not changed_since(region.pk, account, laws):
        raise NOTHING_CHANGED(year=year)
    standing = InterestAgain.objects.filter(region=region, account=account, state=PreparedState.PREPARED).first()
    if standing is not None:
        raise YEAR_PUT_FORWARD_ALREADY(name=standing.prepared_by.display_name, year=standing.year)
    asked = InterestAgain.objects.create(
        region=region, account=account, year=year, laws=laws, reason=reason, prepared_by=by, prepared_eyes=by.eyes,
        prepared_at=at,
    )  # fmt: skip
    record(by=by, at=at, code="account_year_put_forward", reason=reason, **_about(asked))
    return asked


@transaction.atomic
def let_go(*, asked_id: int, seen_version: int, by: User, at: dt.datetime, people_a_slice: int = PEOPLE_A_SLICE) -> Run:
    """Settle the years again by the law as it was put forward; what differs is credited as a signed difference.

    Raises SAME_PERSON, WRONG_STATE, CHANGED_SINCE, YEAR_AT_WORK, RATE_CHANGED_SINCE, NO_LAW_IN_FORCE.
    """
    asked = _locked(asked_id)
    decide(asked, "approve", seen_version=seen_version, by=by, at=at)
    region, account, year = asked.region, asked.account, asked.year
    lock_accounts(region, account)
    check_nothing_at_work(region, account)
    if _laws_from(region, account, year) != asked.laws:
        raise RATE_CHANGED_SINCE()
    asked.run, is_new = runs.open_run(
        kind=InterestRun.code,
        key=f"{key_of(region.pk, account, year)}:{runs_of(region.pk, account).count()}",
        parameters={
            "region": region.pk, "account": account, "year": year, "last": max(map(int, asked.laws)),
            "laws": asked.laws, "people_a_slice": people_a_slice, "reason": asked.reason,
        },
        by=by.pk,
        at=at,
    )  # fmt: skip
    assert is_new, "keys are counted under the lock of the accounts"
    asked.save()
    record(by=by, at=at, code="account_year_settled_again", reason=asked.reason, **_about(asked))
    return asked.run


@transaction.atomic
def send_back(*, asked_id: int, seen_version: int, by: User, at: dt.datetime, reason: str) -> InterestAgain:
    """Do not let it go, saying why. Raises SAME_PERSON, WRONG_STATE, CHANGED_SINCE."""
    asked = _locked(asked_id)
    decide(asked, "send_back", seen_version=seen_version, by=by, at=at, answer=reason)
    asked.save()
    record(by=by, at=at, code="account_year_sent_back", reason=reason, **_about(asked))
    return asked


@transaction.atomic
def withdraw(*, asked_id: int, seen_version: int, by: User, at: dt.datetime) -> InterestAgain:
    """Take back what one put forward oneself. Raises ONLY_ITS_PREPARER, WRONG_STATE, CHANGED_SINCE."""
    asked = _locked(asked_id)
    decide(asked, "withdraw", seen_version=seen_version, by=by, at=at)
    asked.save()
    record(by=by, at=at, code="account_year_withdrawn", **_about(asked))
    return asked


def _laws_from(region: Region, account: str, year: int) -> dict[str, dict[str, Any]]:
    """The law of now of a settled year and those after it. Raises YEAR_NOT_SETTLED, NO_LAW_IN_FORCE."""
    settled = settled_years(region.pk, account)
    if year not in settled:
        raise YEAR_NOT_SETTLED(year=year)
    return laws_told(region, account, range(year, max(settled) + 1))


def _locked(asked_id: int) -> InterestAgain:
    return InterestAgain.objects.select_for_update(of=("self",)).select_related("region").get(pk=asked_id)


def _about(asked: InterestAgain) -> dict[str, Any]:
    """What the trail tells of it."""
    return {
        "subject_kind": "run" if asked.run_id else "region",
        "subject": str(asked.run_id or asked.region_id),
        "region": asked.region_id,
        "account": asked.account,
        "year": asked.year,
    }
