"""Outreach: findings are given to clerks, people are contacted, and what comes of it is kept."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from enrollment.coverage.models import Contact, Finding, Known
from enrollment.coverage.reasons import (
    FINDING_CLOSED,
    FINDING_MOVED,
    MUST_NOT_REFUSE,
    NOT_OURS,
    RESULT_NEEDS_A_DAY,
    RESULT_NEEDS_PAPER,
)
from enrollment.coverage.rules.kinds import FINAL, WITH_EVIDENCE, Channel, Closed, Result
from enrollment.coverage.words import RESULTS
from siadmin.agency import documents
from siadmin.agency.insurances import Line
from siadmin.agency.models import Region, User
from siadmin.agency.posts import Post
from siadmin.agency.selectors import reaches_of
from siadmin.agency.trail import record
from siadmin.agency.unmasking import record_shown
from siadmin.kernel.months import Month


@dataclass(frozen=True, slots=True)
class Evidence:
    """A scan that came with a result."""

    name: str
    kind: str
    content: bytes


def check_reach(user: User, region: Region, on: dt.date, *posts: str) -> None:
    """Raises NOT_OURS unless one of the user's posts, of the HRSS line, covers the place."""
    reaches = reaches_of(user, on=on)
    if not any(
        reach.post in posts and reach.line == Line.HRSS and region.path.startswith(reach.path) for reach in reaches
    ):
        raise NOT_OURS()


@transaction.atomic
def assign(*, findings: Collection[int], to: User | None, by: User, at: dt.datetime) -> int:
    """Give open findings to a clerk whose region covers them; None gives them back. Returns how many.

    Raises NOT_OURS. What was closed meanwhile stays closed.
    """
    on = timezone.localdate(at)
    wanted = list(
        Finding.objects.select_for_update(of=("self",))
        .select_related("region")
        .filter(pk__in=findings, closed_at__isnull=True)
        .order_by("pk")
    )
    for region in {finding.region for finding in wanted}:
        check_reach(by, region, on, Post.CLERK, Post.REVIEWER)
        if to is not None:
            check_reach(to, region, on, Post.CLERK)
    for finding in wanted:
        finding.assigned_to, finding.version = to, finding.version + 1
    Finding.objects.bulk_update(wanted, ["assigned_to", "version"])
    if wanted:
        record(
            by=by, at=at, code="outreach_assigned", subject_kind="finding", subject=str(wanted[0].pk),
            findings=[finding.pk for finding in wanted[:200]], count=len(wanted), user=to.display_name if to else "",
        )  # fmt: skip
    return len(wanted)


@transaction.atomic
def contact(
    *,
    finding_id: int,
    seen_version: int,
    channel: Channel,
    result: Result,
    note: str = "",
    next_on: dt.date | None = None,
    evidence: Evidence | None = None,
    by: User,
    at: dt.datetime,
) -> Contact:
    """Keep what one contact came to. A final result closes the finding; the others name a later day.

    Raises FINDING_CLOSED, FINDING_MOVED, NOT_OURS, RESULT_NEEDS_PAPER, RESULT_NEEDS_A_DAY, MUST_NOT_REFUSE.
    """
    finding = (
        Finding.objects.select_for_update(of=("self",)).select_related("region", "person", "known").get(pk=finding_id)
    )
    on, words = timezone.localdate(at), RESULTS[result]
    check_reach(by, finding.region, on, Post.CLERK)
    if not finding.is_open:
        raise FINDING_CLOSED()
    if finding.version != seen_version:
        raise FINDING_MOVED()
    if result in WITH_EVIDENCE and evidence is None:
        raise RESULT_NEEDS_PAPER(result_zh=words.zh, result_en=words.en)
    if result == Result.REFUSES and finding.is_must:
        raise MUST_NOT_REFUSE(name=finding.whose.name)
    is_final = result in FINAL
    if not is_final and (next_on is None or next_on <= on):
        raise RESULT_NEEDS_A_DAY(result_zh=words.zh, result_en=words.en)
    kept = Contact.objects.create(
        finding=finding,
        at=at,
        by=by,
        channel=channel,
        result=result,
        note=note or None,
        next_on=None if is_final else next_on,
        document=documents.keep(name=evidence.name, kind=evidence.kind, content=evidence.content, by=by, at=at)
        if evidence
        else None,
    )
    finding.result, finding.next_on = result, kept.next_on
    finding.assigned_to, finding.version = finding.assigned_to or by, finding.version + 1
    if is_final:
        finding.closed_because, finding.closed_at, finding.closed_in = Closed.WORKED, at, Month.of(on)
    finding.save()
    record(
        by=by, at=at, code="outreach_contacted", subject_kind="finding", subject=str(finding.pk),
        result=str(result), by_way=str(channel),
    )  # fmt: skip
    return kept


def show_number(*, known: Known, reason: str, by: User, at: dt.datetime) -> str:
    """The number of somebody a register knows, shown in full: an act of its own. Raises REASON_MISSING."""
    record_shown(subject_kind="known", subject=str(known.pk), field="identifier", reason=reason, by=by, at=at)
    return known.number
