"""Nobody declared, there is no earlier month: one person sets wages, another lets them become bills (COLL 10)."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from contributions.assessment.actions import approve_by_hand, prepare_by_hand, send_back_by_hand, withdraw_by_hand
from contributions.assessment.models import HandAssessment, HandProposal, PreparedState
from contributions.assessment.tiles import tiles_for
from contributions.declarations.actions import FiledRow, draft_from_rows, file, submit
from contributions.declarations.models import Declaration, DeclarationState, Door
from contributions.declarations.selectors import wages_in_force
from enrollment.registry.models import Employer, Person
from enrollment.registry.selectors import viewer_of
from siadmin.agency.insurances import Fund
from siadmin.agency.models import User
from siadmin.agency.posts import Post
from siadmin.kernel.refusal import Refusal
from tests import database
from tests.cities import (
    BEIJING,
    COUNTY_OF,
    GUANGZHOU,
    SEPTEMBER,
    SHENZHEN,
    bills,
    broken,
    charge,
    declare,
    owed,
    staff,
    tick,
)
from tests.declarations.desk import entered, staffed
from tests.factories import TODAY, a_member_of_staff, a_person, a_user, an_employment, citizen_number

pytestmark = pytest.mark.usefixtures("five_cities")


def silent(pool: str) -> tuple[Employer, Person]:
    """An employer that declared nothing, its month charged: it waits for a person."""
    employer, (person,) = staffed(at=COUNTY_OF[pool])
    charge(pool, SEPTEMBER)
    return employer, person


def prepared(employer: Employer, *wages: tuple[Person, int], by: User | None = None) -> HandProposal:
    return prepare_by_hand(
        employer=employer, month=SEPTEMBER, wages={person.pk: wage * 100 for person, wage in wages},
        by=by or a_user(staff=True), at=tick(), reason="未申报，按上年工资核定",
    )  # fmt: skip


def approved(proposal: HandProposal, by: User | None = None, *, seen: int = 0) -> Declaration:
    return approve_by_hand(
        proposal_id=proposal.pk, seen_version=seen, by=by or a_user(staff=True), at=tick(), today=TODAY
    )


def by_hand(employer: Employer, person: Person, wage: int) -> Declaration:
    """Prepared by one person, approved by another."""
    return approved(prepared(employer, (person, wage)))


def refused_as(code: str, act: Callable[[], object]) -> None:
    with pytest.raises(Refusal) as refused:
        act()
    assert refused.value.code == code


def tax_declares(employer: Employer, person: Person, wage: int) -> Declaration:
    draft = draft_from_rows(
        employer=employer, month=SEPTEMBER, rows=[entered(person, wage)], door=Door.TAX, by=None, at=tick()
    )
    return submit(declaration=draft, by=None, at=tick(), today=TODAY)


@pytest.mark.parametrize("pool", [GUANGZHOU, SHENZHEN])
def test_a_person_assesses_whoever_takes_the_declarations(pool: str) -> None:
    employer, person = silent(pool)
    declaration = by_hand(employer, person, 8_000)
    assert (declaration.door, declaration.state, declaration.people) == (Door.COUNTER, DeclarationState.FILED, 1)
    assert {fund for *_, fund, total in bills(employer, SEPTEMBER) if total} >= {Fund.PENSION, Fund.MEDICAL}
    assert HandAssessment.objects.get(employer=employer).decided_at is not None
    assert broken() == {}


def test_what_tax_declares_later_replaces_the_assessment_by_hand() -> None:
    employer, person = silent(SHENZHEN)
    hand = by_hand(employer, person, 8_000)
    before = owed(employer, SEPTEMBER)[Fund.PENSION]
    declared = tax_declares(employer, person, 12_000)
    hand.refresh_from_db()
    assert (hand.state, declared.version, declared.people) == (DeclarationState.REPLACED, 2, 1)
    assert wages_in_force(employer.pk, SEPTEMBER) == {person.pk: 1_200_000}
    assert owed(employer, SEPTEMBER)[Fund.PENSION] * 8 == before * 12
    assert broken() == {}


def test_what_was_declared_is_not_assessed_by_hand() -> None:
    employer, person = silent(SHENZHEN)
    tax_declares(employer, person, 12_000)
    refused_as("assessed_already", lambda: by_hand(employer, person, 1))
    assert wages_in_force(employer.pk, SEPTEMBER) == {person.pk: 1_200_000}


def test_who_does_not_wait_is_not_assessed_by_hand() -> None:
    employer, (person,) = staffed(at=COUNTY_OF[BEIJING])
    refused_as("assessed_already", lambda: by_hand(employer, person, 8_000))


def test_what_is_prepared_bills_nobody() -> None:
    employer, person = silent(GUANGZHOU)
    proposal = prepared(employer, (person, 8_000))
    assert (proposal.state, bills(employer, SEPTEMBER), wages_in_force(employer.pk, SEPTEMBER)) == ("prepared", [], {})
    assert HandAssessment.objects.get(employer=employer).decided_at is None
    assert broken() == {}


def test_who_prepared_it_does_not_approve_it_nor_send_it_back_not_by_another_sign_in_either() -> None:
    employer, person = silent(GUANGZHOU)
    number = citizen_number(order=77)
    clerk, twin = (a_user(staff=True, identity_number=number) for _ in range(2))
    proposal = prepared(employer, (person, 8_000), by=clerk)
    for same in (clerk, twin):
        refused_as("same_person", lambda same=same: approved(proposal, same))  # type: ignore[misc]
        refused_as(
            "same_person",
            lambda same=same: send_back_by_hand(  # type: ignore[misc]
                proposal_id=proposal.pk, seen_version=0, by=same, at=tick(), reason="x"
            ),
        )
    assert bills(employer, SEPTEMBER) == []


def test_the_database_refuses_one_person_for_both() -> None:
    employer, person = silent(GUANGZHOU)
    number = citizen_number(order=77)
    clerk, twin = (a_user(staff=True, identity_number=number) for _ in range(2))
    proposal = prepared(employer, (person, 8_000), by=clerk)
    rows = HandProposal.objects.filter(pk=proposal.pk)
    decided: dict[str, Any] = {"state": PreparedState.SENT_BACK, "answer": "x", "decided_at": tick()}
    with database.refused("handproposal_four_eyes"):
        rows.update(**decided, decided_by=twin, decided_eyes=twin.eyes)
    with database.refused("eyes_of_the_account"):
        rows.update(**decided, decided_by=twin, decided_eyes="f" * 64)
    with database.refused("prepared_stays"):
        rows.update(wages={str(person.pk): 1})
    with database.refused("hand_proposal_approved_is_declared"):
        other = a_user(staff=True)
        rows.update(state=PreparedState.APPROVED, decided_by=other, decided_eyes=other.eyes, decided_at=tick())


def test_the_database_refuses_wages_by_hand_that_nobody_approved() -> None:
    employer, person = silent(GUANGZHOU)
    with database.refused("by_hand_is_approved"):
        file(
            employer=employer, month=SEPTEMBER, rows=[FiledRow(wage_fen=800_000, person=person)], door=Door.COUNTER,
            by=a_user(staff=True), at=tick(), today=TODAY, summary={"by_hand": "x"}, is_by_hand=True,
        )  # fmt: skip


def test_what_was_sent_back_is_prepared_again_and_both_stay_on_record() -> None:
    employer, person = silent(GUANGZHOU)
    first = prepared(employer, (person, 8_000))
    refused_as("prepared_already", lambda: prepared(employer, (person, 9_000)))
    send_back_by_hand(
        proposal_id=first.pk, seen_version=0, by=a_user(staff=True), at=tick(), reason="与同岗位工资相差太大"
    )
    refused_as("wrong_state", lambda: approved(first, seen=1))
    second = prepared(employer, (person, 9_000))
    assert wages_of(approved(second)) == {person.pk: 900_000}
    kept = HandProposal.objects.order_by("pk").values_list("state", "answer", "wages")
    assert list(kept) == [
        ("sent_back", "与同岗位工资相差太大", {str(person.pk): 800_000}),
        ("approved", "", {str(person.pk): 900_000}),
    ]
    assert broken() == {}


def wages_of(declaration: Declaration) -> dict[int, int]:
    return wages_in_force(declaration.employer_id, declaration.month)


def test_only_who_prepared_it_takes_it_back() -> None:
    employer, person = silent(GUANGZHOU)
    clerk = a_user(staff=True)
    proposal = prepared(employer, (person, 8_000), by=clerk)

    def withdraw(by: User) -> HandProposal:
        return withdraw_by_hand(proposal_id=proposal.pk, seen_version=0, by=by, at=tick())

    refused_as("only_its_preparer", lambda: withdraw(a_user(staff=True)))
    assert withdraw(clerk).state == PreparedState.WITHDRAWN
    refused_as("changed_since", lambda: approved(proposal))


def test_wages_are_for_everybody_insured_when_prepared_and_when_approved() -> None:
    employer, person = silent(GUANGZHOU)
    stranger = a_person()
    refused_as("people_changed", lambda: prepared(employer))
    refused_as("people_changed", lambda: prepared(employer, (person, 8_000), (stranger, 8_000)))
    proposal = prepared(employer, (person, 8_000))
    an_employment(stranger, employer, since=SEPTEMBER)
    refused_as("people_changed", lambda: approved(proposal))
    assert bills(employer, SEPTEMBER) == []


def test_a_declaration_that_comes_first_leaves_what_was_prepared_as_it_is() -> None:
    employer, person = silent(SHENZHEN)
    proposal = prepared(employer, (person, 8_000))
    tax_declares(employer, person, 12_000)
    refused_as("assessed_already", lambda: approved(proposal))
    assert wages_in_force(employer.pk, SEPTEMBER) == {person.pk: 1_200_000}
    assert broken() == {}


def desk(settings: Any, *posts: str, **traits: Any) -> tuple[Client, User]:
    """Somebody at Shenzhen's office, signed in."""
    settings.STAFF_TOTP_REQUIRED = False
    user = a_member_of_staff(*posts, at=SHENZHEN, **traits)
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client, user


def queues(user: User) -> dict[str, int]:
    return {tile.code: tile.count for tile in tiles_for(viewer_of(user, on=TODAY), TODAY)}


def test_two_people_do_it_at_their_desks_where_tax_takes_declarations(settings: Any) -> None:
    employer, person = silent(SHENZHEN)
    where = [employer.number, SEPTEMBER]
    (clerk, preparer), (reviewer, checker) = desk(settings, Post.CLERK), desk(settings, Post.REVIEWER)
    assert (queues(preparer), queues(checker)) == ({"assessment.by_hand": 1}, {})
    wages = {f"wage-{person.number}": "8000.00", "reason": "未申报"}
    assert clerk.post(reverse("prepare_month_by_hand", args=where), wages).status_code == 302
    assert (queues(preparer), queues(checker)) == ({}, {"assessment.by_hand_review": 1})
    proposal = HandProposal.objects.get()
    page = reviewer.get(reverse("hand_assessment", args=where)).content.decode()
    assert "8,000.00" in page
    seen = {"proposal": proposal.pk, "seen_version": 0}
    back = reviewer.post(reverse("send_month_by_hand_back", args=where), seen | {"reason": ""})
    assert back.status_code == 422, "who sends it back says why"
    back = reviewer.post(reverse("send_month_by_hand_back", args=where), seen | {"reason": "请附工资表"})
    assert (back.status_code, queues(preparer), queues(checker)) == (302, {"assessment.by_hand": 1}, {})
    page = clerk.get(reverse("hand_assessment", args=where)).content.decode()
    assert "请附工资表" in page
    assert 'value="8000.00"' in page, "what was prepared is there to start from"
    clerk.post(reverse("prepare_month_by_hand", args=where), wages | {f"wage-{person.number}": "8500.00"})
    seen = {"proposal": HandProposal.objects.latest("pk").pk, "seen_version": 0}
    done = reviewer.post(reverse("approve_month_by_hand", args=where), seen)
    assert (done.status_code, wages_in_force(employer.pk, SEPTEMBER)) == (302, {person.pk: 850_000})
    assert (queues(preparer), queues(checker)) == ({}, {})
    page = clerk.get(reverse("hand_assessment", args=where)).content.decode()
    assert page.count(checker.display_name) >= 2


def test_what_a_clerk_wrote_stays_in_the_form_when_somebody_was_faster(settings: Any) -> None:
    employer, person = silent(SHENZHEN)
    clerk, _ = desk(settings, Post.CLERK)
    prepared(employer, (person, 8_000))
    answer = clerk.post(
        reverse("prepare_month_by_hand", args=[employer.number, SEPTEMBER]),
        {f"wage-{person.number}": "8765.00", "reason": "未申报"},
    )
    assert answer.status_code == 409
    assert 'value="8765.00"' in answer.content.decode()


def test_the_database_keeps_a_waiting_month_until_a_bill_decides_it_and_then_once() -> None:
    employer, (worker,) = staff(at=COUNTY_OF[GUANGZHOU])
    charge(GUANGZHOU, SEPTEMBER)
    waiting = HandAssessment.objects.filter(employer=employer)
    decided = {"decided_by": a_user(staff=True), "decided_at": tick(), "reason": "x"}
    with database.refused("hand_assessment_is_billed"):
        waiting.update(**decided)
    with database.refused("assessment_handassessment_not_deleted"):
        waiting.delete()
    declare(employer, SEPTEMBER, {worker: 8_000})
    assert waiting.get().decided_at is not None
    for change in ({"decided_at": None}, {"reason": "y"}):
        with database.refused("hand_assessment_decided_once"):
            waiting.update(**change)
