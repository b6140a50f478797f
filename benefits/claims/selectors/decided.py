"""What was signed for and decided of a claim."""

import json
from collections.abc import Collection, Mapping
from typing import Any

from benefits.claims.models import Assessment, Claim, DeathGrant, Decision, ReceiptClaimed
from benefits.claims.rules.assessed import Item, Rhythm
from enrollment.registry.models import Person
from enrollment.registry.records import records_of
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month
from siadmin.matters.models import Case


def claim_of(case: Case) -> Claim | None:
    return Claim.objects.select_related("person", "region").filter(case=case).first()


def signed_of(claim: Claim, round_number: int) -> Assessment | None:
    """The first signature of a round: the others signed for the same."""
    return claim.assessments.filter(round=round_number).order_by("pk").first()


def weight_signed(assessment: Assessment, now: Month) -> int:
    """Fen by which a place decides how many people sign, of what was signed for: see `Assessed.weight_fen`."""
    items = [
        Item(
            each["component"],
            each["amount_fen"],
            Rhythm(each["rhythm"]),
            Month.parse(each["from_month"]),
            Month.parse(each["before_month"]) if each["before_month"] else None,
        )
        for each in assessment.items
    ]
    return sum(item.weight_fen(now) for item in items)


def decision_of(case: Case) -> Decision | None:
    """The newest: of a claim that was reopened, the one that counts."""
    return (
        Decision.objects.filter(claim__case=case)
        .select_related("letter", "assessment", "claim")
        .order_by("-round")
        .first()
    )


def content_of(assessment: Assessment) -> Mapping[str, Any]:
    content: dict[str, Any] = json.loads(assessment.content)
    return content


def granted_upon(deceased: Person) -> dict[str, DeathGrant]:
    """What was granted once upon somebody's death, by component, whoever of the survivors claimed it."""
    found = DeathGrant.objects.filter(deceased__in=records_of(deceased.pk))
    return {each.component: each for each in found.select_related("item__decision__claim__case").order_by("pk")}


def claimed_before(numbers: Collection[str]) -> Words | None:
    """Why costs on these receipts are not due: one of them was granted, by whatever claim."""
    found = ReceiptClaimed.objects.filter(number__in=numbers).select_related("decision__claim__case").first()
    if found is None:
        return None
    case = found.decision.claim.case.number
    return Words(
        f"票据 {found.number} 已由办件 {case} 核定，不重复支付",
        f"receipt {found.number} was granted by case {case}; it is not paid twice",
    )
