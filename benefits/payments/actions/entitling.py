"""What a decision granted is put in payment; it ends, or is suspended and paid again, as decided (REG 25, 26)."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from benefits.claims.models import Decision
from benefits.claims.rules.assessed import Rhythm
from benefits.claims.schemes import scheme_of
from benefits.payments.actions.giving_up import give_up, keep_from_leaving
from benefits.payments.actions.recovering import demand
from benefits.payments.actions.suspecting import answer_by, compare_people, hold_against, why_not_verified
from benefits.payments.causes import cause_of
from benefits.payments.kinds import STOPPED
from benefits.payments.models import Component, Ending, EndingKind, Entitlement
from benefits.payments.protocols import gives_way
from benefits.payments.rules.course import Outcome
from benefits.payments.selectors.pensions import pensions_beside
from benefits.payments.selectors.persons import amount_of, name_of
from benefits.payments.words import ENDINGS, RESUMED_TEXT, STOPPED_TEXT, VERIFIED
from enrollment.registry.actions import lock_people
from enrollment.registry.records import records_of
from siadmin.agency.insurances import FUND_OF
from siadmin.agency.models import User
from siadmin.agency.trail import record
from siadmin.kernel.database import refusing
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month
from siadmin.kernel.protection import opaque_number
from siadmin.kernel.refusal import Reason, Refusal
from siadmin.letters.actions import issue, send
from siadmin.letters.models import Issued, Language, RecipientKind
from siadmin.letters.protocols import Recipient
from siadmin.matters.models import Case

DRAWN_ALREADY = Reason(
    "entitlement_drawn_already",
    "{name}在这些月份已有同一项待遇在付，不能重复核定。",
    "{name} draws the same benefit in some of these months already; it is not granted twice.",
    "查看在付待遇；确需改变的，先停发原待遇。",
    "Look at what is in payment; stop that first if it must change.",
)
PENSION_BESIDE = Reason(
    "entitlement_pension_beside",
    "{name}自 {month} 起另有“{what_zh}”（{number}）在付，两项不能同时领取（17号第8条；社会保险法第17条）。",
    "{name} draws “{what_en}” ({number}) from {month} on; nobody draws both (MOHRSS [2014] 17, art. 8; SIL 17).",
    "先自 {month} 起停发 {number}，多发的部分随停发要求退还，再核定这一项。",
    "Have {number} ended from {month} on first: what was paid of it is demanded back; then grant this one.",
)
ENDED_ALREADY = Reason(
    "entitlement_ended_already",
    "待遇 {number} 自 {month} 起已停发或暂停。",
    "Benefit {number} is stopped or suspended from {month} on already.",
    "先查看待遇的停发、暂停记录。",
    "Look at its record of stops first.",
)
NOT_SUSPENDED = Reason(
    "entitlement_not_suspended",
    "待遇 {number} 没有暂停，不需要恢复。",
    "Benefit {number} is not suspended.",
    "核对待遇编号。",
    "Check its number.",
)


def put_in_payment(decision: Decision) -> Entitlement | None:
    """With every component granted, in the transaction of the last signature; what it takes the place of ends first.

    None of what counts without pay. Raises DRAWN_ALREADY, PENSION_BESIDE, and what `stop` raises.
    """
    if not decision.items.exists():
        return None
    claim = decision.claim
    records = records_of(claim.person_id)
    lock_people(records)
    replaced = list(gives_way.all(decision))
    if replaced:
        keep_from_leaving(records, since=min(old.from_month for old in replaced))
    for old in replaced:
        stop(
            entitlement=old.entitlement, kind=EndingKind.ENDED, from_month=old.from_month, because=old.because,
            verified="compared", reason=old.reason, case=claim.case, by=decision.decided_by, at=decision.decided_at,
        )  # fmt: skip
    if refusal := _pension_beside(decision):
        raise refusal
    with refusing("entitlement_once", DRAWN_ALREADY(name=claim.person.name)):
        put = _put(decision)
    compare_people(records, decision.decided_at)
    return put


def _pension_beside(decision: Decision) -> Refusal | None:
    """Another pension is drawn in months this one is granted for; the database refuses the same by itself."""
    claim = decision.claim
    months = [(item.from_month, item.before_month) for item in decision.items.filter(rhythm=Rhythm.MONTHLY)]
    for drawn, first in pensions_beside(claim.person_id, claim.scheme, months):
        title = scheme_of(drawn.scheme).title
        return PENSION_BESIDE(
            name=claim.person.name, month=first, what_zh=title.zh, what_en=title.en, number=drawn.number
        )
    return None


def _put(decision: Decision) -> Entitlement:
    claim = decision.claim
    entitlement = Entitlement.objects.create(
        number=opaque_number("B"),
        decision=decision,
        person=claim.person,
        region=claim.region,
        insurance=claim.insurance,
        fund=FUND_OF[claim.insurance],
        scheme=claim.scheme,
    )
    items = scheme_of(claim.scheme).items
    Component.objects.bulk_create(
        Component(
            entitlement=entitlement,
            item=item,
            component=item.component,
            booked_as=items[item.component],
            amount_fen=item.amount_fen,
            rhythm=item.rhythm,
            from_month=item.from_month,
            before_month=item.before_month,
        )
        for item in decision.items.order_by("pk")
    )
    return entitlement


OTHERWISE_HERE = Reason(
    "entitlement_stops_otherwise",
    "按当地规定，“{why}”应当{what}。",
    "By the rules of the place, for “{why}” a benefit is {what}.",
    "改选“{what}”。",
    "Choose “{what}”.",
)


@transaction.atomic
def stop(
    *, entitlement: Entitlement, kind: str, from_month: Month, because: str, verified: str, reason: str, case: Case,
    by: User, at: dt.datetime,
) -> Ending:  # fmt: skip
    """From a month on it is not paid: for good, or until that is lifted. The person is told why, with the remedies.

    It answers what registers made suspect. Payments of such months that have not left wait, and are given up where it
    ended; what has left is demanded back.

    Raises ENDED_ALREADY, NOT_ON_RECORD, OTHERWISE_HERE.
    """
    lock_people([entitlement.person_id])
    keep_from_leaving([entitlement.person_id], since=from_month)
    if refusal := why_not_stop(entitlement, kind, from_month, because, verified):
        raise refusal
    cause = cause_of(because).words
    letter = _letter(entitlement, kind, from_month, [cause, VERIFIED[verified]], reason, case, by, at)
    ending = Ending.objects.create(
        entitlement=entitlement, kind=kind, from_month=from_month, because=because, verified=verified, reason=reason,
        case=case,
        letter=letter, decided_by=by, decided_at=at,
    )  # fmt: skip
    answer_by(ending)
    hold_against([entitlement.pk], at)
    give_up([entitlement.person_id], by, at)
    demand(ending, at)
    record(
        by=by, at=at, code="entitlement_stopped", subject_kind="person", subject=entitlement.person.number,
        reason=reason, kind=kind, entitlement=entitlement.number, month=str(from_month),
    )  # fmt: skip
    send(
        STOPPED_TEXT, to=_recipient(entitlement), at=at, page=("citizen_benefits",), issued=letter,
        values={"what": ENDINGS[kind], "from_month": str(from_month), "why": cause}, key=f"stopped:{case.number}",
    )  # fmt: skip
    return ending


def why_not_stop(entitlement: Entitlement, kind: str, from_month: Month, because: str, verified: str) -> Refusal | None:
    """A suspension may become an end, and an end prove to lie earlier; nothing else is stopped twice.

    What the law of the place suspends for is not ended for it, and the other way round. Nothing is stopped by a check
    that is not on record: of what is suspected, or of what it is suspended by.
    """
    cause = cause_of(because)
    if cause.kind_at is not None and cause.fund == entitlement.fund:
        needed = cause.kind_at(entitlement.region_id, from_month)
        if needed not in (None, kind):
            return OTHERWISE_HERE(why=cause.words, what=ENDINGS[needed])
    ended = entitlement.endings.filter(kind=EndingKind.ENDED).order_by("from_month").first()
    standing = ended or suspension_of(entitlement)
    if standing is None or (kind == EndingKind.ENDED and (ended is None or from_month < ended.from_month)):
        standing_by = entitlement.suspicions.exclude(outcome=Outcome.ENTITLED).filter(ending__lifted_at__isnull=True)
        return why_not_verified(list(standing_by.values_list("pk", flat=True)), verified, because)
    return ENDED_ALREADY(number=entitlement.number, month=standing.from_month)


@transaction.atomic
def lift(*, entitlement: Entitlement, from_month: Month, reason: str, case: Case, by: User, at: dt.datetime) -> Ending:
    """Paid again from a month on, which may lie back: what was not paid since then is paid with the next run.

    Raises NOT_SUSPENDED.
    """
    lock_people([entitlement.person_id])
    ending = suspension_of(entitlement)
    if ending is None:
        raise NOT_SUSPENDED(number=entitlement.number)
    ending.before_month = max(from_month, ending.from_month)
    ending.lifted_case, ending.lifted_by, ending.lifted_at = case, by, at
    ending.save(update_fields=["before_month", "lifted_case", "lifted_by", "lifted_at"])
    record(
        by=by, at=at, code="entitlement_resumed", subject_kind="person", subject=entitlement.person.number,
        reason=reason, entitlement=entitlement.number, month=str(ending.before_month),
    )  # fmt: skip
    send(
        RESUMED_TEXT, to=_recipient(entitlement), at=at, page=("citizen_benefits",),
        values={"from_month": str(ending.before_month)}, key=f"resumed:{case.number}",
    )  # fmt: skip
    return ending


def suspension_of(entitlement: Entitlement) -> Ending | None:
    return entitlement.endings.filter(kind=EndingKind.SUSPENDED, before_month__isnull=True).first()


def _recipient(entitlement: Entitlement) -> Recipient:
    return Recipient(RecipientKind.PERSON, entitlement.person.number)


def _letter(
    entitlement: Entitlement, kind: str, from_month: Month, why: Sequence[Words], reason: str, case: Case, by: User,
    at: dt.datetime,
) -> Issued:  # fmt: skip
    name, person = name_of(entitlement), entitlement.person
    figures = {"component": name, "from_month": str(from_month)}
    content = figures | {
        "name": person.name, "what": ENDINGS[kind], "cause": why[0], "verified": why[1], "reason": reason,
        "case": case.number, "amount_fen": amount_of(entitlement), "number": entitlement.number,
    }  # fmt: skip
    issued, _ = issue(
        kind=STOPPED, office=case.office, subject=_recipient(entitlement), content=content, figures=figures,
        language=Language.BOTH, by=by, at=at, today=timezone.localdate(at), holder=person.name, to=person.name,
        key=case.number,
    )  # fmt: skip
    return issued
