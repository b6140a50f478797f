"""What a claim shows on the pages of its case: what it comes to now, or what was signed for; facts, steps, law."""

from collections.abc import Mapping
from typing import Any

from benefits.claims.models import Claim
from benefits.claims.schemes import Scheme, scheme_of
from benefits.claims.selectors import assessed, claimant_of, content_of, decision_of, signed_of
from benefits.claims.words import COUNTED, OUTCOMES, month_words
from siadmin.kernel.language import Words
from siadmin.kernel.refusal import Refusal
from siadmin.matters.catalogue import Beside
from siadmin.matters.models import Case
from siadmin.matters.selectors.cases import facts_of

TEMPLATE = "claims/_assessment.html"


def shown_beside(claim: Claim, case: Case) -> Beside:
    scheme, decision = scheme_of(claim.scheme), decision_of(case)
    signed = signed_of(claim, case.round)
    shown: dict[str, Any] = {"claim": claim, "signed": signed, "decision": decision, "refusal": None}
    if decision is not None:
        shown |= {"outcome": OUTCOMES[decision.outcome], "letter": decision.letter}
    try:
        content = content_of(signed) if signed else assessed(scheme, claimant_of(claim), facts_of(case)).told
    except Refusal as refusal:
        return Beside(TEMPLATE, shown | {"refusal": refusal})
    if decision is not None and decision.assessment is not None and content["counts"]:
        shown["outcome"] = COUNTED
    return Beside(TEMPLATE, shown | _read(scheme, content))


def _read(scheme: Scheme, content: Mapping[str, Any]) -> dict[str, Any]:
    """The content of an assessment in the reader's language."""
    return {
        "items": [
            {
                "name": scheme.components[each["component"]],
                "months": month_words(each["rhythm"], each["from_month"], each["before_month"]),
                "amount_fen": each["amount_fen"],
            }
            for each in content["items"]
        ],
        "unmet": [_words(each) for each in content["unmet"]],
        "counts": _words(content["counts"]) if content["counts"] else "",
        "known": [{name: _words(each[name]) for name in ("name", "value", "source")} for each in content["known"]],
        "sentence": _words(content["trace"]["sentence"]),
        "steps": [
            each | {name: _words(each[name]) for name in ("name", "how", "value")} for each in content["trace"]["steps"]
        ],
    }


def _words(pair: Mapping[str, str]) -> Words:
    return Words(pair["zh"], pair["en"])
