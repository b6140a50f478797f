"""A pension relation moves from Beijing to Chengdu: letter, form, money in transit, credited (T66; REG 12, 16)."""

import datetime as dt
import json
from pathlib import Path

import pytest
from django.conf import settings

from contributions.accounts.selectors import balances_of as accounts_of
from contributions.transfers.models import Transfer, TransferYear
from contributions.transfers.rules.course import BEFORE_MONEY, ENDED, OPEN, SIDE_OF, TRANSFER, Act, State
from contributions.transfers.words import ICONS, PRESSES, STATE_KINDS, STATES
from enrollment.registry.actions.corrections import record_death
from funds.ledger.actions import Line, post
from funds.ledger.models import AccountKind, Side
from siadmin.agency.insurances import Insurance
from siadmin.agency.models import Act as Trail
from siadmin.agency.posts import Post
from siadmin.kernel.refusal import Refusal
from siadmin.letters.models import Issued, Message
from siadmin.letters.selectors import reissue_pdf
from siadmin.matters.actions import Attached, add_paper
from tests import cities
from tests.cities import BEIJING, CHENGDU, NOVEMBER, OCTOBER, SEPTEMBER, SHANGHAI, broken
from tests.factories import TODAY, a_citizen, a_member_of_staff, an_office, citizen_number
from tests.transfers.desks import (
    ACCOUNT_FEN,
    POOLED_FEN,
    WAGES_FEN,
    Desks,
    book_of,
    holds,
    joins,
    leaves,
    paid_months,
    pay_months,
    stands,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def desks(a_year_paid: None) -> Desks:
    return Desks()


def test_the_picture_is_the_table() -> None:
    page = (Path(settings.BASE_DIR) / "docs/workflows/transfer.md").read_text(encoding="utf-8")
    assert page.partition("```mermaid\n")[2].partition("```")[0] == TRANSFER.mermaid()


def test_every_state_and_act_has_its_words_and_its_side() -> None:
    assert set(STATES) == set(STATE_KINDS) == set(State) == {*OPEN, *ENDED}
    assert set(PRESSES) == set(ICONS) == set(SIDE_OF) == set(Act)
    assert {move.name for move in TRANSFER.moves} == set(Act)
    assert set(BEFORE_MONEY) == {move.source for move in TRANSFER.moves if move.name == Act.WITHDRAW}


def test_a_relation_moves_with_its_record_and_its_money(desks: Desks) -> None:
    before = stands(BEIJING)
    transfer = desks.requested()
    assert (transfer.state, transfer.from_region_id, transfer.to_region_id) == ("requested", BEIJING, CHENGDU)
    assert (transfer.limit_days, transfer.due_on) == (15, dt.date(2026, 12, 14))
    desks.act("prepare", transfer, desks.old_clerk)
    answered = desks.act("answer", transfer, desks.old_reviewer)
    assert (answered.principal_fen, answered.interest_fen, answered.pooled_fen) == (ACCOUNT_FEN, 0, POOLED_FEN)
    assert (answered.months, answered.wages_fen) == (2, WAGES_FEN)
    assert list(answered.years.values_list("year", "months", "wages_fen")) == [(2026, 2, WAGES_FEN)]
    assert stands(BEIJING) == before, "a form moves no money"

    desks.act("pay_out", transfer, desks.old_accountant)
    sent = ACCOUNT_FEN + POOLED_FEN
    after = before | {"fiscal_account": before["fiscal_account"] - sent, "transfer_in_transit": sent}
    assert stands(BEIJING) == after
    assert stands(CHENGDU) == {}
    assert accounts_of(desks.person.pk)[Insurance.PENSION] == 0
    assert broken() == {}

    done = desks.act("receive", transfer, desks.new_accountant)
    assert (done.state, done.due_on) == ("credited", None)
    assert stands(BEIJING) == before | {
        "fiscal_account": before["fiscal_account"] - sent, "transfer_expenditure": sent,
    }  # fmt: skip
    assert stands(CHENGDU) == {"fiscal_account": sent, "transfer_income": -sent}
    assert accounts_of(desks.person.pk)[Insurance.PENSION] == ACCOUNT_FEN
    assert holds(desks.person, BEIJING).total_fen == 0
    assert holds(desks.person, CHENGDU).total_fen == ACCOUNT_FEN
    assert broken() == {}


@pytest.mark.usefixtures("letters_set")
def test_letters_go_out_and_the_person_is_told_at_every_step(desks: Desks) -> None:
    transfer = desks.moved()
    letters = list(Issued.objects.order_by("pk").values_list("kind", "office__region_id", "subject"))
    number = desks.person.number
    assert letters == [("transfer_contact", CHENGDU, number), ("transfer_form", BEIJING, number)]
    form = transfer.information_form
    assert form is not None
    assert form.figures["total_fen"] == ACCOUNT_FEN + POOLED_FEN
    kept = json.loads(form.payload)["content"]
    assert (kept["principal_fen"], kept["pooled_fen"], kept["years"][0]["months"]) == (ACCOUNT_FEN, POOLED_FEN, 2)
    assert all(reissue_pdf(each).startswith(b"%PDF") for each in Issued.objects.all())
    told = list(Message.objects.order_by("pk").values_list("code", flat=True))
    assert told == ["transfer_requested", "transfer_paid_out", "transfer_credited"]
    codes = list(Trail.objects.filter(subject=number).order_by("pk").values_list("code", flat=True))
    wanted = ["transfer_requested", "transfer_prepared", "transfer_answered", "transfer_paid_out", "transfer_credited"]
    assert [code for code in codes if code.startswith("transfer_")] == wanted


@pytest.mark.parametrize(
    ("act", "until", "wrong"),
    [
        ("prepare", (), "new_clerk"),
        ("prepare", (), "old_reviewer"),
        ("answer", ("prepare",), "new_reviewer"),
        ("pay_out", ("prepare", "answer"), "new_accountant"),
        ("receive", ("prepare", "answer", "pay_out"), "old_accountant"),
    ],
)
def test_only_the_post_of_the_place_whose_turn_it_is_may(
    desks: Desks, act: str, until: tuple[str, ...], wrong: str
) -> None:
    transfer = desks.requested()
    doers = {"prepare": desks.old_clerk, "answer": desks.old_reviewer, "pay_out": desks.old_accountant}
    for step in until:
        desks.act(step, transfer, doers[step])
    with pytest.raises(Refusal) as refused:
        desks.act(act, transfer, getattr(desks, wrong))
    assert refused.value.code == "transfer_not_your_step"


def test_one_natural_person_takes_one_step(desks: Desks) -> None:
    number = citizen_number(order=755)
    both = a_member_of_staff(Post.CLERK, at=BEIJING, identity_number=number)
    same = a_member_of_staff(Post.REVIEWER, at=BEIJING, identity_number=number)
    transfer = desks.requested()
    desks.act("prepare", transfer, both)
    with pytest.raises(Refusal) as refused:
        desks.act("answer", transfer, same)
    assert refused.value.code == "same_person"


def test_nobody_handles_their_own_transfer(desks: Desks) -> None:
    transfer = desks.requested()
    own = a_member_of_staff(
        Post.CLERK, at=BEIJING, identity_number=desks.person.identifiers.get(ends_before=None).value
    )
    with pytest.raises(Refusal) as refused:
        desks.act("prepare", transfer, own)
    assert refused.value.code == "transfer_of_oneself"


def test_what_changed_after_it_was_prepared_is_prepared_again(desks: Desks) -> None:
    transfer = desks.requested()
    desks.act("prepare", transfer, desks.old_clerk)
    employer = desks.person.employments.earliest("starts_on").employer
    cities.declare(employer, OCTOBER, {desks.person: 9_000})
    cities.pay(employer, OCTOBER)
    with pytest.raises(Refusal) as refused:
        desks.act("answer", transfer, desks.old_reviewer)
    assert refused.value.code == "transfer_amounts_changed"
    back = desks.act("send_back", transfer, desks.old_reviewer, reason="十月已更正")
    assert (back.state, back.total_fen, back.prepared_by) == ("requested", 0, None)
    desks.act("prepare", transfer, desks.old_clerk)
    assert desks.act("answer", transfer, desks.old_reviewer).wages_fen == WAGES_FEN + 100_000


def test_a_refusal_passes_two_people_and_goes_out_in_writing(desks: Desks) -> None:
    transfer = desks.requested()
    desks.act("prepare_refusal", transfer, desks.old_clerk, reason="参保记录有争议，正在核查")
    refused = desks.act("refuse", transfer, desks.old_reviewer)
    assert (refused.state, refused.reason) == ("refused", "参保记录有争议，正在核查")
    letter = refused.refusal_letter
    assert letter is not None
    assert json.loads(letter.payload)["frame"]["remedy"]["days"] == 60
    assert Message.objects.latest("pk").issued == letter
    assert accounts_of(desks.person.pk)[Insurance.PENSION] == ACCOUNT_FEN
    again = desks.requested()
    assert again.state == "requested", "one may apply again"


def test_it_can_be_withdrawn_until_the_money_has_moved(desks: Desks) -> None:
    transfer = desks.requested()
    desks.act("prepare", transfer, desks.old_clerk)
    desks.act("answer", transfer, desks.old_reviewer)
    withdrawn = desks.act("withdraw", transfer, desks.new_clerk, reason="回原单位工作")
    assert withdrawn.state == "withdrawn"
    assert set(Issued.objects.values_list("revoked_reason", flat=True)) == {"回原单位工作"}
    paid = desks.in_transit()
    with pytest.raises(Refusal) as refused:
        desks.act("withdraw", paid, desks.new_clerk, reason="改变主意")
    assert refused.value.code == "wrong_state"
    assert broken() == {}


@pytest.mark.parametrize(
    ("happened", "why"), [("retired", "transfer_in_payment"), ("died", "transfer_of_the_dead")], ids=["retired", "died"]
)
@pytest.mark.parametrize("act", ["prepare", "answer", "pay_out"])
def test_who_retires_or_dies_on_the_way_keeps_the_relation_where_it_is(
    desks: Desks, act: str, happened: str, why: str
) -> None:
    """At every step up to the money; it is taken back instead (T66 2; SIL 14: the account is for the heirs)."""
    transfer = desks.requested()
    doers = {"prepare": desks.old_clerk, "answer": desks.old_reviewer, "pay_out": desks.old_accountant}
    for step in list(doers)[: list(doers).index(act)]:
        desks.act(step, transfer, doers[step])
    if happened == "retired":
        leaves(desks.person, NOVEMBER + 1, retired=True)
    else:
        record_death(person=desks.person, on=TODAY, by=desks.new_clerk, at=cities.tick(), reason="test")
    with pytest.raises(Refusal) as refused:
        desks.act(act, transfer, doers[act])
    assert refused.value.code == why
    assert desks.act("withdraw", transfer, desks.new_clerk, reason="不再转移").state == "withdrawn"
    assert accounts_of(desks.person.pk)[Insurance.PENSION] == ACCOUNT_FEN


def test_what_became_less_since_it_was_answered_is_not_paid_out(desks: Desks) -> None:
    transfer = desks.requested()
    desks.act("prepare", transfer, desks.old_clerk)
    desks.act("answer", transfer, desks.old_reviewer)
    employer = desks.person.employments.earliest("starts_on").employer
    cities.declare(employer, OCTOBER, {desks.person: 7_500})
    with pytest.raises(Refusal) as refused:
        desks.act("pay_out", transfer, desks.old_accountant)
    assert refused.value.code == "transfer_record_short"
    desks.act("withdraw", transfer, desks.new_clerk, reason="记录已更正")
    again = desks.moved()
    assert (again.wages_fen or 0) < WAGES_FEN
    assert broken() == {}


def test_money_on_its_way_arrives_though_the_person_died(desks: Desks) -> None:
    transfer = desks.in_transit()
    record_death(person=desks.person, on=TODAY, by=desks.new_clerk, at=cities.tick(), reason="test")
    assert desks.act("receive", transfer, desks.new_accountant).state == "credited"
    assert holds(desks.person, CHENGDU).total_fen == ACCOUNT_FEN
    assert broken() == {}


def test_what_comes_after_a_transfer_moves_with_the_next_one(desks: Desks) -> None:
    desks.moved()
    employer = desks.person.employments.earliest("starts_on").employer
    cities.declare(employer, OCTOBER, {desks.person: 9_000})
    cities.pay(employer, OCTOBER)
    assert holds(desks.person, BEIJING).total_fen == 8_000
    rest = desks.moved()
    assert (rest.principal_fen, rest.pooled_fen, rest.wages_fen) == (8_000, 12_000, 100_000)
    assert broken() == {}


def test_a_relation_moves_on_with_what_came_before(five_cities: None) -> None:
    _, person = paid_months(months=(SEPTEMBER,))
    leaves(person, OCTOBER)
    chengdu, desks = joins(person, since=OCTOBER), Desks(person=person)
    desks.moved()
    pay_months(chengdu, person, (OCTOBER,))
    leaves(person, NOVEMBER)
    joins(person, SHANGHAI, NOVEMBER)
    far_clerk, far_accountant = (a_member_of_staff(each, at=SHANGHAI) for each in (Post.CLERK, Post.ACCOUNTANT))
    transfer = desks.agreed(desks.asked(by=far_clerk, from_region=CHENGDU), by=far_clerk)
    desks.act("prepare", transfer, desks.new_clerk)
    desks.act("answer", transfer, desks.new_reviewer)
    desks.act("pay_out", transfer, desks.new_accountant)
    done = desks.act("receive", transfer, far_accountant)
    assert (done.months, done.wages_fen) == (2, WAGES_FEN)
    assert (done.account_fen, done.pooled_fen) == (ACCOUNT_FEN, POOLED_FEN)
    assert holds(person, SHANGHAI).total_fen == ACCOUNT_FEN
    assert holds(person, CHENGDU).total_fen == 0
    assert TransferYear.objects.get(transfer=done).months == 2
    assert broken() == {}


def test_a_fund_that_has_not_enough_pays_nothing(desks: Desks) -> None:
    transfer = desks.requested()
    desks.act("prepare", transfer, desks.old_clerk)
    desks.act("answer", transfer, desks.old_reviewer)
    book, held = book_of(BEIJING), stands(BEIJING)["fiscal_account"]
    lines = [
        Line(book, AccountKind.REMIT_UP, Side.DEBIT, held - 1),
        Line(book, AccountKind.FISCAL, Side.CREDIT, held - 1),
    ]
    post(key="up", flow="remit_up", booked_on=TODAY, reason="test", lines=lines, by=None, at=cities.tick())
    with pytest.raises(Refusal) as refused:
        desks.act("pay_out", transfer, desks.old_accountant)
    assert refused.value.code == "fund_short"
    assert Transfer.objects.get(pk=transfer.pk).state == "answered"
    assert accounts_of(desks.person.pk)[Insurance.PENSION] == ACCOUNT_FEN


def test_one_applies_online_at_the_new_place_and_follows_it(desks: Desks) -> None:
    an_office(at=CHENGDU)
    case = desks.asked(by=a_citizen(desks.person), online=True)
    assert case.office.region_id == CHENGDU
    seen = Attached("identity_card", seen_original=True)
    add_paper(case_id=case.pk, paper=seen, by=desks.new_clerk, at=cities.tick())
    assert desks.agreed(case).state == "requested"
