"""What the database refuses of cases, whoever writes (REG 37, 38, 53)."""

from typing import Any

import psycopg2.errors
import pytest

from siadmin.agency.models import User
from siadmin.agency.posts import Post
from siadmin.kernel.protection import keyed_hash
from siadmin.matters.models import Absence, Case, CasePaper, Facts, Step
from tests import database
from tests.cities import tick
from tests.factories import NOW, TODAY, a_citizen, a_member_of_staff, a_user, citizen_number, identity_number_of
from tests.matters.counter import Desk, act


@pytest.fixture
def desk(five_cities: None) -> Desk:
    return Desk()


def step(case: Case, name: str, by: User | None, state: str, **traits: Any) -> Step:
    given: dict[str, Any] = {
        "case": case, "round": case.round, "act": name, "by": by, "eyes": by.eyes if by else "", "at": tick(),
        "facts_version": case.facts_version, "state": state,
    }  # fmt: skip
    return Step.objects.create(**(given | traits))


def test_a_case_is_not_done_without_signatures(desk: Desk) -> None:
    case = desk.received()
    step(case, "complete", desk.clerk, "done")
    with database.refused("case_signed_by_enough"):
        database.run(
            "UPDATE matters_case SET state = 'done', decided_at = now(), version = version + 1 WHERE id = %s", case.pk
        )


def test_a_state_does_not_change_without_its_step(desk: Desk) -> None:
    case = desk.received()
    with database.refused("case_state_has_its_step"):
        database.run(
            "UPDATE matters_case SET state = 'done', decided_at = now(), version = version + 1 WHERE id = %s", case.pk
        )


@pytest.mark.parametrize("signed", [1, 2])
def test_a_case_for_three_is_not_done_by_fewer(desk: Desk, signed: int) -> None:
    case = desk.handled(desk.received(cause="court"))
    if signed == 2:
        case = desk.reviewed(case)
    step(case, "complete", desk.approver, "done")
    with database.refused("case_signed_by_enough"):
        Case.objects.filter(pk=case.pk).update(state="done", decided_at=NOW, version=case.version + 1)


def test_hands_never_fall(desk: Desk) -> None:
    case = desk.received(cause="court")
    with database.refused("case_hands_never_fall"):
        Case.objects.filter(pk=case.pk).update(hands=1, version=case.version + 1)


def test_two_accounts_of_one_person_do_not_sign_one_round(desk: Desk) -> None:
    number = citizen_number(order=621)
    one = a_member_of_staff(Post.CLERK, identity_number=number)
    other = a_member_of_staff(Post.REVIEWER, identity_number=number)
    case = desk.handled(desk.received(cause="court"), by=one)
    with database.refused("step_four_eyes"):
        step(case, "review", other, "reviewed")


def test_a_step_names_the_person_who_took_it(desk: Desk) -> None:
    case = desk.handled(desk.received(cause="court"))
    with database.refused("step_names_its_person"):
        step(case, "review", desk.clerk, "reviewed", eyes=desk.reviewer.eyes)


def test_nobody_signs_what_they_applied_for(desk: Desk) -> None:
    case = desk.received(by=a_citizen(desk.person))
    same = a_member_of_staff(Post.CLERK, identity_number=identity_number_of(desk.person))
    with database.refused("step_not_by_the_applicant"):
        step(case, "handle", same, "handled")


def test_the_system_signs_nothing(desk: Desk) -> None:
    with database.refused("step_signed_by_someone"):
        step(desk.received(), "handle", None, "handled")


def test_a_signature_is_on_the_facts_that_stand(desk: Desk) -> None:
    with database.refused("step_signs_what_stands"):
        step(desk.received(), "handle", desk.clerk, "handled", facts_version=2)


def test_correction_is_asked_for_once(desk: Desk) -> None:
    case = act("ask_correction", desk.received(), desk.clerk, missing=["身份证"])
    with database.refused("step_correction_asked_once"):
        step(case, "ask_correction", desk.clerk, "correcting")


def test_facts_do_not_change_once_signed(desk: Desk) -> None:
    case = desk.handled(desk.received(cause="court"))
    with database.refused("facts_follow_while_open"):
        Facts.objects.create(case=case, version=2, content="{}", by=desk.clerk, at=NOW)
    with database.refused("case_facts_stand"):
        Case.objects.filter(pk=case.pk).update(facts_version=2, version=case.version + 1)


def test_papers_do_not_change_once_signed(desk: Desk) -> None:
    case = desk.handled(desk.received(cause="court"))
    with database.refused("papers_follow_while_open"):
        CasePaper.objects.create(case=case, code="household", seen_original=True, by=desk.clerk, at=NOW)


def test_a_paper_is_sent_or_seen(desk: Desk) -> None:
    with database.refused("paper_sent_or_seen"):
        CasePaper.objects.create(case=desk.received(), code="household", by=desk.clerk, at=NOW)


@pytest.mark.parametrize("change", [{"outcome": "x"}, {"due_on": TODAY}, {"assigned_to": None, "hands": 2}])
def test_a_decided_case_stays(desk: Desk, change: dict[str, Any]) -> None:
    case = desk.handled(desk.received())
    with database.refused("case_decided_stays"):
        Case.objects.filter(pk=case.pk).update(version=case.version + 1, **change)


def test_a_refused_case_is_not_reopened_without_a_decision(desk: Desk) -> None:
    case = act("refuse", desk.received(), desk.clerk, reason="不符")
    with database.refused("case_decided_stays"):
        Case.objects.filter(pk=case.pk).update(
            state="received", decided_at=None, reason="", round=2, version=case.version + 1
        )


def test_who_signed_does_not_reopen(desk: Desk) -> None:
    case = act("refuse", desk.received(), desk.clerk, reason="不符")
    with database.refused("step_reopened_by_another"):
        step(case, "reopen", desk.clerk, "received", round=2)


def test_what_a_case_is_does_not_change(desk: Desk) -> None:
    case = desk.received()
    with database.refused("case_keeps_what_it_is"):
        Case.objects.filter(pk=case.pk).update(subject="P0000-00000", version=1)


def test_every_change_raises_the_version(desk: Desk) -> None:
    case = desk.received()
    with database.refused("case_version_rises"):
        Case.objects.filter(pk=case.pk).update(assigned_to=desk.clerk)


def test_a_round_begins_with_a_return(desk: Desk) -> None:
    case = desk.received()
    with database.refused("case_round_follows_a_return"):
        Case.objects.filter(pk=case.pk).update(round=2, version=case.version + 1)


def test_a_case_begins_received(desk: Desk) -> None:
    case = desk.received()
    case.pk, case.number, case.state, case.decided_at = None, "C0000-00000", "done", NOW
    case.facts_hash = keyed_hash("another")
    with database.refused("case_begins_received"):
        case.save(force_insert=True)


def test_a_refusal_says_why(desk: Desk) -> None:
    case = desk.received()
    step(case, "refuse", desk.clerk, "refused")
    with database.refused("case_refused_says_why"):
        Case.objects.filter(pk=case.pk).update(state="refused", decided_at=NOW, version=case.version + 1)


def test_a_case_is_not_deleted(desk: Desk) -> None:
    case = desk.received()
    with database.refused("matters_case_not_deleted"):
        database.run("DELETE FROM matters_case WHERE id = %s", case.pk)


APPENDED = ("matters_facts", "matters_step", "matters_casepaper")


@pytest.mark.parametrize("table", APPENDED)
def test_what_was_told_and_done_is_neither_deleted_nor_rewritten(desk: Desk, table: str) -> None:
    case = desk.received()
    for statement in ("DELETE FROM {} WHERE case_id = %s", "UPDATE {} SET at = now() WHERE case_id = %s"):
        with database.not_permitted():
            database.run(statement.format(table), case.pk)


@pytest.mark.parametrize("table", APPENDED)
@pytest.mark.usefixtures("five_committed_cities")
def test_not_even_the_owner_rewrites_it(table: str) -> None:
    Desk().received()
    with pytest.raises(psycopg2.errors.CheckViolation, match="append-only"), database.owned() as cursor:
        cursor.execute(f"UPDATE {table} SET at = now()")


@pytest.mark.parametrize(
    ("who", "promise"),
    [("deputy", "absence_deputy_is_another"), ("granted_by", "absence_not_granted_to_oneself")],
)
def test_no_account_of_the_absent_person_stands_in_or_grants(desk: Desk, who: str, promise: str) -> None:
    number = citizen_number(order=623)
    away, same = (a_user(staff=True, identity_number=number) for _ in range(2))
    people = {"user": away, "deputy": desk.reviewer, "granted_by": desk.approver} | {who: same}
    with database.refused(promise):
        Absence.objects.create(**people, starts_on=TODAY, ends_before=TODAY, reason="x", granted_at=NOW)


def test_an_absence_is_only_shortened(desk: Desk) -> None:
    absence = Absence.objects.create(
        user=desk.clerk, deputy=desk.reviewer, granted_by=desk.approver, starts_on=TODAY, ends_before=TODAY,
        reason="x", granted_at=NOW,
    )  # fmt: skip
    with database.refused("absence_only_shortens"):
        Absence.objects.filter(pk=absence.pk).update(ends_before=TODAY.replace(year=TODAY.year + 1))
