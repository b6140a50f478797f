"""What is mine, late, my post's; what I may not do; who is away."""

import datetime as dt

import pytest

from enrollment.registry.selectors import viewer_of
from enrollment.registry.subjects import Employers
from siadmin.agency.models import User
from siadmin.agency.posts import Post
from siadmin.agency.viewer import Viewer
from siadmin.kernel.refusal import Refusal
from siadmin.matters import actions
from siadmin.matters.models import Case
from siadmin.matters.selectors.cases import cases_seen_by, own_cases
from siadmin.matters.selectors.inbox import LATE, elsewhere, entries_of, inbox
from siadmin.matters.tiles import tiles_for
from tests.cities import tick
from tests.factories import NOW, TODAY, a_citizen, a_delegate, a_member_of_staff, a_person, an_employer, an_office
from tests.matters import toys
from tests.matters.counter import Desk, act, subject_of

LONG_AGO = NOW - dt.timedelta(days=30)
TOMORROW = TODAY + dt.timedelta(days=1)


@pytest.fixture
def desk(five_cities: None) -> Desk:
    return Desk()


def view(user: User) -> Viewer:
    return viewer_of(user, on=TODAY)


def to_do(user: User) -> list[Case]:
    return list(inbox(view(user), TODAY).to_do)


def test_each_post_finds_what_waits_for_it(desk: Desk) -> None:
    fresh = desk.received()
    handled = desk.handled(desk.received(cause="household", name="李炜"))
    reviewed = desk.reviewed(desk.handled(desk.received(cause="court", name="李帷")))
    assert [to_do(user) for user in (desk.clerk, desk.reviewer, desk.approver)] == [[fresh], [handled], [reviewed]]


@pytest.mark.parametrize(("at", "line"), [("110105", "hs"), ("440305", "hrss")])
def test_another_line_or_region_finds_and_sees_nothing(desk: Desk, at: str, line: str) -> None:
    desk.received()
    stranger = a_member_of_staff(Post.CLERK, at=at, line=line)
    assert to_do(stranger) == []
    assert not cases_seen_by(view(stranger)).exists()


def test_late_comes_first_then_mine(desk: Desk) -> None:
    later, mine = desk.received(), desk.received(name="李炜")
    late = desk.received(name="李帷", at=LONG_AGO)
    act("hand_over", mine, desk.clerk, to=desk.clerk)
    box = inbox(view(desk.clerk), TODAY)
    assert list(box.to_do) == [late, mine, later]
    assert (list(box.mine), list(box.late), box.to_do[0].group) == ([mine], [late], LATE)  # type: ignore[attr-defined]


@pytest.mark.usefixtures("nobody_ready")
def test_what_i_signed_waits_for_somebody_else_by_name(desk: Desk) -> None:
    both = a_member_of_staff(Post.CLERK, Post.REVIEWER)
    case = desk.handled(desk.received(cause="household"), by=both)
    box = inbox(view(both), TODAY)
    (entry,) = entries_of(list(box.others), TODAY)
    assert (list(box.to_do), entry.case, entry.is_barred, entry.waits_for.zh) == ([], case, True, "周毅")
    assert [(each.who.zh, each.count) for each in elsewhere(box.others)] == [("复核", 1)]


def test_the_home_page_counts_what_waits(desk: Desk) -> None:
    assert tiles_for(view(desk.clerk), TODAY) == []
    case = desk.received(at=LONG_AGO)
    (tile,) = tiles_for(view(desk.clerk), TODAY)
    assert (tile.count, tile.due_on, "李伟" in tile.first[0].label.zh) == (1, case.due_on, True)


def test_people_see_their_own_cases_and_nobody_elses(desk: Desk) -> None:
    case = desk.received()
    assert list(own_cases(a_citizen(desk.person), desk.subject, TODAY)) == [case]
    assert not own_cases(a_citizen(), desk.subject, TODAY).exists()


def test_a_delegate_applies_for_the_employer_until_they_leave(desk: Desk) -> None:
    employer = an_employer()
    an_office(line="hs")
    subject = Employers().find([employer.number])[employer.number]
    case = actions.receive(
        matter=toys.ADDRESS, subject=subject, facts={"address": "新街 2 号"}, channel="website",
        applied_by="employer", by=a_delegate(employer), at=tick(),
    )  # fmt: skip
    assert (case.line, case.region.pk, case.steps.get().act) == ("hs", "110105", "apply")
    with pytest.raises(Refusal) as refused:
        actions.receive(
            matter=toys.ADDRESS, subject=subject, facts={"address": "新街 3 号"}, channel="website",
            applied_by="employer", by=a_delegate(employer, left=True), at=tick(),
        )  # fmt: skip
    assert refused.value.code == "no_such_door"


def test_nobody_applies_for_somebody_else(desk: Desk) -> None:
    with pytest.raises(Refusal) as refused:
        desk.received(by=a_citizen())
    assert refused.value.code == "no_such_door"


def test_an_application_goes_to_the_nearest_office_above_where_one_lives(desk: Desk) -> None:
    assert desk.received(by=a_citizen(desk.person)).office.region_id == "110105"


@pytest.mark.usefixtures("nobody_ready")
def test_without_an_office_the_applicant_is_told_where_to_go(five_cities: None) -> None:
    person = a_person(lives_in="510104")
    with pytest.raises(Refusal) as refused:
        actions.receive(
            matter=toys.NAME, subject=subject_of(person), facts={"name": "新名", "cause": "slip"}, channel="website",
            by=a_citizen(person), at=tick(),
        )  # fmt: skip
    assert refused.value.code == "no_office_for_this"


# --- absence -----------------------------------------------------------------------------------------------------


def away(user: User, deputy: User, by: User) -> None:
    actions.record_absence(
        user=user, deputy=deputy, starts_on=TODAY, ends_before=TOMORROW, reason="年休", by=by, at=tick()
    )


def test_open_cases_of_the_absent_go_to_their_deputy(desk: Desk) -> None:
    colleague = a_member_of_staff(Post.CLERK, name="孙悦")
    case = act("hand_over", desk.received(), desk.clerk, to=desk.clerk)
    away(desk.clerk, colleague, desk.reviewer)
    assert actions.hand_over_absent(at=tick()) == 1
    case.refresh_from_db()
    assert case.assigned_to == colleague
    assert actions.hand_over_absent(at=tick()) == 0


def test_a_deputy_who_may_not_sign_leaves_it_to_the_post(desk: Desk) -> None:
    both = a_member_of_staff(Post.CLERK, Post.REVIEWER)
    case = desk.handled(desk.received(cause="household"), by=both)
    case = act("hand_over", case, desk.reviewer, to=desk.reviewer)
    away(desk.reviewer, both, desk.approver)
    assert actions.hand_over_absent(at=tick()) == 1
    case.refresh_from_db()
    assert case.assigned_to is None


def test_nobody_records_their_own_absence(desk: Desk) -> None:
    with pytest.raises(Refusal) as refused:
        away(desk.reviewer, a_member_of_staff(Post.REVIEWER), desk.reviewer)
    assert refused.value.code == "absence_not_to_oneself"


def test_absences_are_recorded_for_ones_own_staff_only(desk: Desk) -> None:
    with pytest.raises(Refusal) as refused:
        away(desk.clerk, a_member_of_staff(Post.CLERK), a_member_of_staff(Post.APPROVER, at="440305"))
    assert refused.value.code == "not_their_staff"
