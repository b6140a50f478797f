"""An institution that is stopped does not stop the others: it is left out, it waits, it is held by hand."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from benefits.settlement.actions import (
    cancel_clearing,
    hold_institution,
    leave_out,
    let_institution_go,
    pay_clearing,
    review_clearing,
)
from benefits.settlement.models import Cleared, ClearingHold, ClearingRun, Flag, LeftOut, Waiting
from benefits.settlement.rules.clearing import State, Stop
from enrollment.registry.models import Delegate
from siadmin.agency.insurances import Fund
from siadmin.agency.models import Act, User
from siadmin.agency.posts import Post
from siadmin.kernel.refusal import Refusal
from tests import database
from tests.cities import NOVEMBER, OCTOBER, broken, tick
from tests.factories import LONG_AGO, NOW
from tests.payments.till import funded
from tests.settlement.agency import Clearer, in_force, settled_in_october
from tests.settlement.hospital import Hospital, desk, line, patient

pytestmark = [pytest.mark.usefixtures("a_year_paid", "at_the_desk")]


def bill(hospital: Hospital, person: Any = None) -> Any:
    stay = hospital.admitted(person or patient())
    return hospital.settled(stay, hospital.presettled(stay, [line("DV0001", 1, "9000")]))


def left_out(clearer: Clearer, own: ClearingRun, hospital: Hospital, by: Any = None) -> LeftOut:
    made: Any = clearer.act(
        own, leave_out, by or clearer.reviewer, institution=hospital.institution, reason="账户待核实"
    )
    own.refresh_from_db()
    return made  # type: ignore[no-any-return]


def held(clearer: Clearer, hospital: Hospital) -> ClearingHold:
    return hold_institution(
        institution=hospital.institution, fund=Fund.MEDICAL, reason="举报核查中", by=clearer.reviewer, at=tick()
    )


def acting_for(hospital: Hospital, user: User) -> None:
    Delegate.objects.create(
        user=user, employer=hospital.institution.employer, starts_on=LONG_AGO, ends_before=None, granted_at=NOW
    )


def test_who_is_stopped_is_left_out_and_the_others_are_paid() -> None:
    hospital, other, clearer = Hospital(), Hospital(with_catalogue=False), Clearer()
    waiting, paid = bill(hospital), bill(other)
    funded(Fund.MEDICAL)
    own = clearer.approved(clearer.opened())
    in_force(hospital, "suspend_payment")
    with pytest.raises(Refusal) as refused:
        clearer.act(own, pay_clearing, clearer.cashier)
    assert (refused.value.code, hospital.institution.employer.name in refused.value.message) == (
        "clearing_stopped_since",
        True,
    )
    made = left_out(clearer, own, hospital)
    assert (made.because, made.reason, own.state, own.total_fen) == (
        Stop.SUSPENDED, "账户待核实", State.APPROVED, paid["fund_fen"],
    )  # fmt: skip
    act = Act.objects.get(code="clearing_left_out")
    assert (act.actor_id, act.detail["left_out_fen"]) == (clearer.reviewer.pk, waiting["fund_fen"])
    own = clearer.act(own, pay_clearing, clearer.cashier)
    assert [each.institution for each in own.clearings.filter(paid_at__isnull=False)] == [other.institution]
    assert (own.state, broken()) == (State.PAID, {})


def test_what_was_left_out_is_in_the_next_clearing() -> None:
    hospital, other, clearer = Hospital(), Hospital(with_catalogue=False), Clearer()
    settled = settled_in_october(hospital, patient())
    settled_in_october(other, patient())
    funded(Fund.MEDICAL)
    own = clearer.opened(OCTOBER)
    assert left_out(clearer, own, hospital).because == Stop.BY_HAND
    clearer.paid(own)
    kept = Cleared.objects.get(settlement=settled)
    assert (kept.clearing.run_id, kept.freed_at is None) == (own.pk, False)
    own = clearer.opened(NOVEMBER)
    assert [each.institution for each in own.clearings.all()] == [hospital.institution]


def test_leaving_out_is_another_persons_word_before_it_is_paid() -> None:
    hospital, clearer = Hospital(), Clearer()
    bill(hospital)
    funded(Fund.MEDICAL)
    own = clearer.opened()
    with pytest.raises(Refusal) as refused:
        left_out(clearer, own, hospital, clearer.approver)
    assert refused.value.code == "payments_not_your_post"
    theirs = desk(Post.REVIEWER)
    acting_for(hospital, theirs)
    with pytest.raises(Refusal) as refused:
        left_out(clearer, own, hospital, theirs)
    assert refused.value.code == "institution_your_own"
    told = {"clearing": own.clearings.get(), "because": "by_hand", "reason": "核实", "left_out_at": tick()}
    with database.refused("left_out_by_another"):
        LeftOut.objects.create(left_out_by=clearer.clerk, left_out_eyes=clearer.clerk.eyes, **told)
    with database.refused("left_out_whole"):
        LeftOut.objects.create(left_out_by=clearer.reviewer, left_out_eyes=clearer.reviewer.eyes, **told)
    with database.refused("clearing_course"):
        ClearingRun.objects.filter(pk=own.pk).update(total_fen=1, version=own.version + 1)
    with database.refused("clearing_course"):
        ClearingRun.objects.filter(pk=own.pk).update(reason="改", version=own.version + 1)
    clearer.paid(own)
    with database.refused("left_out_while_it_stands"):
        LeftOut.objects.create(left_out_by=clearer.reviewer, left_out_eyes=clearer.reviewer.eyes, **told)
    with pytest.raises(Refusal) as refused:
        left_out(clearer, own, hospital)
    assert refused.value.code == "wrong_state"


def test_who_is_left_out_is_left_out_once_and_not_paid() -> None:
    hospital, other, clearer = Hospital(), Hospital(with_catalogue=False), Clearer()
    bill(hospital)
    bill(other)
    own = clearer.opened()
    left_out(clearer, own, hospital)
    with pytest.raises(Refusal) as refused:
        left_out(clearer, own, hospital)
    assert refused.value.code == "clearing_not_in_it"
    clearer.approved(own)
    with database.refused("clearing_stays"):
        own.clearings.filter(institution=hospital.institution).update(paid_at=tick())
    clearer.act(own, cancel_clearing, desk(Post.REVIEWER), reason="重做")
    assert Cleared.objects.filter(freed_at__isnull=True).count() == 0
    assert clearer.opened().clearings.count() == 2
    assert broken() == {}


def test_who_acts_for_one_that_was_left_out_may_sign_the_rest() -> None:
    hospital, other, clearer = Hospital(), Hospital(with_catalogue=False), Clearer()
    bill(hospital)
    bill(other)
    own, theirs = clearer.opened(), desk(Post.REVIEWER)
    acting_for(hospital, theirs)
    with pytest.raises(Refusal):
        clearer.act(own, review_clearing, theirs)
    left_out(clearer, own, hospital)
    assert clearer.act(own, review_clearing, theirs).state == State.REVIEWED


def test_who_owes_is_told_with_what_it_owes_and_carried_on() -> None:
    hospital, clearer = Hospital(), Clearer()
    settled = settled_in_october(hospital, patient())
    funded(Fund.MEDICAL)
    clearer.paid(clearer.opened(OCTOBER))
    hospital.reversed({"settlement": settled.number})
    owing = clearer.opened()
    told = Waiting.objects.get(run=owing)
    assert (told.because, told.owed_fen, owing.total_fen) == (Stop.OWES, settled.fund_fen, 0)
    page = Client()
    page.force_login(clearer.reviewer)
    shown = page.get(reverse("clearing", args=[owing.number]), headers={"accept-language": "en"}).content.decode()
    assert "Waits for the next clearing" in shown and "owes more than it is due" in shown
    assert f"{settled.fund_fen // 100:,}" in shown
    clearer.cancelled(owing)
    bill(hospital)
    bill(hospital)
    own = clearer.opened()
    (its,) = own.clearings.all()
    assert (its.settlements, its.pay_fen) == (3, settled.fund_fen)
    with database.refused("waiting_of_its_run"):
        Waiting.objects.create(
            run=own, institution=hospital.institution, because="owes", settlements=1, fund_fen=-1, account_fen=0,
            disallowed_fen=0, due_fen=-1,
        )  # fmt: skip


def test_what_is_disallowed_later_is_owed_where_nothing_new_is_settled() -> None:
    hospital, clearer, page = Hospital(), Clearer(), Client()
    settled_in_october(hospital, patient(), "XB0001", "XB0001")
    funded(Fund.MEDICAL)
    clearer.paid(clearer.opened(OCTOBER))
    flag = clearer.decided(Flag.objects.get(code="bill_lines_alike"), 123_400)
    assert broken() == {}
    owing = clearer.opened()
    told = Waiting.objects.get(run=owing)
    assert (told.because, told.settlements, told.disallowed_fen, told.owed_fen) == (Stop.OWES, 0, 123_400, 123_400)
    assert (owing.total_fen, owing.clearings.count(), flag.cleared.count()) == (0, 0, 0)
    page.force_login(clearer.reviewer)
    for language, words in (("en", "owes more than it is due"), ("zh-hans", "应扣大于应付")):
        shown = page.get(reverse("clearing", args=[owing.number]), headers={"accept-language": language})
        (row,) = re.findall(f"<tr>(?:(?!</tr>).)*{words}.*?</tr>", shown.content.decode())
        assert re.findall(r'<td class="num"[^>]*>(.*?)</td>', row) == ["0", "1,234.00", "—", "1,234.00"]
    assert broken() == {}
    clearer.cancelled(owing)
    settled = bill(hospital)
    (its,) = clearer.opened().clearings.all()
    assert (its.disallowed_fen, its.pay_fen) == (123_400, settled["fund_fen"] - 123_400)
    assert broken() == {}


def test_what_is_disallowed_later_is_not_forgotten_as_what_took_it_off_is_cancelled() -> None:
    hospital, clearer = Hospital(), Clearer()
    settled_in_october(hospital, patient(), "XB0001", "XB0001")
    first = clearer.opened(OCTOBER)
    clearer.decided(Flag.objects.get(code="bill_lines_alike"), 1_000)
    bill(hospital)
    second = clearer.opened(NOVEMBER)
    assert second.clearings.get().disallowed_fen == 1_000
    clearer.cancelled(first)
    again = clearer.opened(OCTOBER)
    assert (again.clearings.get().disallowed_fen, broken()) == (0, {})
    clearer.cancelled(second)
    assert broken() == {}
    assert clearer.opened(NOVEMBER).clearings.get().disallowed_fen == 1_000
    assert broken() == {}


def test_who_is_held_waits_until_another_lets_it_go() -> None:
    hospital, other, clearer = Hospital(), Hospital(with_catalogue=False), Clearer()
    settled = bill(hospital)
    bill(other)
    hold = held(clearer, hospital)
    with pytest.raises(Refusal) as refused:
        held(clearer, hospital)
    assert refused.value.code == "clearing_held_already"
    own = clearer.opened()
    told = Waiting.objects.get(run=own)
    assert (told.institution, told.because, told.due_fen) == (hospital.institution, Stop.HELD, settled["fund_fen"])
    clearer.cancelled(own)
    go: dict[str, Any] = {"hold_id": hold.pk, "reason": "举报不实"}
    with pytest.raises(Refusal) as refused:
        let_institution_go(by=clearer.reviewer, at=tick(), **go)
    assert refused.value.code == "same_person"
    with database.refused("clearing_hold_by_others"):
        ClearingHold.objects.update(
            lifted_by=clearer.reviewer, lifted_eyes=clearer.reviewer.eyes, lifted_at=tick(), lifted_reason="x"
        )
    let_institution_go(by=desk(Post.REVIEWER), at=tick(), **go)
    with pytest.raises(Refusal) as refused:
        let_institution_go(by=desk(Post.REVIEWER), at=tick(), **go)
    assert refused.value.code == "clearing_not_held"
    with database.refused("clearing_hold_stays"):
        ClearingHold.objects.update(reason="别的")
    with database.refused("clearing_hold_stays"):
        ClearingHold.objects.all().delete()
    assert clearer.opened().clearings.count() == 2
    assert broken() == {}


def test_held_since_it_was_assembled_is_not_paid() -> None:
    hospital, clearer = Hospital(), Clearer()
    bill(hospital)
    funded(Fund.MEDICAL)
    own = clearer.approved(clearer.opened())
    held(clearer, hospital)
    with pytest.raises(Refusal) as refused:
        clearer.act(own, pay_clearing, clearer.cashier)
    assert refused.value.code == "clearing_stopped_since"
    assert left_out(clearer, own, hospital).because == Stop.HELD
    assert clearer.act(own, pay_clearing, clearer.cashier).state == State.PAID
    assert broken() == {}


def test_the_screens_leave_out_hold_and_let_go() -> None:
    hospital, clearer, page = Hospital(), Clearer(), Client()
    bill(hospital)
    own = clearer.opened()
    page.force_login(clearer.reviewer)
    number = hospital.institution.number
    shown = page.get(reverse("clearing", args=[own.number]), headers={"accept-language": "en"}).content.decode()
    assert "Leave an institution out" in shown
    told = {"seen_version": own.version, "institution": number, "reason": ""}
    assert page.post(reverse("clearing_leave_out", args=[own.number]), told).status_code == 422
    assert page.post(reverse("clearing_leave_out", args=[own.number]), told | {"reason": "核实"}).status_code == 302
    shown = page.get(reverse("clearing", args=[own.number]), headers={"accept-language": "en"}).content.decode()
    assert "Left out" in shown and "核实" in shown and "Leave an institution out" not in shown
    told = {"institution": number, "fund": Fund.MEDICAL, "reason": "举报核查中"}
    assert page.post(reverse("clearing_hold"), told).status_code == 302
    assert page.post(reverse("clearing_hold"), told).status_code == 409
    shown = page.get(reverse("clearings"), headers={"accept-language": "en"}).content.decode()
    assert "Held by hand" in shown and "举报核查中" in shown
    page.force_login(desk(Post.REVIEWER))
    hold = ClearingHold.objects.get()
    assert page.post(reverse("clearing_let_go", args=[hold.pk]), {"reason": "举报不实"}).status_code == 302
    hold.refresh_from_db()
    assert hold.lifted_reason == "举报不实"
