"""The same costs are paid once: by hand or directly, of illness or birth, under whichever record (MFS 17; E)."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from benefits.claims.forms import ReceiptsField
from benefits.claims.models import ReceiptClaimed
from benefits.claims.rules.receipts import numbers_of
from benefits.claims.selectors import content_of
from benefits.medical.doubting import REIMBURSED
from benefits.medical.schemes import reimbursement
from benefits.settlement.models import Flag
from siadmin.agency.posts import Post
from siadmin.kernel.refusal import Refusal
from tests import database
from tests.cities import broken
from tests.claims.desk import a_worker, loses_work
from tests.factories import TODAY, a_member_of_staff
from tests.maternity.test_costs import BIRTH, a_mother, on_file
from tests.maternity.test_costs import granted as costs_granted
from tests.medical.reimbursing import STAY, VISIT, a_desk, granted
from tests.payments.refusals import refused
from tests.registry.counter import merged
from tests.settlement.hospital import Hospital, line, patient

pytestmark = [pytest.mark.usefixtures("a_year_paid")]


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("V-1", ["V-1"]),
        (" v-2 、ｖ－１;V-2", ["V-1", "V-2"]),
        ("12 34,\n5678", ["1234", "5678"]),
        (" , ", []),
    ],
)
def test_a_number_is_one_however_it_is_typed(typed: str, numbers: list[str]) -> None:
    assert numbers_of(typed) == numbers


def test_commas_alone_are_no_numbers() -> None:
    with pytest.raises(ValidationError):
        ReceiptsField().clean(" ,、")


def test_a_receipt_that_was_claimed_with_others_is_not_claimed_again() -> None:
    _, person = a_worker()
    granted(person, VISIT | {"receipts": "V-2、V-1", "charged": "6000.00"})
    assert set(ReceiptClaimed.objects.values_list("number", flat=True)) == {"V-1", "V-2"}
    with refused("claim_not_due"):
        granted(person, VISIT | {"receipts": "v-1"})
    _, stranger = a_worker()
    with refused("claim_not_due"):
        granted(stranger, VISIT | {"receipts": "V-2"})
    assert broken() == {}


def test_two_claims_of_one_receipt_are_not_both_granted() -> None:
    (_, one), (_, two) = a_worker(), a_worker()
    desks = [a_desk(one), a_desk(two)]
    cases = [desk.handled(desk.asked(VISIT)) for desk in desks]
    assert not desks[0].act("review", cases[0], desks[0].reviewer).is_open
    with pytest.raises(Refusal):
        desks[1].act("review", cases[1], desks[1].reviewer)
    assert ReceiptClaimed.objects.get().decision.claim.person == one


def test_a_receipt_claimed_under_another_record_is_claimed() -> None:
    (_, kept), (_, other) = a_worker(), a_worker()
    granted(other, VISIT)
    loses_work(other)
    merged(kept, other, *(a_member_of_staff(post) for post in (Post.CLERK, Post.REVIEWER, Post.APPROVER)))
    with refused("claim_not_due"):
        granted(kept, VISIT)


def test_costs_of_a_birth_are_not_paid_as_an_illness_too() -> None:
    on_file("costs_flat", "5000", "yuan", "natural")
    person = a_mother()
    costs_granted(person, BIRTH | {"charged": "8000.00", "receipts": "R-1"})
    with refused("claim_not_due"):
        granted(person, STAY | {"charged": "8000.00"})


def test_a_stay_of_a_birth_is_claimed_back_as_an_illness_or_as_a_birth_under_whichever_receipt() -> None:
    on_file("costs_flat", "5000", "yuan", "natural")
    one, other = a_mother(), a_mother()
    birth = BIRTH | {"happened_on": STAY["began_on"]}
    costs_granted(one, birth | {"receipts": "SY-9"})
    with refused("claim_not_due"):
        granted(one, STAY | {"receipts": "R-77"})
    before = STAY | {"began_on": "2026-10-01", "ended_on": STAY["began_on"], "receipts": "R-78"}
    granted(one, before)  # another hospital, left on that day
    granted(other, STAY | {"receipts": "R-79"})
    with refused("claim_not_due"):
        costs_granted(other, birth | {"receipts": "SY-10"})


@pytest.mark.usefixtures("at_the_desk")
def test_a_stay_that_a_hospital_settled_is_not_paid_as_a_birth_and_one_settled_later_waits_for_a_word() -> None:
    on_file("costs_flat", "5000", "yuan", "natural")
    hospital, one, other = Hospital(), a_mother(), a_mother()
    birth = BIRTH | {"happened_on": str(TODAY)}
    stay = hospital.admitted(one)
    hospital.settled(stay, hospital.presettled(stay, [line("DV0001", 1, "9000")]))
    with refused("claim_not_due"):
        costs_granted(one, birth)
    costs_granted(other, birth | {"receipts": "SY-2"})
    stay = hospital.admitted(other)
    hospital.settled(stay, hospital.presettled(stay, [line("DV0001", 1, "9000")]))
    assert Flag.objects.get(code=REIMBURSED.code).settlement.person == other


@pytest.mark.usefixtures("at_the_desk")
def test_what_a_hospital_settled_is_not_claimed_back_by_hand() -> None:
    hospital, person = Hospital(), patient()
    first, last = TODAY - dt.timedelta(days=5), TODAY
    stay = hospital.admitted(person, on=first)
    settled = hospital.settled(stay, hospital.presettled(stay, [line("DV0001", 3, "8000", on=last)], until=last))
    told = STAY | {"began_on": str(first), "ended_on": str(last)}
    with refused("claim_not_due"):
        granted(person, told)
    hospital.reversed(settled)
    granted(person, told | {"receipts": "R-2"})


@pytest.mark.usefixtures("at_the_desk")
def test_a_stay_of_one_day_that_a_hospital_settled_is_not_claimed_back_by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    hospital, person = Hospital(), patient()
    stay = hospital.admitted(person)
    hospital.settled(stay, hospital.presettled(stay, [line("DV0001", 3, "8000")]))
    told = STAY | {"began_on": str(TODAY), "ended_on": str(TODAY)}
    with refused("claim_not_due"):
        granted(person, told)
    moved = STAY | {"began_on": str(TODAY - dt.timedelta(days=3)), "ended_on": str(TODAY), "receipts": "R-2"}
    granted(person, moved)  # from another hospital on that day
    monkeypatch.setattr(reimbursement, "_settled_directly", lambda *_: None)
    with database.refused("reimbursed_not_settled"):
        granted(person, told | {"receipts": "R-9"})


@pytest.mark.usefixtures("at_the_desk")
def test_a_visit_that_a_hospital_settled_is_not_claimed_back_and_signers_see_those_of_the_days(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hospital, person = Hospital(), patient()
    visit = hospital.admitted(person, care="outpatient")
    settled = hospital.settled(visit, hospital.presettled(visit, [line("DV0001", 1, "9000")]))
    told = VISIT | {"began_on": str(TODAY), "ended_on": str(TODAY), "charged": "9000.00"}
    with refused("claim_not_due"):
        granted(person, told)
    another = granted(person, told | {"charged": "9000.01", "receipts": "V-2"})  # two visits on a day are lawful
    assert another.assessment is not None
    seen = [each["value"]["en"] for each in content_of(another.assessment)["known"] if "directly" in each["name"]["en"]]
    assert len(seen) == 1 and settled["settlement"] in seen[0] and "9,000.00" in seen[0]
    monkeypatch.setattr(reimbursement, "_settled_directly", lambda *_: None)
    with database.refused("reimbursed_not_settled"):
        granted(person, told | {"receipts": "R-9"})


def test_a_receipt_is_of_a_granted_decision() -> None:
    _, person = a_worker()
    decision = granted(person, VISIT)
    with database.refused("claims_receiptclaimed_number_key"):
        ReceiptClaimed.objects.create(number="V-1", decision=decision)
