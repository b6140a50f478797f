"""The expenditure account draws what a funding plan asked for and the finance department granted (REG 40)."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from funds.ledger.actions import Line, answer_plan, draw, post, prepare_plan, sign_plan, withdraw_plan
from funds.ledger.actions import reverse as reversed_by
from funds.ledger.models import AccountKind, Book, FundingPlan, Side
from funds.ledger.rules.planning import FUNDING_PLAN, PlanState
from funds.ledger.selectors import left_of_plans
from siadmin.agency.insurances import Fund
from siadmin.agency.insurances import Line as BusinessLine
from siadmin.agency.models import Act, User
from siadmin.agency.posts import Post
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from tests import database
from tests.cities import BEIJING, NOVEMBER, OCTOBER, SHANGHAI, broken, tick
from tests.factories import TODAY, a_member_of_staff, a_person, a_user, identity_number_of

pytestmark = pytest.mark.usefixtures("five_cities")


def book(fund: str = Fund.PENSION, *, fen: int = 1_000_00) -> Book:
    """A fund with so much in the fiscal special account."""
    found = Book.objects.get(region_id=BEIJING, fund=fund)
    lines = [Line(found, AccountKind.FISCAL, Side.DEBIT, fen), Line(found, AccountKind.OPENING, Side.CREDIT, fen)]
    post(key=f"there:{fund}", flow="opening_balance", booked_on=TODAY, reason="test", lines=lines, by=None, at=tick())
    return found


def prepared(place: Book, fen: int = 600_00, *, by: User | None = None, **how: Any) -> FundingPlan:
    told: dict[str, Any] = {"month": NOVEMBER, "purpose": "11月待遇发放"} | how
    return prepare_plan(book=place, amount_fen=fen, by=by or a_user(staff=True), at=tick(), **told)


def signed(plan: FundingPlan, by: User | None = None) -> FundingPlan:
    return sign_plan(plan_id=plan.pk, by=by or a_user(staff=True), at=tick())


def granted(place: Book, fen: int = 600_00, *, asked: int = 0) -> FundingPlan:
    plan = signed(prepared(place, asked or fen))
    return answered(plan, fen)


def answered(plan: FundingPlan, fen: int, *, on: dt.date = TODAY, by: User | None = None) -> FundingPlan:
    return answer_plan(
        plan_id=plan.pk, granted_fen=fen, answered_on=on, reference="财社〔2026〕77号", by=by or a_user(staff=True),
        at=tick(),
    )  # fmt: skip


def drawn(place: Book, fen: int, *, key: str = "draw", by: User | None = None) -> Any:
    with transaction.atomic():
        locked = Book.objects.select_for_update().get(pk=place.pk)
        return draw(
            book=locked, key=key, amount_fen=fen, reason="test", on=TODAY, by=(by or a_user(staff=True)).pk, at=tick()
        )


def refused(act: Any) -> str:
    with pytest.raises(Refusal) as refusal:
        act()
    return refusal.value.code


def test_what_was_granted_may_be_drawn_and_no_more() -> None:
    place = book()
    granted(place, 400_00, asked=600_00)
    drawn(place, 300_00)
    assert left_of_plans(place, NOVEMBER) == 100_00
    assert refused(lambda: drawn(place, 100_01, key="second")) == "plan_short"
    drawn(place, 100_00, key="second")
    assert broken() == {}


def test_a_second_plan_adds_to_the_first_and_a_reversal_gives_back() -> None:
    place = book()
    granted(place, 100_00)
    entry = drawn(place, 100_00)
    granted(place, 50_00)
    assert left_of_plans(place, NOVEMBER) == 50_00
    reversed_by(entry=entry, booked_on=TODAY, reason="wrong", by=None, at=tick())
    assert left_of_plans(place, NOVEMBER) == 150_00


def test_what_goes_back_in_a_later_month_is_no_plan_for_that_month() -> None:
    """October's plan drew it, November reverses it: the money is back, and November draws what it was granted."""
    place, day, maker = book(), OCTOBER.first_day, a_user()
    earlier = FundingPlan.objects.create(
        number="F00000000001", book=place, month=OCTOBER, amount_fen=100_00, purpose="10月", prepared_by=maker,
        prepared_eyes=maker.eyes, prepared_at=tick(),
    )  # fmt: skip
    answered(signed(earlier), 100_00)
    with transaction.atomic():
        locked = Book.objects.select_for_update().get(pk=place.pk)
        entry = draw(book=locked, key="october", amount_fen=100_00, reason="test", on=day, by=maker.pk, at=tick())
    reversed_by(entry=entry, booked_on=TODAY, reason="wrong", by=None, at=tick())
    assert (left_of_plans(place, OCTOBER), left_of_plans(place, NOVEMBER)) == (100_00, 0)
    assert refused(lambda: drawn(place, 1)) == "plan_short"
    lines = [Line(place, AccountKind.EXPENDITURE, Side.DEBIT, 1), Line(place, AccountKind.FISCAL, Side.CREDIT, 1)]
    with pytest.raises(IntegrityError, match="drawn_by_plan"), transaction.atomic():
        post(key="over", flow="funding", booked_on=TODAY, reason="test", lines=lines, by=None, at=tick())
    assert broken() == {}


def test_a_second_account_of_the_preparer_does_not_sign() -> None:
    number = identity_number_of(a_person())
    maker, second = (a_user(staff=True, identity_number=number) for _ in range(2))
    plan = prepared(book(), by=maker)
    assert refused(lambda: signed(plan, second)) == "same_person"
    with pytest.raises(IntegrityError, match="funding_plan_four_eyes"), transaction.atomic():
        FundingPlan.objects.filter(pk=plan.pk).update(
            state=PlanState.SIGNED, signed_by=second, signed_eyes=second.eyes, signed_at=tick()
        )


def test_who_prepared_the_plan_does_not_write_the_reply_down() -> None:
    number = identity_number_of(a_person())
    maker, second = (a_user(staff=True, identity_number=number) for _ in range(2))
    plan = signed(prepared(book(), by=maker))
    for by in (maker, second):
        assert refused(lambda by=by: answered(plan, 1, by=by)) == "same_person"
        with pytest.raises(IntegrityError, match="funding_plan_answered_by_another"), transaction.atomic():
            written_down(plan, by)
    written_down(plan, a_user(staff=True))
    assert broken() == {}


def test_who_signed_the_plan_does_not_write_the_reply_down() -> None:
    number = identity_number_of(a_person())
    signer, second = (a_user(staff=True, identity_number=number) for _ in range(2))
    plan = signed(prepared(book()), signer)
    for by in (signer, second):
        assert refused(lambda by=by: answered(plan, 1, by=by)) == "same_person"
        with pytest.raises(IntegrityError, match="answered_by_who_signed"), transaction.atomic():
            written_down(plan, by)
    answered(plan, 1)
    assert broken() == {}


def written_down(plan: FundingPlan, by: User) -> None:
    """Without asking the action."""
    FundingPlan.objects.filter(pk=plan.pk).update(
        state=PlanState.ANSWERED, granted_fen=1, answered_on=TODAY, reference="1", answered_by=by,
        answered_eyes=by.eyes, answered_at=tick(),
    )  # fmt: skip


def test_who_pays_does_not_write_the_reply_down_nor_the_other_way_round() -> None:
    place, cashier, writer = book(), a_user(staff=True), a_user(staff=True)
    answered(signed(prepared(place, 10_00)), 10_00, by=writer)
    assert refused(lambda: drawn(place, 5_00, by=writer)) == "plan_answered_by_payer"
    drawn(place, 5_00, by=cashier)
    second = signed(prepared(place, 10_00))
    assert refused(lambda: answered(second, 10_00, by=cashier)) == "plan_answered_by_payer"
    with pytest.raises(IntegrityError, match="answered_by_who_draws"), transaction.atomic():
        written_down(second, cashier)
    lines = [Line(place, AccountKind.EXPENDITURE, Side.DEBIT, 1), Line(place, AccountKind.FISCAL, Side.CREDIT, 1)]
    with database.refused("drawn_by_who_answered"):
        post(key="own", flow="funding", booked_on=TODAY, reason="test", lines=lines, by=writer.pk, at=tick())
    answered(signed(prepared(place, 1_00, month=NOVEMBER + 1)), 1_00, by=cashier)
    assert broken() == {}


def test_the_picture_is_the_table() -> None:
    page = (Path(settings.BASE_DIR) / "docs/workflows/funding_plan.md").read_text(encoding="utf-8")
    assert page.partition("```mermaid\n")[2].partition("```")[0] == FUNDING_PLAN.mermaid()


@pytest.mark.parametrize(
    ("state", "target"),
    [
        (state, target)
        for state in PlanState
        for target in PlanState
        if target not in [arrow.target for arrow in FUNDING_PLAN.possible(state)]
    ],
)
def test_the_database_takes_no_move_that_is_not_in_the_table(state: str, target: str) -> None:
    plan = prepared(book())
    if state == PlanState.WITHDRAWN:
        withdraw_plan(plan_id=plan.pk, by=plan.prepared_by, at=tick())
    elif state != PlanState.PREPARED:
        signed(plan)
        if state == PlanState.ANSWERED:
            answered(plan, 1)
    with pytest.raises(IntegrityError, match="funding_plan_course"), transaction.atomic():
        FundingPlan.objects.filter(pk=plan.pk).update(state=target)


def test_what_was_only_asked_for_is_not_drawn() -> None:
    place = book()
    plan = signed(prepared(place))
    assert refused(lambda: drawn(place, 1)) == "plan_short"
    answered(plan, 0)
    assert refused(lambda: drawn(place, 1)) == "plan_short"


def test_the_plan_of_another_month_or_fund_does_not_count() -> None:
    place = book()
    granted(Book.objects.get(region_id=BEIJING, fund=Fund.INJURY))
    plan = signed(prepared(place, month=NOVEMBER + 1))
    answered(plan, 600_00)
    assert refused(lambda: drawn(place, 1)) == "plan_short"


def test_a_plan_does_not_make_money() -> None:
    place = book(fen=5)
    granted(place)
    assert refused(lambda: drawn(place, 6)) == "fund_short"


def test_who_prepares_does_not_sign_and_each_step_once() -> None:
    place, maker = book(), a_user(staff=True)
    plan = prepared(place, by=maker)
    assert refused(lambda: signed(plan, maker)) == "same_person"
    assert refused(lambda: answered(plan, 1)) == "wrong_state"
    signed(plan)
    assert refused(lambda: signed(plan)) == "wrong_state"
    assert refused(lambda: withdraw_plan(plan_id=plan.pk, by=maker, at=tick())) == "wrong_state"
    answered(plan, 600_00)
    assert refused(lambda: answered(plan, 600_00)) == "wrong_state"
    assert {"funding_plan_prepared", "funding_plan_signed", "funding_plan_answered"} <= set(
        Act.objects.values_list("code", flat=True)
    )


def test_withdrawn_before_it_was_signed() -> None:
    plan = prepared(book())
    withdraw_plan(plan_id=plan.pk, by=plan.prepared_by, at=tick())
    assert refused(lambda: signed(plan)) == "wrong_state"


def test_what_cannot_be() -> None:
    place = book()
    assert refused(lambda: prepared(place, month=OCTOBER)) == "plan_past"
    plan = signed(prepared(place))
    assert refused(lambda: answered(plan, 600_01)) == "plan_granted_more"
    assert refused(lambda: answered(plan, 1, on=TODAY + dt.timedelta(days=1))) == "plan_granted_when"
    assert refused(lambda: answered(plan, 1, on=TODAY - dt.timedelta(days=1))) == "plan_granted_when"


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"amount_fen": 999_00}, "funding_plan_stays"),
        ({"month": NOVEMBER + 1}, "funding_plan_stays"),
        ({"state": PlanState.ANSWERED}, "funding_plan_course"),
        ({"granted_fen": 1}, "funding_plan_course"),
    ],
)
def test_the_database_refuses_to_change_a_plan(change: dict[str, Any], constraint: str) -> None:
    plan = prepared(book())
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        FundingPlan.objects.filter(pk=plan.pk).update(**change)
    with pytest.raises(IntegrityError, match="funding_plan_stays"), transaction.atomic():
        plan.delete()


def test_the_database_refuses_to_draw_more_than_was_granted() -> None:
    place = book()
    lines = [
        Line(place, AccountKind.EXPENDITURE, Side.DEBIT, 1), Line(place, AccountKind.FISCAL, Side.CREDIT, 1),
    ]  # fmt: skip
    with pytest.raises(IntegrityError, match="drawn_by_plan"), transaction.atomic():
        post(key="over", flow="funding", booked_on=TODAY, reason="test", lines=lines, by=None, at=tick())


# --- screens ---------------------------------------------------------------------------------------------------


@pytest.fixture
def staff(settings: Settings) -> dict[str, User]:
    settings.STAFF_TOTP_REQUIRED = False
    posts = (Post.ACCOUNTANT, Post.APPROVER, Post.CASHIER)
    return {post: a_member_of_staff(post, at=BEIJING) for post in posts}


def entered(user: User) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


def this_month() -> Month:
    """Of the clock on the wall, which screens go by."""
    return Month.of(timezone.localdate())


def shown(client: Client) -> str:
    answer = client.get(reverse("funding_plans"), {"region": BEIJING, "month": str(this_month())})
    assert answer.status_code == 200
    return answer.content.decode()


def test_asked_for_signed_granted_on_screen(staff: dict[str, User]) -> None:
    place = book()
    accountant, approver, cashier = (entered(staff[post]) for post in (Post.ACCOUNTANT, Post.APPROVER, Post.CASHIER))
    director = entered(a_member_of_staff(Post.DIRECTOR, at=BEIJING))
    prepare = reverse("funding_plan_prepare", args=(BEIJING, Fund.PENSION))
    wrong = accountant.post(prepare, {"month": str(this_month()), "amount": "a lot", "purpose": "十一月养老金"})
    assert wrong.status_code == 422
    assert "十一月养老金" in wrong.content.decode()
    assert "a lot" in wrong.content.decode()
    asked = accountant.post(prepare, {"month": str(this_month()), "amount": "1,000.50", "purpose": "十一月养老金"})
    assert asked.status_code == 302
    plan = FundingPlan.objects.get()
    assert (plan.amount_fen, plan.book, plan.state) == (1_000_50, place, PlanState.PREPARED)
    assert "Sign and submit" not in shown(accountant)
    assert "Sign and submit" in shown(approver)
    assert approver.post(reverse("funding_plan_sign", args=(plan.number,))).status_code == 302
    plan.refresh_from_db()
    assert plan.signed_at is not None
    answer = {"granted": "2,000", "answered_on": f"{timezone.localdate()}", "reference": "财社〔2026〕9号"}
    assert cashier.post(reverse("funding_plan_answer", args=(plan.number,)), answer).status_code == 403
    assert "Write the reply down" not in shown(accountant) and "may not also review" in shown(accountant)
    assert "Write the reply down" not in shown(approver)
    for own in (accountant, approver):
        assert own.post(reverse("funding_plan_answer", args=(plan.number,)), answer).status_code == 409
    over = director.post(reverse("funding_plan_answer", args=(plan.number,)), answer)
    assert over.status_code == 409
    assert "财社〔2026〕9号" in over.content.decode()
    signed_on = {"granted": "900", "answered_on": f"{timezone.localdate(plan.signed_at)}"}
    said = director.post(reverse("funding_plan_answer", args=(plan.number,)), answer | signed_on)
    assert said.status_code == 302
    assert left_of_plans(place, this_month()) == 900_00


def test_a_past_month_is_read_only(staff: dict[str, User]) -> None:
    answer = entered(staff[Post.ACCOUNTANT]).get(reverse("funding_plans"), {"region": BEIJING, "month": "2026-09"})
    assert answer.status_code == 200
    assert "Prepare the plan" not in answer.content.decode()


@pytest.mark.parametrize("month", ["0001-01", "9998-12", "9998-11", "0000-01", "2026-13", "now"])
def test_a_month_nobody_lives_in_is_not_there(staff: dict[str, User], month: str) -> None:
    assert entered(staff[Post.ACCOUNTANT]).get(reverse("funding_plans"), {"month": month}).status_code == 404


def test_neither_another_place_nor_another_line_signs_or_answers(staff: dict[str, User]) -> None:
    plan = prepared(book())
    another_line = a_member_of_staff(Post.APPROVER, at=BEIJING, line=BusinessLine.HS)
    for user in (a_member_of_staff(Post.APPROVER, at=SHANGHAI), another_line):
        assert entered(user).post(reverse("funding_plan_sign", args=(plan.number,))).status_code == 404
    auditor = a_member_of_staff(Post.AUDITOR, at=BEIJING)
    assert entered(auditor).post(reverse("funding_plan_sign", args=(plan.number,))).status_code == 403
    plan.refresh_from_db()
    assert plan.state == PlanState.PREPARED


@pytest.mark.parametrize("amount", ["-1", "0", "0.001", "1e9", "NaN", "99999999999999999", "＝1"])
def test_amounts_that_are_none(staff: dict[str, User], amount: str) -> None:
    book()
    prepare = reverse("funding_plan_prepare", args=(BEIJING, Fund.PENSION))
    told = {"month": str(this_month()), "amount": amount, "purpose": "养老金"}
    assert entered(staff[Post.ACCOUNTANT]).post(prepare, told).status_code == 422
    assert not FundingPlan.objects.exists()
