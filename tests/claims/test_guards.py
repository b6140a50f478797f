"""What the database refuses of claims, whoever writes."""

import pytest
from django.db import transaction

from benefits.claims.matters import claiming
from benefits.claims.models import Assessment, Claim, DecisionItem, ReceiptClaimed
from siadmin.kernel.months import Month
from tests import database
from tests.claims import toy
from tests.claims.desk import ClaimDesk
from tests.factories import a_person


@pytest.mark.usefixtures("five_committed_cities")
def test_a_claim_its_assessments_and_its_decision_are_those_of_its_case(monkeypatch: pytest.MonkeyPatch) -> None:
    with toy.joined() as matter:
        with transaction.atomic():
            desk = ClaimDesk(a_person(), matter=matter.code)
            other = ClaimDesk(a_person(), matter=matter.code)
            unmet = other.act("refuse", other.handled(other.received(days=0)), other.reviewer, reason="没有下雨")
            case = desk.received(days=3)
        claim = Claim.objects.get(case=case)
        denied = unmet.claim.decisions.get()
        with database.refused("claim_of_its_case"):
            database.forged(claim, person_id=other.person.pk)
        with database.refused("receipt_as_decided"):
            ReceiptClaimed.objects.create(number="R-1", decision=denied)
        with database.refused("assessment_by_a_signer"):
            database.forged(
                Assessment.objects.get(), claim_id=claim.pk, signed_by_id=desk.clerk.pk, signed_eyes=desk.clerk.eyes
            )
        with transaction.atomic():
            case = desk.handled(case)
        signed = claim.assessments.get()
        with database.refused("assessment_as_signed_before"):
            database.forged(signed, digest=b"0" * 32)
        letter = database.forged(denied.letter, number="Lforged", code_hash=b"0" * 32, key="")
        with database.refused("decision_of_its_case"):
            database.forged(denied, claim_id=claim.pk, letter_id=letter.pk)
        with database.refused("decision_on_its_assessment"):
            database.forged(denied, claim_id=claim.pk, round=2, outcome="granted", assessment_id=signed.pk)
        with database.refused("assessment_as_signed_before"):
            database.forged(signed, items=[])
        with database.refused("decision_adds_up"):
            desk.act("review", case, desk.reviewer)
            database.forged(DecisionItem.objects.get(), component="more")
        for later in ({"from_month": Month(2026, 12)}, {"rhythm": "monthly", "from_month": Month(2026, 12)}):
            with database.refused("decision_adds_up"):
                desk.act("review", case, desk.reviewer)
                database.forged(DecisionItem.objects.get(), amount_fen=7_777_700, **later)
        with monkeypatch.context() as fewer, database.refused("decision_adds_up"):
            fewer.setattr(DecisionItem.objects, "bulk_create", lambda _: None)
            desk.act("review", case, desk.reviewer)
        with monkeypatch.context() as unsigned, database.refused("decision_assessed_by_enough"):
            unsigned.setattr(claiming, "sign", lambda **_: None)
            desk.act("review", case, desk.reviewer)
        with transaction.atomic():
            desk.act("review", case, desk.reviewer)
        with database.refused("item_with_its_decision"):
            database.forged(DecisionItem.objects.get(), component="more")
