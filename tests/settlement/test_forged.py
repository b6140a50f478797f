"""What a plain write by the application's role may not do about bills, years, clearings and credentials."""

from typing import Any

import psycopg2.errors
import pytest
from django.db.models import F
from django.utils import timezone

from benefits.providers.actions import revoke_client
from benefits.providers.models import Agreement, Institution, ProviderClient
from benefits.settlement.actions import decide_flag, review_clearing
from benefits.settlement.models import (
    BillLine,
    Clearing,
    ClearingRun,
    Flag,
    Settlement,
    Stay,
    Withdrawal,
    YearTotal,
)
from benefits.settlement.models.bills import PARTS
from enrollment.registry.models import Delegate, Person
from siadmin.agency.insurances import Line
from siadmin.agency.models import User
from siadmin.agency.posts import Post
from siadmin.kernel.models import Run
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from tests import database
from tests.cities import BEIJING, OCTOBER, SHANGHAI, broken, tick
from tests.factories import LONG_AGO, NOW, a_member_of_staff, a_person, identity_number_of
from tests.registry.counter import merged
from tests.settlement.agency import Clearer, decided, proposed, stated
from tests.settlement.hospital import Hospital, Refused, agreed, an_institution, desk, line, patient

pytestmark = [pytest.mark.usefixtures("five_cities", "at_the_desk")]


SIGNED = (*PARTS, *(each.attname for each in Settlement._meta.concrete_fields if each.attname.startswith("adds_")))


def a_bill(hospital: Hospital, person: Person | None = None) -> Any:
    stay = hospital.admitted(person or patient(), care="outpatient" if person else "inpatient")
    return hospital.settled(stay, hospital.presettled(stay, [line("XB0001", 1, "20"), line("DV0001", 1, "9000")]))


def a_flag(hospital: Hospital) -> Flag:
    stay = hospital.admitted(patient())
    hospital.settled(stay, hospital.presettled(stay, [line("XB0001", 1, "20"), line("XB0001", 1, "20")]))
    return Flag.objects.get()


def acts_for(user: User, hospital: Hospital) -> None:
    Delegate.objects.create(user=user, employer=hospital.institution.employer, starts_on=LONG_AGO, granted_at=NOW)


def test_a_bill_is_of_its_stay_its_lines_and_its_agreement() -> None:
    hospital, other, person = Hospital(), Hospital(with_catalogue=False), patient()
    for _ in range(2):
        stay = hospital.admitted(person, care="outpatient")
        hospital.settled(stay, hospital.presettled(stay, [line("DV0001", 1, "9000")]))
    first, last = Settlement.objects.order_by("pk")
    ends_before = first.stay.agreement.ends_before
    for column, value in (
        ("institution_id", other.institution.pk),
        ("admitted_on", ends_before),
        ("opened_at", NOW.replace(year=ends_before.year)),
    ):
        with database.refused("stay_under_an_agreement"):
            database.forged(first.stay, number="Yforged", reference="forged", **{column: value})
    for forged in ({"shown_id": last.shown_id}, {"region_id": SHANGHAI}, {"month": OCTOBER}):
        with database.refused("settlement_of_its_stay"):
            database.forged(first, number="Zforged", **forged)
    with database.refused("reversal_takes_all_back"):
        database.forged(last, number="Zforged", reverses_id=last.pk, reason="x")
    back = {name: -getattr(first, name) for name in SIGNED}
    with database.refused("reversal_last_first"):
        database.forged(first, number="Zforged", reverses_id=first.pk, reason="x", **back)
    with database.refused("withdrawal_settles_nothing"):
        Withdrawal.objects.create(stay=first.stay, reason="x", withdrawn_at=NOW)
    with database.refused("line_with_its_settlement"):
        database.forged(BillLine.objects.get(settlement_id=first.pk), row=99)
    database.run("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
    shown = database.forged(last.shown, number="Pforged")
    with database.refused("settlement_is_its_lines"):
        database.forged(last, number="Zforged", shown_id=shown.pk)
    with database.refused("settlement_of_its_accounts"):
        own = database.forged(last, number="Zforged", shown_id=shown.pk, account_fen=1)
        database.forged(BillLine.objects.get(settlement_id=last.pk), settlement_id=own.pk)


def test_the_last_is_taken_back_first_under_whatever_record() -> None:
    """Neither by our act nor by a write of its own."""
    hospital, person, kept = Hospital(), patient(), a_person()
    settled = [a_bill(hospital, person)]
    merged(kept, person, *(a_member_of_staff(post) for post in (Post.CLERK, Post.REVIEWER)))
    settled.append(a_bill(hospital, person))
    first, last = Settlement.objects.order_by("pk")
    assert (first.person, last.person) == (person, kept)
    with pytest.raises(Refused) as refused:
        hospital.reversed(settled[0])
    assert refused.value.code == "later_stands"
    back = {name: -getattr(first, name) for name in SIGNED}
    with database.refused("reversal_last_first"):
        database.forged(first, number="Zforged", reverses_id=first.pk, reason="x", **back)
    for each in reversed(settled):
        hospital.reversed(each)
    assert broken() == {}


def test_an_institution_and_what_was_agreed_with_it_stay() -> None:
    its = an_institution()
    agreed(its)
    signed, by = Agreement.objects.get(), desk(Post.APPROVER)
    with database.not_permitted():
        Institution.objects.update(level=1)
    with database.refused("agreement_stays"):
        Agreement.objects.update(terms="x")
    with database.refused("agreement_stays"):
        signed.scopes.create(insurance="injury")
    unsigned = {"signed_by_id": None, "signed_eyes": "", "signed_at": None}
    drawn_up = database.forged(signed, number="Aforged", version=2, **unsigned)
    put = Agreement.objects.filter(pk=drawn_up.pk)
    with database.refused("agreement_covers_something"):
        put.update(signed_by=by, signed_eyes=by.eyes, signed_at=tick())
    database.forged(signed.scopes.earliest("pk"), agreement_id=drawn_up.pk)
    with database.refused("agreement_no_overlap"):
        put.update(signed_by=by, signed_eyes=by.eyes, signed_at=tick())


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "statement", ["UPDATE providers_institution SET level = 1", "DELETE FROM providers_institution"]
)
def test_not_even_the_owner_changes_what_an_institution_is(statement: str) -> None:
    an_institution()
    with pytest.raises(psycopg2.errors.CheckViolation) as caught, database.owned() as cursor:
        cursor.execute(statement)
    assert caught.value.diag.constraint_name == "institution_stays"


def test_nobody_empties_a_year() -> None:
    a_bill(Hospital())
    with database.refused("year_is_its_settlements"):
        YearTotal.objects.update(pool_fen=0, large_fen=0, outpatient_pool_fen=0)
    with database.refused("year_is_its_settlements"):
        YearTotal.objects.all().delete()


def test_nobody_revives_credentials_or_gives_them_away() -> None:
    hospital, other = Hospital(), Hospital(with_catalogue=False)
    with database.refused("client_stays"):
        ProviderClient.objects.filter(pk=hospital.client.pk).update(institution=other.institution)
    revoke_client(client=hospital.client, by=desk(Post.ADMINISTRATOR), at=tick(), reason="泄露")
    with database.refused("client_stays"):
        ProviderClient.objects.filter(pk=hospital.client.pk).update(revoked_at=None)


def test_a_run_begins_as_it_is_assembled_and_takes_nothing_in_later() -> None:
    hospital, other, clearer = Hospital(), Hospital(with_catalogue=False), Clearer()
    a_bill(hospital)
    own = clearer.approved(clearer.opened())
    with database.refused("clearing_of_its_run"):
        Clearing.objects.create(
            run=own, institution=other.institution, settlements=1, fund_fen=77_700, disallowed_fen=0, pay_fen=77_700
        )
    run = Run.objects.get(pk=own.run_id)
    run.pk, run.key = None, "another"
    run.save(force_insert=True)
    with database.refused("clearing_begins_assembling"):
        ClearingRun.objects.create(
            number="Kxxxx", region=own.region, fund=own.fund, month=Month(2026, 9), run=run, state="approved",
            opened_by=clearer.clerk, opened_eyes=clearer.clerk.eyes, opened_at=NOW, reviewed_by=clearer.reviewer,
            reviewed_eyes=clearer.reviewer.eyes, reviewed_at=NOW, approved_by=clearer.approver,
            approved_eyes=clearer.approver.eyes, approved_at=NOW, total_fen=5,
        )  # fmt: skip


def test_the_database_takes_no_settlement_that_pays_more_than_was_charged() -> None:
    hospital, person = Hospital(), patient()
    stay = hospital.admitted(person)
    hospital.presettled(stay, [line("XA0001", 1, "1")])
    its = Stay.objects.get(number=stay)
    with database.refused("settlement_signs"):
        made = Settlement.objects.create(
            number="Zforged",
            stay=its,
            shown=its.presettlements.get(),
            client=hospital.client,
            institution=hospital.institution,
            person=person,
            region_id=BEIJING,
            fund=its.fund,
            scheme=its.scheme,
            year=2026,
            month=Month(2026, 11),
            settled_on=NOW.date(),
            settled_at=NOW,
            until=NOW.date(),
            is_last=True,
            opens_stay=True,
            is_further=False,
            lines=1,
            charged_fen=100,
            out_of_scope_fen=0,
            deductible_fen=0,
            pool_fen=9_000_100,
            large_fen=0,
            major_fen=0,
            own_in_scope_fen=-9_000_000,
            adds_stays=0,
            adds_inpatient_scope_fen=0,
            adds_outpatient_scope_fen=0,
            adds_pool_fen=0,
            adds_outpatient_pool_fen=0,
            adds_large_fen=0,
            adds_residual_fen=0,
            adds_major_fen=0,
        )
        BillLine.objects.create(
            person_id=person.pk,
            month=Month(2026, 11),
            settlement_id=made.pk,
            row=1,
            line="L",
            item_id=1,
            rule_id=1,
            on=NOW.date(),
            unit_price=10_000,
            quantity=1_000,
            charged_fen=100,
            over_limit_fen=0,
            excluded_fen=0,
            advance_fen=0,
            in_scope_fen=100,
        )
        database.run("SET CONSTRAINTS ALL IMMEDIATE")


def test_a_flag_is_not_decided_by_an_insert() -> None:
    own = a_flag(Hospital())
    with database.refused("flag_begins_undecided"):
        Flag.objects.create(
            settlement=own.settlement, code="x", told=own.told, disallowed_fen=10**12, reason="x",
            decided_by=desk(Post.CLERK), decided_at=timezone.now(),
        )  # fmt: skip


def test_a_flag_is_decided_once_and_of_no_more_than_was_paid() -> None:
    own, clearer = a_flag(Hospital()), Clearer()
    with database.refused("flag_within_settlement"):
        Flag.objects.update(
            disallowed_fen=own.settlement.fund_fen + 1, reason="x", decided_by=clearer.reviewer, decided_at=NOW
        )
    with database.refused("flag_stays"):
        Flag.objects.update(code="x")
    clearer.decided(own)
    with database.refused("flag_stays"):
        Flag.objects.update(disallowed_fen=1)
    with database.refused("flag_stays"):
        Flag.objects.all().delete()


def test_nobody_decides_a_flag_of_their_own_bill() -> None:
    own = a_flag(Hospital())
    number = identity_number_of(own.settlement.person)
    reviewer = a_member_of_staff(Post.REVIEWER, at=BEIJING, line=Line.HS, identity_number=number)
    with pytest.raises(Refusal) as refused:
        decide_flag(flag_id=own.pk, disallowed_fen=0, reason="无误", by=reviewer, at=tick())
    assert refused.value.code == "bill_your_own"
    with database.refused("flag_not_of_oneself"):
        Flag.objects.update(disallowed_fen=0, reason="x", decided_by=reviewer, decided_at=tick())


def test_who_acts_for_an_institution_decides_nothing_about_it() -> None:
    hospital, clearer = Hospital(), Clearer()
    own = a_flag(hospital)
    for each in (clearer.reviewer, clearer.approver):
        acts_for(each, hospital)
    with pytest.raises(Refusal) as refused:
        clearer.decided(own)
    assert refused.value.code == "institution_your_own"
    with database.refused("flag_not_of_oneself"):
        Flag.objects.update(disallowed_fen=0, reason="x", decided_by=clearer.reviewer, decided_at=tick())
    run = clearer.opened()
    with pytest.raises(Refusal) as refused:
        clearer.approved(run)
    assert refused.value.code == "institution_your_own"
    signed, at = ClearingRun.objects.filter(pk=run.pk), tick()
    with database.refused("clearing_not_of_oneself"):
        signed.update(
            state="reviewed", reviewed_by=clearer.reviewer, reviewed_eyes=clearer.reviewer.eyes, reviewed_at=at,
            version=F("version") + 1,
        )  # fmt: skip
    clearer.act(run, review_clearing, desk(Post.REVIEWER))
    with database.refused("clearing_not_of_oneself"):
        signed.update(
            state="approved", approved_by=clearer.approver, approved_eyes=clearer.approver.eyes, approved_at=at,
            version=F("version") + 1,
        )  # fmt: skip
    measure = proposed(hospital, "urge")
    stated(measure)
    approver = desk(Post.APPROVER)
    acts_for(approver, hospital)
    with pytest.raises(Refusal) as refused:
        decided(measure, by=approver)
    assert refused.value.code == "institution_your_own"
    with database.refused("institution_not_of_oneself"):
        type(measure).objects.filter(pk=measure.pk).update(
            outcome="dropped", decision="x", decided_by=approver, decided_eyes=approver.eyes, decided_at=tick()
        )


def test_a_measure_of_the_medical_line_is_not_decided_by_the_other() -> None:
    measure = proposed(Hospital(), "terminate")
    stated(measure)
    with pytest.raises(Refusal) as refused:
        decided(measure, by=a_member_of_staff(Post.APPROVER, at=BEIJING, line=Line.HRSS))
    assert refused.value.code == "payments_not_your_post"
