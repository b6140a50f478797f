"""What registers and our own records say is compared with benefits in payment: it holds payments until it is answered.

No register stops a benefit (REG 26): a person verifies, and either a case of two stops it or it is still drawn.
"""

import datetime as dt
from collections.abc import Collection, Iterable
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from benefits.payments.actions.giving_up import keep_from_leaving
from benefits.payments.checks import Check, checks_of
from benefits.payments.excluding import funds_ended_by
from benefits.payments.models import Ending, EndingKind, Entitlement, Entrustment, Suspicion, Verification
from benefits.payments.rules.course import Outcome, Suspected
from benefits.payments.rules.entrusting import FOUND
from benefits.payments.rules.entrusting import REPORTED as COME_BACK
from benefits.payments.rules.reporting import REPORTED
from benefits.payments.selectors.permits import CLEAR, why_no_post, why_own
from benefits.payments.selectors.persons import name_of
from benefits.payments.words import SUSPECTED_TEXT, VERIFIED, suspected_words
from enrollment.coverage.models import Batch, Row
from enrollment.coverage.rules.kinds import Register
from siadmin.agency.models import Region, User
from siadmin.agency.trail import record
from siadmin.kernel.database import run_sql
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Reason, Refusal
from siadmin.letters.actions import Addressed, send_many
from siadmin.letters.models import RecipientKind
from siadmin.letters.protocols import Recipient
from siadmin.matters.models import Case

SQL = Path(__file__).resolve().parent.parent / "sql"
COMPARED = (Register.DEATH, Register.PRISON, Register.HOUSEHOLD)
SUSPICION_ANSWERED = Reason(
    "suspicion_answered_already",
    "此线索已由 {name} 处理。",
    "{name} has answered this already.",
    "刷新页面查看。",
    "Reload the page.",
)
NOT_ON_RECORD = Reason(
    "verification_not_on_record",
    "没有“{how}”的记录。",
    "Nothing on record says “{how}”.",
    "先请本人确认，或者登记委托、上门核实的情况。",
    "Ask the person first, or have the check on the spot reported.",
)


def compare_batch(batch_id: int, at: dt.datetime, *, records: Collection[int] | None = None) -> int:
    """How many benefits in payment the batch newly speaks against, of all it names or only of these people.

    Payments that have not left wait.
    """
    batch = Batch.objects.get(pk=batch_id)
    if batch.kind not in COMPARED:
        return 0
    wanted = {
        "batch": batch_id, "at": at, "records": None if records is None else list(records),
        "ended_by_move": funds_ended_by(Suspected.MOVED_OUT),
    }  # fmt: skip
    found = [row[0] for row in run_sql(SQL / "find_suspicions.sql", wanted)]
    suspected(found, at)
    if found:
        record(by=None, at=at, code="suspicions_found", subject_kind="register", subject=batch.number, count=len(found))
    return len(found)


def compare_people(records: Collection[int], at: dt.datetime) -> None:
    """The same for people whose benefit is put in payment after a register named them."""
    rows = Row.objects.filter(known__person__in=records, batch__kind__in=COMPARED)
    for batch_id in rows.order_by("batch").values_list("batch", flat=True).distinct():
        compare_batch(batch_id, at, records=records)


def look_through(region: Region, fund: str, month: Month, at: dt.datetime) -> int:
    """How many benefits our own records newly speak against in a month; payments that have not left wait.

    Raises NoLawInForce, and what a check raises where a place lacks a value.
    """
    found = [each for check in checks_of(fund) for each in _found_by(check, region, month, at)]
    suspected(found, at)
    return len(found)


def suspected(entitlements: Collection[int], at: dt.datetime) -> None:
    """What newly speaks against benefits, of now: their payments that have not left wait, and the people are told.

    They are told what, that it stops nothing, and what they may do (REG 25, 26).
    """
    if not entitlements:
        return
    keep_from_leaving(set(Entitlement.objects.filter(pk__in=entitlements).values_list("person_id", flat=True)))
    hold_against(entitlements, at)
    fresh = Suspicion.objects.filter(entitlement__in=entitlements, found_at=at, closed_at__isnull=True)
    fresh = fresh.select_related("entitlement__person").prefetch_related("entitlement__components")
    told = [
        Addressed(
            Recipient(RecipientKind.PERSON, each.entitlement.person.number),
            {
                "benefit": name_of(each.entitlement),
                "what": suspected_words(each.kind),
                "day": each.happened_on.isoformat(),
            },
            page=("citizen_benefits",),
            key=f"suspicion:{each.pk}",
        )
        for each in fresh
    ]
    send_many(SUSPECTED_TEXT, told, at=at)


def _found_by(check: Check, region: Region, month: Month, at: dt.datetime) -> list[int]:
    place = {"region": region.pk, "fund": check.fund}
    rows = run_sql(check.sql, {**check.given(region, month), **place, "month": month.first_day})
    if unknown := {str(kind) for _, kind, _ in rows} - set(check.kinds):
        raise ValueError(f"{check.code} finds what it has no words for: {sorted(unknown)}")
    entitlements, kinds, days = (list(column) for column in zip(*rows, strict=True)) if rows else ([], [], [])
    given = {**place, "found_by": check.code, "entitlements": entitlements, "kinds": kinds, "days": days, "at": at}
    return [row[0] for row in run_sql(SQL / "put_found.sql", given)]


def hold_against(entitlements: Collection[int], at: dt.datetime) -> None:
    """Payments of these benefits that have not left wait; whoever asks keeps them from leaving meanwhile."""
    places = Entitlement.objects.filter(pk__in=entitlements).order_by().values_list("region", "fund").distinct()
    for region, fund in sorted(places):
        which = {"region": region, "fund": fund, "run": None, "entitlements": list(entitlements)}
        run_sql(SQL / "hold_against.sql", which | {"at": at})


def locked_suspicion(suspicion_id: int, by: User, at: dt.datetime) -> Suspicion:
    """An open one, for a clerk of its place. Raises SUSPICION_ANSWERED, OWN_BENEFIT and what `why_no_post` answers."""
    suspicion = _locked(suspicion_id)
    entitlement = suspicion.entitlement
    if refusal := why_no_post(entitlement.region, entitlement.fund, CLEAR, by, timezone.localdate(at)):
        raise refusal
    if refusal := why_own(entitlement.person, by):
        raise refusal
    if suspicion.closed_by is not None:
        raise SUSPICION_ANSWERED(name=suspicion.closed_by.display_name)
    return suspicion


def _locked(suspicion_id: int) -> Suspicion:
    found = Suspicion.objects.select_for_update(of=("self",))
    return found.select_related("entitlement__region", "entitlement__person", "closed_by").get(pk=suspicion_id)


def why_not_clear(suspicion: Suspicion, verified: str) -> Refusal | None:
    """Answered already, or it was not verified in the way that is said: nothing is on record."""
    if suspicion.closed_by is not None:
        return SUSPICION_ANSWERED(name=suspicion.closed_by.display_name)
    return why_not_verified([suspicion.pk], verified)


def why_not_verified(suspicions: Iterable[int], verified: str, because: str = "") -> Refusal | None:
    """Nothing on record says that any of these was verified in that way (REG 26); in SQL `payments_on_record`.

    What registers or our own records say is on record with them. That nobody was met counts only for what could not
    be verified.
    """
    reported = Entrustment.objects.filter(
        suspicion__in=suspicions, way=verified, finding__in=COME_BACK if because == "not_verified" else FOUND
    )
    answered = Verification.objects.filter(suspicion__in=suspicions, answered_at__isnull=False)
    if verified == "compared" or (answered if verified == "self_service" else reported).exists():
        return None
    return NOT_ON_RECORD(how=VERIFIED[verified])


@transaction.atomic
def clear_suspicion(
    *, suspicion_id: int, verified: str, reason: str, case: Case, by: User, at: dt.datetime
) -> Suspicion:
    """The person is still entitled, as a case of two decided; a reviewer then lets what waits go.

    Raises what `why_not_clear` answers.
    """
    suspicion = _locked(suspicion_id)
    if refusal := why_not_clear(suspicion, verified):
        raise refusal
    suspicion.case = case
    _close(suspicion, Outcome.ENTITLED, None, verified, reason, by, at)
    entitlement = suspicion.entitlement
    record(
        by=by, at=at, code="suspicion_cleared", subject_kind="person", subject=entitlement.person.number, reason=reason,
        kind=suspicion.kind, verified=verified, entitlement=entitlement.number,
    )  # fmt: skip
    return suspicion


def answer_by(ending: Ending) -> None:
    """What was suspected of a benefit is answered by its end; by a suspension only what that is for.

    Anything else stays open: once the suspension is lifted, no register tells it anew.
    """
    waiting = Suspicion.objects.select_for_update().filter(entitlement=ending.entitlement, closed_at__isnull=True)
    if ending.kind != EndingKind.ENDED:
        waiting = waiting.filter(kind__in=(ending.because, f"{REPORTED}{ending.because}"))
    for each in waiting:
        _close(each, Outcome.STOPPED, ending, ending.verified, ending.reason, ending.decided_by, ending.decided_at)


def _close(
    suspicion: Suspicion, outcome: Outcome, ending: Ending | None, verified: str, reason: str, by: User, at: dt.datetime
) -> None:
    suspicion.outcome, suspicion.ending, suspicion.verified, suspicion.reason = outcome, ending, verified, reason
    suspicion.closed_by, suspicion.closed_at = by, at
    suspicion.save(update_fields=["case", "outcome", "ending", "verified", "reason", "closed_by", "closed_at"])
