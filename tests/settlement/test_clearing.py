"""Institutions are paid by the month what they settled, less what was disallowed."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from benefits.settlement.actions import (
    approve_clearing,
    cancel_clearing,
    open_clearing,
    pay_clearing,
    review_clearing,
    send_clearing_back,
)
from benefits.settlement.actions.clearing import ProviderClearingRun
from benefits.settlement.models import Cleared, ClearedFlag, Clearing, Flag, Settlement
from benefits.settlement.rules.clearing import CLEARING, State
from enrollment.registry.models import Person
from funds.ledger import needs
from funds.ledger.models import Book, Posting
from siadmin.agency.insurances import Fund
from siadmin.agency.posts import Post
from siadmin.kernel.refusal import Refusal
from tests import database
from tests.cities import BEIJING, NOVEMBER, OCTOBER, broken, tick
from tests.factories import a_member_of_staff
from tests.payments.till import funded
from tests.settlement.agency import Clearer, in_force, settled_in_october
from tests.settlement.hospital import Hospital, desk, line, patient

pytestmark = [pytest.mark.usefixtures("a_year_paid", "at_the_desk")]


def bill(hospital: Hospital, person: Person | None = None, *lines: Any) -> Any:
    person = person or patient()
    stay = hospital.admitted(person)
    return hospital.settled(stay, hospital.presettled(stay, [*lines, line("DV0001", 1, "9000")]))


def test_what_was_settled_is_paid_once_and_booked() -> None:
    hospital, clearer = Hospital(), Clearer()
    settled = bill(hospital)
    funded(Fund.MEDICAL)
    own = clearer.opened()
    (its,) = own.clearings.all()
    assert (its.settlements, its.pay_fen, own.state) == (1, settled["fund_fen"], State.CHECKING)
    (need,) = needs.of(Book.objects.get(region_id=BEIJING, fund=Fund.MEDICAL), NOVEMBER)
    assert need.amount_fen == settled["fund_fen"]
    own = clearer.paid(own)
    its.refresh_from_db()
    booked = Posting.objects.get(entry=its.entry, account_kind="benefits")
    assert (own.state, booked.amount_fen) == (State.PAID, settled["fund_fen"])
    with pytest.raises(Refusal) as refused:
        clearer.opened()
    assert refused.value.code == "clearing_open_already"
    assert broken() == {}


def test_a_reversal_after_clearing_is_netted_by_the_next_and_nobody_owes() -> None:
    hospital, clearer = Hospital(), Clearer()
    settled = bill(hospital)
    funded(Fund.MEDICAL)
    first = clearer.cancelled(clearer.opened())
    assert first.state == State.CANCELLED
    clearer.paid(clearer.opened())
    hospital.reversed(settled)
    assert Settlement.objects.exclude(cleared__freed_at__isnull=True, cleared__isnull=False).count() == 1
    assert broken() == {}


def test_what_was_disallowed_is_taken_off_once() -> None:
    hospital, clearer = Hospital(), Clearer()
    settled = bill(hospital, None, line("XB0001", 1, "20"), line("XB0001", 1, "20"))
    clearer.decided(Flag.objects.get(), 1_000)
    (its,) = clearer.opened().clearings.all()
    assert (its.fund_fen, its.disallowed_fen, its.pay_fen) == (settled["fund_fen"], 1_000, settled["fund_fen"] - 1_000)
    assert broken() == {}


def test_who_opened_or_reviewed_it_does_not_sign_again() -> None:
    hospital, clearer = Hospital(), Clearer()
    bill(hospital)
    own = clearer.opened()
    with pytest.raises(Refusal) as refused:
        clearer.act(own, review_clearing, clearer.clerk)
    assert refused.value.code == "payments_not_your_post"
    with pytest.raises(Refusal) as refused:
        clearer.act(own, approve_clearing, clearer.approver)
    assert refused.value.code == "wrong_state"
    own = clearer.act(own, review_clearing, clearer.reviewer)
    with database.refused("clearing_by_three"):
        type(own).objects.filter(pk=own.pk).update(
            state="approved", approved_by=own.reviewed_by, approved_eyes=own.reviewed_eyes, version=own.version + 1
        )


def test_what_was_let_through_is_sent_back_or_cancelled_with_its_reason() -> None:
    hospital, clearer = Hospital(), Clearer()
    bill(hospital)
    own = clearer.act(clearer.opened(), review_clearing, clearer.reviewer)
    own = clearer.act(own, send_clearing_back, clearer.approver, reason="金额存疑")
    assert (own.state, own.reason, own.reviewed_eyes) == (State.CHECKING, "金额存疑", "")
    own = clearer.act(own, review_clearing, clearer.reviewer)
    with pytest.raises(Refusal) as refused:
        clearer.cancelled(own)
    assert refused.value.code == "same_person"
    own = clearer.act(own, cancel_clearing, desk(Post.REVIEWER), reason="重做")
    assert (own.state, own.reason) == (State.CANCELLED, "重做")
    assert clearer.opened().total_fen
    assert broken() == {}


def test_nobody_signs_a_clearing_of_nothing() -> None:
    Hospital()
    clearer = Clearer()
    own = clearer.opened()
    assert not own.clearings.exists()
    with pytest.raises(Refusal) as refused:
        clearer.act(own, review_clearing, clearer.reviewer)
    assert refused.value.code == "clearing_of_nothing"
    assert clearer.cancelled(own).state == State.CANCELLED


def test_who_signed_it_does_not_pay_it() -> None:
    hospital, clearer = Hospital(), Clearer()
    bill(hospital)
    own = clearer.approved(clearer.opened())
    with database.refused("clearing_paid_by_a_fourth"):
        type(own).objects.filter(pk=own.pk).update(
            state="paid", paid_by=own.reviewed_by, paid_eyes=own.reviewed_eyes, paid_at=tick(), version=own.version + 1
        )
    with database.refused("clearing_course"):
        type(own).objects.filter(pk=own.pk).update(state="paid", version=own.version + 1)


def test_the_database_goes_along_the_table() -> None:
    sql = (Path(settings.BASE_DIR) / "benefits/settlement/sql/clearing.sql").read_text(encoding="utf-8")
    told = sql.partition("(OLD.state, NEW.state) NOT IN (")[2].partition(")\n       OR")[0]
    assert set(re.findall(r"\('(\w+)', '(\w+)'\)", told)) == {(each.source, each.target) for each in CLEARING.moves}


def test_where_payment_is_suspended_it_waits() -> None:
    hospital, other, clearer = Hospital(), Hospital(with_catalogue=False), Clearer()
    bill(hospital)
    paid = bill(other)
    in_force(hospital, "suspend_payment")
    own = clearer.opened()
    assert [(each.institution, each.pay_fen) for each in own.clearings.all()] == [(other.institution, paid["fund_fen"])]


def test_payment_suspended_after_it_was_assembled_is_not_paid() -> None:
    hospital, clearer = Hospital(), Clearer()
    bill(hospital)
    funded(Fund.MEDICAL)
    own = clearer.approved(clearer.opened())
    in_force(hospital, "suspend_payment")
    with pytest.raises(Refusal) as refused:
        clearer.act(own, pay_clearing, clearer.cashier)
    assert refused.value.code == "clearing_stopped_since"
    clearer.act(own, cancel_clearing, desk(Post.REVIEWER), reason="暂停拨付")
    assert clearer.opened().total_fen == 0
    assert broken() == {}


def test_what_is_in_a_clearing_stays_in_it() -> None:
    hospital, clearer = Hospital(), Clearer()
    bill(hospital)
    own = clearer.opened()
    its = own.clearings.get()
    with database.refused("cleared_stays"):
        its.cleared.all().delete()
    with database.refused("clearing_stays"):
        Clearing.objects.filter(pk=its.pk).update(pay_fen=1, fund_fen=1)
    with database.refused("clearing_course"):
        type(own).objects.filter(pk=own.pk).update(state="paid", version=own.version + 1)


def test_what_a_cancelled_clearing_had_taken_in_is_kept_and_counts_for_nothing() -> None:
    hospital, clearer = Hospital(), Clearer()
    settled = bill(hospital, None, line("XB0001", 1, "20"), line("XB0001", 1, "20"))
    clearer.decided(Flag.objects.get(), 1_000)
    first = clearer.cancelled(clearer.opened())
    second = clearer.opened()
    kept = Cleared.objects.filter(settlement__number=settled["settlement"]).order_by("freed_at")
    assert [(each.clearing.run_id, each.freed_at is None) for each in kept] == [(first.pk, False), (second.pk, True)]
    flags = ClearedFlag.objects.order_by("pk").select_related("clearing")
    assert [(each.clearing.run_id, each.amount_fen, each.freed_at is None) for each in flags] == [
        (first.pk, 1_000, False),
        (second.pk, 1_000, True),
    ]
    assert second.clearings.get().disallowed_fen == 1_000
    assert broken() == {}
    for kept_rows in (Cleared.objects.filter(clearing__run=first), ClearedFlag.objects.filter(clearing__run=first)):
        with database.refused("cleared_stays"):
            kept_rows.delete()
        with database.refused("cleared_stays"):
            kept_rows.update(freed_at=None)
    with database.refused("cleared_stays"):
        Cleared.objects.filter(clearing__run=second).update(freed_at=tick())


def test_what_is_cancelled_is_freed_with_it() -> None:
    hospital, clearer = Hospital(), Clearer()
    bill(hospital)
    own = clearer.opened()
    with database.refused("cleared_freed_with_it"):
        type(own).objects.filter(pk=own.pk).update(state="cancelled", reason="重做", version=own.version + 1)


def test_what_another_gives_back_is_not_freed() -> None:
    hospital, clearer = Hospital(), Clearer()
    own = settled_in_october(hospital, patient(), "XB0001", "XB0001")
    clearer.decided(Flag.objects.get(code="bill_lines_alike"), 1_000)
    first = clearer.opened(OCTOBER)
    assert first.total_fen > 0
    bill(hospital)
    hospital.reversed({"settlement": own.number})
    bill(hospital)
    second = clearer.opened(NOVEMBER)
    assert second.clearings.get().cleared_flags.get().amount_fen == -1_000
    with pytest.raises(Refusal) as refused:
        clearer.cancelled(first)
    assert refused.value.code == "clearing_given_back_since"
    with database.refused("flag_given_back_stands"):
        type(first).objects.filter(pk=first.pk).update(state="cancelled", reason="重做", version=first.version + 1)
        ClearedFlag.objects.filter(clearing__run=first).update(freed_at=tick())
    clearer.cancelled(second)
    clearer.cancelled(first)
    assert broken() == {}


def test_the_picture_of_the_course_is_the_course() -> None:
    page = (Path(settings.BASE_DIR) / "docs/workflows/clearing.md").read_text(encoding="utf-8")
    assert page.partition("```mermaid\n")[2].partition("```")[0] == CLEARING.mermaid()


def test_what_was_taken_back_is_not_paid_for_the_month_before() -> None:
    hospital, clearer = Hospital(), Clearer()
    own = settled_in_october(hospital, patient())
    hospital.reversed({"settlement": own.number})
    assert clearer.opened(OCTOBER).total_fen == 0
    (its,) = clearer.opened(NOVEMBER).clearings.all()
    assert (its.settlements, its.pay_fen) == (2, 0)
    assert broken() == {}


def test_what_is_refused_is_not_paid() -> None:
    hospital, clearer = Hospital(), Clearer()
    bill(hospital)
    in_force(hospital, "refuse")
    assert clearer.opened().total_fen == 0


def test_what_was_disallowed_stays_disallowed_as_it_is_settled_anew() -> None:
    hospital, clearer = Hospital(), Clearer()
    stay = hospital.admitted(patient())

    def again() -> Any:
        lines = [line("SV0001", 1, "150"), line("SV0001", 1, "150"), line("DV0001", 1, "9000")]
        return hospital.settled(stay, hospital.presettled(stay, lines))

    settled = again()
    for each in Flag.objects.order_by("pk"):
        clearer.decided(each, 10_000)
    hospital.reversed(settled)
    anew = again()
    first = clearer.opened()
    assert first.total_fen == 0
    clearer.cancelled(first)
    for each in Flag.objects.filter(disallowed_fen__isnull=True):
        clearer.decided(each, 10_000)
    assert 0 < clearer.opened().total_fen < anew["fund_fen"]
    assert broken() == {}


def test_a_slice_reads_what_its_own_institutions_settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """However much the others have."""
    monkeypatch.setattr("benefits.settlement.actions.clearing.INSTITUTIONS_A_SLICE", 1)
    hospital, other, clearer = Hospital(), Hospital(with_catalogue=False), Clearer()
    bill(hospital)
    own = open_clearing(region=clearer.region, fund=clearer.fund, month=NOVEMBER, by=clearer.clerk, at=tick())
    part = own.run.slices.get(scope__first=hospital.institution.pk)

    def rows_read() -> int:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT sum(seq_tup_read + idx_tup_fetch) FROM pg_stat_xact_user_tables"
                " WHERE relname IN ('settlement_settlement', 'settlement_cleared', 'settlement_flag')"
            )
            return int(cursor.fetchone()[0])

    def read_by_it() -> int:
        database.run("DISCARD PLANS")
        before = rows_read()
        with database.savepoint():
            assert ProviderClearingRun().execute(part)["settlements"] == 1
        return rows_read() - before

    alone = read_by_it()
    for _ in range(3):
        bill(other)
    assert 0 < read_by_it() == alone


def test_a_clearing_is_offered_of_funds_that_pay_institutions_alone(client: Client) -> None:
    """To whom works for another line none is."""
    client.force_login(desk(Post.CLERK))
    page = client.get(reverse("clearings")).content.decode()
    assert 'value="medical_employee"' in page and 'value="pension_employee"' not in page
    client.force_login(a_member_of_staff(Post.CLERK))
    assert reverse("clearing_open") not in client.get(reverse("clearings")).content.decode()
