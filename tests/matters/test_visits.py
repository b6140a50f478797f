"""Somebody is served at home by a work order; who goes there does not decide alone (REG 30, 37)."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from siadmin.agency.models import User
from siadmin.agency.posts import Post
from siadmin.kernel.refusal import Refusal
from siadmin.matters import actions
from siadmin.matters.actions import Asked, Attached
from siadmin.matters.models import Absence, Case, Channel, Step, Visit, VisitOutcome
from siadmin.matters.rules import VisitState
from siadmin.matters.selectors.visits import visitors_for
from tests import database
from tests.cities import broken, tick
from tests.factories import TODAY, a_member_of_staff, an_office, identity_number_of, region
from tests.matters import toys
from tests.matters.counter import Desk, act, facts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_the_desk")]
TOMORROW = TODAY + dt.timedelta(days=1)
MORNING = {"from_time": dt.time(9), "until_time": dt.time(11)}


@pytest.fixture
def desk(five_cities: None) -> Desk:
    return Desk()


@pytest.fixture
def visitor(five_cities: None) -> User:
    return a_member_of_staff(Post.CLERK, name="村官小李")


def ordered(desk: Desk, case: Case | None = None) -> Visit:
    asked = Asked("更正姓名", "elderly", "phone", region("110105"), "建国路 1 号院 2 号楼", "13911110000")
    return actions.order_visit(
        subject=desk.person.number, asked=asked, office=an_office(), case=case, by=desk.clerk, at=tick()
    )


def planned(visit: Visit, to: User, by: User, *, on: dt.date = TOMORROW, **given: Any) -> Visit:
    visit.refresh_from_db()
    return actions.plan_visit(
        visit_id=visit.pk, seen_version=visit.version, to=to, on=on, by=by, at=tick(), **MORNING | given
    )


def reported(visit: Visit, by: User, outcome: str = VisitOutcome.PAPERS_TAKEN, **given: Any) -> Visit:
    visit.refresh_from_db()
    return actions.report_visit(
        visit_id=visit.pk, seen_version=visit.version, outcome=outcome, note="", by=by, at=tick(), **given
    )


def code(do: Any, *given: Any, **told: Any) -> str:
    with pytest.raises(Refusal) as refused:
        do(*given, **told)
    return refused.value.code


def test_papers_taken_at_home_enter_the_case_and_two_people_decide_it(desk: Desk, visitor: User) -> None:
    case = desk.received(papers=())
    assert case.hands == 1
    visit = planned(ordered(desk, case), visitor, desk.clerk)
    assert (visit.state, visit.due_on) == (VisitState.PLANNED, dt.date(2026, 12, 7))
    reported(visit, visitor, papers=[Attached("identity", seen_original=True)])
    case.refresh_from_db()
    assert (case.hands, case.papers.get().by) == (2, visitor)
    handled = act("handle", case, visitor)
    assert handled.state == "handled"
    assert act("review", handled, desk.reviewer).state == "done"
    assert broken() == {}


def test_a_case_received_at_home_has_two_people(desk: Desk, visitor: User) -> None:
    case = actions.receive(
        matter=toys.NAME, subject=desk.subject, facts=facts(), channel=Channel.HOME_VISIT, by=visitor, at=tick(),
        papers=[Attached("identity", seen_original=True)],
    )  # fmt: skip
    assert case.hands == 2
    assert act("handle", case, visitor).state == "handled"


def test_the_database_lets_no_visitor_decide_alone(desk: Desk, visitor: User) -> None:
    """Were one signature enough: it is not the visitor's."""
    case = desk.received()
    Visit.objects.create(
        number="V0000-00001", office=case.office, case=case, subject=case.subject, wish="x", reason="ill",
        asked_by="phone", region=region("110105"), place="x", due_on=TODAY, ordered_by=desk.clerk, ordered_at=tick(),
        state=VisitState.DONE, outcome=VisitOutcome.PAPERS_TAKEN, visited_by=visitor, visited_at=tick(),
    )  # fmt: skip
    step = {"case": case, "round": 1, "at": tick(), "facts_version": 1}
    Step.objects.create(act="handle", by=visitor, eyes=visitor.eyes, state="handled", **step)
    Step.objects.create(act="complete", by=None, eyes="", state="done", **step)
    with database.refused("case_not_by_its_visitor_alone"):
        Case.objects.filter(pk=case.pk).update(state="done", decided_at=tick(), version=case.version + 1)


def test_who_can_go_is_a_clerk_of_the_place_who_is_there_and_not_the_person(desk: Desk, visitor: User) -> None:
    visit = ordered(desk)
    elsewhere = a_member_of_staff(Post.CLERK, at="110109")
    reviewer_only = desk.reviewer
    same = a_member_of_staff(Post.CLERK, identity_number=identity_number_of(desk.person))
    able = visitors_for(visit, TOMORROW)
    assert visitor in able
    assert not {elsewhere, reviewer_only, same} & set(able)
    assert code(planned, visit, elsewhere, desk.clerk) == "cannot_visit"
    assert code(planned, visit, visitor, desk.clerk, on=TODAY - dt.timedelta(days=1)) == "visit_in_the_past"
    assert code(planned, visit, visitor, elsewhere) == "not_your_visit"


def test_only_who_goes_reports_it_and_papers_need_a_case(desk: Desk, visitor: User) -> None:
    visit = planned(ordered(desk), visitor, desk.clerk)
    assert code(reported, visit, desk.clerk) == "not_your_visit"
    assert code(reported, visit, visitor) == "visit_without_a_case"
    case = actions.receive(
        matter=toys.NAME, subject=desk.subject, facts=facts(), channel=Channel.HOME_VISIT, by=visitor, at=tick()
    )
    visit = reported(visit, visitor, case=case)
    assert (visit.state, visit.case, visit.visited_by) == (VisitState.DONE, case, visitor)
    assert code(reported, visit, visitor) == "wrong_state"


def test_a_visit_without_a_case_asks_nobody_elses_case_for_two_people(desk: Desk, visitor: User) -> None:
    reported(planned(ordered(desk), visitor, desk.clerk), visitor, VisitOutcome.EXPLAINED)
    assert desk.received(papers=()).hands == 1


def test_nobody_met_is_planned_anew(desk: Desk, visitor: User) -> None:
    visit = reported(planned(ordered(desk), visitor, desk.clerk), visitor, VisitOutcome.NOT_MET)
    assert (visit.state, visit.tries, visit.planned_on, visit.assigned_to) == (VisitState.ASKED, 1, None, None)
    assert planned(visit, visitor, desk.clerk).state == VisitState.PLANNED


def test_a_case_has_one_open_visit(desk: Desk) -> None:
    case = desk.received()
    ordered(desk, case)
    assert code(ordered, desk, case) == "visit_ordered_already"


def test_absence_hands_visits_over(desk: Desk, visitor: User) -> None:
    deputy = a_member_of_staff(Post.CLERK, name="代班")
    visit = planned(ordered(desk), visitor, desk.clerk)
    away: dict[str, Any] = {"starts_on": TOMORROW, "ends_before": TOMORROW + dt.timedelta(days=3), "reason": "年休"}
    actions.record_absence(user=visitor, deputy=deputy, by=desk.approver, at=tick(), **away)
    assert actions.hand_over_absent(at=tick()) == 1
    visit.refresh_from_db()
    assert (visit.assigned_to, visit.state) == (deputy, VisitState.PLANNED)
    actions.record_absence(user=deputy, deputy=desk.reviewer, by=desk.approver, at=tick(), **away)
    actions.hand_over_absent(at=tick())
    visit.refresh_from_db()
    assert (visit.assigned_to, visit.state) == (None, VisitState.ASKED)
    assert Absence.objects.count() == 2
    assert actions.hand_over_absent(at=tick()) == 0


def test_what_is_done_stays(desk: Desk, visitor: User) -> None:
    visit = planned(ordered(desk), visitor, desk.clerk)
    with database.refused("visit_version_rises"):
        Visit.objects.update(planned_on=TODAY)
    with database.refused("visit_keeps_what_it_is"):
        Visit.objects.update(subject="x", version=visit.version + 1)
    visit = reported(visit, visitor, VisitOutcome.EXPLAINED)
    with database.refused("visit_stays"):
        Visit.objects.filter(pk=visit.pk).update(outcome="not_wanted", version=visit.version + 1)
    with database.refused("visit_planned_is_whole"):
        Visit.objects.filter(pk=ordered(desk).pk).update(state="planned", version=1)


def test_the_pages_from_the_phone_call_to_the_report(desk: Desk, visitor: User, client: Client) -> None:
    client.force_login(desk.clerk)
    person = desk.person.number
    assert reverse("visit_start", args=[person]) in client.get(reverse("person", args=[person])).content.decode()
    told = {"wish": "更正姓名", "reason": "elderly", "asked_by": "phone", "region": "110105", "place": "建国路 1 号"}
    assert client.post(reverse("visit_order", args=[person]), told | {"place": ""}).status_code == 422
    answer = client.post(reverse("visit_order", args=[person]), told)
    visit = Visit.objects.get()
    assert answer.headers["Location"] == reverse("visit", args=[visit.number])
    plan = {"seen_version": 0, "to": visitor.pk, "on": str(TODAY), "from_time": "09:00", "until_time": "11:00"}
    assert client.post(reverse("visit_plan", args=[visit.number]), plan | {"until_time": "08:00"}).status_code == 422
    assert client.post(reverse("visit_plan", args=[visit.number]), plan).status_code == 302
    sheet = client.get(reverse("visit_sheet", args=[visit.number])).content.decode()
    assert "建国路 1 号" in sheet
    listed = client.get(reverse("visits")).content.decode()
    assert visitor.display_name in listed or visitor.display_name_en in listed
    client.force_login(visitor)
    done = {"seen_version": 1, "outcome": "explained", "note": "已当面解答", "case": ""}
    assert client.post(reverse("visit_report", args=[visit.number]), done).status_code == 302
    visit.refresh_from_db()
    assert (visit.state, visit.note) == (VisitState.DONE, "已当面解答")
    far = Client()
    far.force_login(a_member_of_staff(Post.CLERK, at="310115"))
    assert far.get(reverse("visit", args=[visit.number])).status_code == 404


def test_a_planned_day_that_passed_is_late(desk: Desk, visitor: User, client: Client) -> None:
    visit = planned(ordered(desk), visitor, desk.clerk, on=TODAY)
    Visit.objects.filter(pk=visit.pk).update(planned_on=TODAY - dt.timedelta(days=1), version=visit.version + 1)
    client.force_login(desk.clerk)
    assert "1 visit is late" in client.get(reverse("visits"), headers={"accept-language": "en"}).content.decode()
    page = client.get(reverse("visit", args=[visit.number]), headers={"accept-language": "en"}).content.decode()
    assert "deadline is-late" in page, "the day it was promised for, not the law's last one"
    assert '<span class="pill is-late">' in page
    assert "working days left" not in page
