"""Deciding a claim: the components granted, or the denial; either way a letter with reasons and remedies (REG 52)."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from benefits.claims import protocols
from benefits.claims.kinds import DENIED, GRANTED
from benefits.claims.models import (
    Assessment,
    Claim,
    DeathGrant,
    Decision,
    DecisionItem,
    GrantedOnce,
    Outcome,
    ReceiptClaimed,
)
from benefits.claims.rules.assessed import Rhythm
from benefits.claims.schemes import Scheme, scheme_of
from benefits.claims.selectors import assessed, claimant_of, content_of, signed_of
from benefits.claims.words import COUNTED_TEXT, DENIED_TEXT, GRANTED_TEXT, month_words
from enrollment.registry.models import Person
from enrollment.registry.selectors import identifier_of
from siadmin.agency.models import User
from siadmin.agency.trail import record
from siadmin.kernel.database import refusing
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Reason, Refusal
from siadmin.letters.actions import issue, send
from siadmin.letters.models import Issued, Language, RecipientKind
from siadmin.letters.protocols import Recipient
from siadmin.matters.models import Case

NOT_DUE = Reason(
    "claim_not_due",
    "不符合领取条件：{why_zh}。",
    "The benefit is not due: {why_en}.",
    "核对事实和材料；确实不符合的，作出不予支付的决定并说明理由。",
    "Check facts and papers; if it is so, refuse it with the reason.",
)

GRANTED_UPON_DEATH = Reason(
    "claim_granted_upon_death",
    "{name}死亡的这项一次性待遇已核定给遗属，同一人死亡不重复支付。",
    "What is paid once upon the death of {name} was granted to a survivor already; it is not paid twice.",
    "查看已核定的办件；遗属之间的分配由遗属自行协商。",
    "Look at the case by which it was granted; survivors share it among themselves.",
)

ONCE_ALREADY = Reason(
    "claim_granted_once_already",
    "“{scheme_zh}”已为同一事项核定过，不重复支付。",
    "{scheme_en}: it was granted for the same already, and is not paid twice.",
    "查看已核定的办件。",
    "Look at the case by which it was granted.",
)

RECEIPT_CLAIMED = Reason(
    "claim_receipt_claimed",
    "票据 {number} 的费用已经核定过，不重复支付。",
    "The costs on receipt {number} were granted already; they are not paid twice.",
    "查看已核定的办件。",
    "Look at the case by which they were granted.",
)


def grant(*, claim: Claim, case: Case, by: User, at: dt.datetime) -> Decision:
    """With the last signature: what everybody signed for, component by component, and the letter.

    Raises NOT_DUE, GRANTED_UPON_DEATH, ONCE_ALREADY, RECEIPT_CLAIMED.
    """
    scheme, signed = scheme_of(claim.scheme), signed_of(claim, case.round)
    assert signed is not None, "a claim is carried out after it was signed"
    content = content_of(signed)
    if not signed.is_due:
        raise NOT_DUE(
            **{f"why_{tongue}": "；".join(each[tongue] for each in content["unmet"]) for tongue in ("zh", "en")}
        )
    letter = _granted_letter(scheme, claim, case, signed, content, by, at)
    decision = _decided(claim, case, Outcome.GRANTED, letter, signed, by, at)
    DecisionItem.objects.bulk_create(
        DecisionItem(
            decision=decision,
            component=each["component"],
            amount_fen=each["amount_fen"],
            rhythm=each["rhythm"],
            from_month=Month.parse(each["from_month"]),
            before_month=Month.parse(each["before_month"]) if each["before_month"] else None,
        )
        for each in content["items"]
    )
    if (deceased := scheme.deceased(content["facts"])) is not None:
        _once_upon(deceased, decision)
    if of := scheme.once_of(claimant_of(claim), content["facts"]):
        with refusing("granted_once", ONCE_ALREADY(scheme_zh=scheme.title.zh, scheme_en=scheme.title.en)):
            GrantedOnce.objects.create(decision=decision, scheme=scheme.code, of=of)
    for number in scheme.receipts_of(content["facts"]):
        with refusing("claims_receiptclaimed_number_key", RECEIPT_CLAIMED(number=number)):
            ReceiptClaimed.objects.create(number=number, decision=decision)
    record(
        by=by, at=at, code="claim_granted", subject_kind="person", subject=claim.person.number,
        case=case.number, scheme=claim.scheme, monthly_fen=signed.monthly_fen, once_fen=signed.once_fen,
    )  # fmt: skip
    _tell(COUNTED_TEXT if content["counts"] else GRANTED_TEXT, scheme, claim, case, letter, at)
    protocols.granted.call(decision)
    return decision


def deny(*, claim: Claim, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> Decision:
    """With the last hand's refusal: its reason, the conditions the record does not meet, and the letter."""
    scheme = scheme_of(claim.scheme)
    letter = _denied_letter(scheme, claim, case, facts, by, at)
    decision = _decided(claim, case, Outcome.DENIED, letter, None, by, at)
    record(
        by=by, at=at, code="claim_denied", subject_kind="person", subject=claim.person.number,
        case=case.number, scheme=claim.scheme, reason=case.reason,
    )  # fmt: skip
    _tell(DENIED_TEXT, scheme, claim, case, letter, at)
    return decision


def _once_upon(deceased: Person, decision: Decision) -> None:
    with refusing("death_grant_once", GRANTED_UPON_DEATH(name=deceased.name)):
        DeathGrant.objects.bulk_create(
            DeathGrant(item=item, deceased=deceased, component=item.component)
            for item in decision.items.filter(rhythm=Rhythm.ONCE).order_by("pk")
        )


def _decided(
    claim: Claim, case: Case, outcome: Outcome, letter: Issued, signed: Assessment | None, by: User, at: dt.datetime
) -> Decision:
    return Decision.objects.create(
        claim=claim,
        round=case.round,
        outcome=outcome,
        assessment=signed,
        letter=letter,
        decided_by=by,
        decided_eyes=by.eyes,
        decided_at=at,
    )


def _tell(text: Any, scheme: Scheme, claim: Claim, case: Case, letter: Issued, at: dt.datetime) -> None:
    send(
        text, to=_recipient(claim), at=at, page=("citizen_case", case.number), issued=letter,
        values={"scheme": scheme.title}, key=f"claim:{case.number}:{case.round}",
    )  # fmt: skip


def _granted_letter(
    scheme: Scheme, claim: Claim, case: Case, signed: Assessment, content: Mapping[str, Any], by: User, at: dt.datetime
) -> Issued:
    items = [
        {
            "name": scheme.components[each["component"]],
            "amount_fen": each["amount_fen"],
            "months": month_words(each["rhythm"], each["from_month"], each["before_month"]),
        }
        for each in content["items"]
    ]
    figures = {"scheme": scheme.title, "monthly_fen": signed.monthly_fen, "once_fen": signed.once_fen}
    told = (
        _who(claim, case)
        | figures
        | {
            "items": items,
            "counts": content["counts"],
            "known": content["known"],
            "trace": content["trace"],
            "conditions": list(scheme.conditions),
        }
    )
    return _issued(GRANTED, scheme, claim, case, told, figures, by, at)


def _denied_letter(
    scheme: Scheme, claim: Claim, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime
) -> Issued:
    """A denial prints what the record says too, where the law of the place is known."""
    told = _who(claim, case) | {"scheme": scheme.title, "reason": case.reason, "known": [], "unmet": [], "trace": None}
    signed = signed_of(claim, case.round)
    try:
        content = content_of(signed) if signed else assessed(scheme, claimant_of(claim), facts).told
    except Refusal as refusal:
        told["unmet"] = [refusal.words]
    else:
        told |= {"known": content["known"], "unmet": content["unmet"], "trace": content["trace"]}
    return _issued(DENIED, scheme, claim, case, told, {"scheme": scheme.title}, by, at)


def _who(claim: Claim, case: Case) -> dict[str, Any]:
    identifier = identifier_of(claim.person)
    return {
        "name": claim.person.name,
        "number": identifier.value if identifier else claim.person.number,
        "case": case.number,
        "applied_on": claim.applied_on,
        "place": claim.region.words,
    }


def _issued(
    kind: Any, scheme: Scheme, claim: Claim, case: Case, told: Mapping[str, Any], figures: Mapping[str, Any], by: User,
    at: dt.datetime,
) -> Issued:  # fmt: skip
    issued, _ = issue(
        kind=kind, office=case.office, subject=_recipient(claim), content=told, figures=figures, basis=scheme.basis,
        language=Language.BOTH, by=by, at=at, today=timezone.localdate(at), holder=claim.person.name,
        to=claim.person.name, key=f"{case.number}:{case.round}",
    )  # fmt: skip
    return issued


def _recipient(claim: Claim) -> Recipient:
    return Recipient(RecipientKind.PERSON, claim.person.number)
