"""A disability allowance rests on a conclusion that is kept; its year over, it waits on the desk for a later one."""

import datetime as dt

import pytest
from django import forms
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from benefits.payments.models import Entitlement
from benefits.pension.actions import appraising
from benefits.pension.matters import appraising as matters_appraising
from benefits.pension.models import CapacityAppraisal
from benefits.pension.selectors.appraisals import appraised_seen_by
from benefits.pension.tiles import tiles_for
from enrollment.registry.models import Person
from enrollment.registry.selectors import viewer_of
from siadmin.agency.forms import PastDayField
from siadmin.agency.models import Act, User
from siadmin.agency.posts import Post
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from siadmin.matters.models import Case
from tests import database
from tests.cities import NOVEMBER, broken, tick
from tests.claims.desk import ClaimDesk
from tests.factories import TODAY, a_member_of_staff, a_person
from tests.payments.refusals import refused
from tests.pension import near
from tests.pension.near import drawing
from tests.pension.rising import a_till
from tests.registry.counter import merged

pytestmark = pytest.mark.usefixtures("five_cities")
LATER = {"appraised_on": "2026-11-20", "appraisal": "京劳鉴〔2026〕复9号"}


def recorded(person: Person, **told: str) -> Case:
    desk = ClaimDesk(person, matter="disability_reappraised")
    case = desk.handled(desk.asked(LATER | told))
    return desk.act("review", case, desk.reviewer)


def test_the_conclusion_of_the_claim_is_kept_with_its_year() -> None:
    drawn = drawing()
    kept = CapacityAppraisal.objects.get()
    assert (kept.person, kept.case) == (drawn.person, drawn.decision.claim.case)
    assert (kept.concluded_on, kept.holds_before) == (dt.date(2026, 1, 10), Month(2027, 1)), "a year"
    assert "72号" in kept.law
    assert broken() == {}


def test_a_conclusion_is_of_one_person(monkeypatch: pytest.MonkeyPatch) -> None:
    drawing()
    used = CapacityAppraisal.objects.get().document
    other = near.a_career(born_on=near.BORN, name="李另")
    desk = ClaimDesk(other, matter="disability_allowance")
    case = desk.handled(desk.asked({"appraised_on": "2026-09-10", "appraisal": used}))
    with refused("pension_appraisal_known"):
        desk.act("review", case, desk.reviewer)


def test_however_its_number_is_written_it_is_the_same_conclusion() -> None:
    drawn = drawing()
    used = CapacityAppraisal.objects.get().document
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    for written in (
        used.translate(wide),
        used.replace("〔", "[").replace("〕", "] "),
        used.replace("〔2026〕", "（2026）"),
    ):
        assert written != used
        with refused("pension_appraisal_known"):
            recorded(drawn.person, appraisal=written)
    recorded(drawn.person, appraisal="京劳鉴［2026］ 复9号")
    assert CapacityAppraisal.objects.latest("pk").document == LATER["appraisal"]


def test_a_later_one_is_recorded_by_two_and_on_record() -> None:
    drawn = drawing()
    case = recorded(drawn.person)
    assert (case.state, case.hands) == ("done", 2)
    last = CapacityAppraisal.objects.latest("concluded_on")
    assert (last.document, last.holds_before) == (LATER["appraisal"], Month(2027, 11))
    assert Act.objects.filter(code="capacity_appraised", subject=drawn.person.number).count() == 1
    with refused("pension_appraisal_known"):
        recorded(drawn.person, appraised_on="2026-11-21")
    with refused("pension_appraisal_over"):
        recorded(drawn.person, appraised_on="2026-11-19", appraisal="早于已登记的")
    with refused("pension_appraisal_over"):
        recorded(drawn.person, appraised_on="2025-10-19", appraisal="已满一年")
    with refused("matter_stands_against"):
        recorded(near.a_career(name="李无"))
    assert broken() == {}


def test_it_is_on_the_desk_as_the_year_ends_until_a_later_one_comes(client: Client, settings: Settings) -> None:
    settings.STAFF_TOTP_REQUIRED = False
    drawn, clerk = drawing(), a_till().clerk
    viewer, over = viewer_of(clerk, on=TODAY), dt.date(2027, 1, 4)
    assert [each.drawn for each in appraised_seen_by(viewer, NOVEMBER, NOVEMBER + 2)] == [drawn]
    assert appraised_seen_by(viewer, NOVEMBER, NOVEMBER + 1) == []
    assert "pension.appraisals" not in {each.code for each in tiles_for(viewer, TODAY)}
    assert {each.code: each.count for each in tiles_for(viewer_of(clerk, on=TODAY), over)}["pension.appraisals"] == 1
    client.force_login(clerk)
    page = client.get(reverse("allowance_appraisals")).content.decode()
    start = reverse("matter_start", args=["disability_reappraised", drawn.person.number])
    assert start in page and "有效期至 2026-12" in page and "登记复查鉴定结论" in page
    english = Client(headers={"accept-language": "en"})
    english.force_login(clerk)
    assert "appraisal holds to the end of 2026-12" in english.get(reverse("allowance_appraisals")).content.decode()
    recorded(drawn.person)
    assert "pension.appraisals" not in {each.code for each in tiles_for(viewer, over)}
    assert drawn.number not in client.get(reverse("allowance_appraisals")).content.decode()


def test_another_record_of_the_person_counts() -> None:
    drawn, other = drawing(), near.a_career(born_on=near.BORN, name="李历")
    merged(drawn.person, other, a_member_of_staff(Post.CLERK), a_member_of_staff(Post.REVIEWER))
    recorded(other)
    viewer = viewer_of(a_till().clerk, on=TODAY)
    assert appraised_seen_by(viewer, NOVEMBER, Month(2027, 10)) == []
    assert [each.drawn for each in appraised_seen_by(viewer, NOVEMBER, Month(2027, 11))] == [drawn]


def test_the_database_grants_none_without_a_conclusion(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(appraising, "_kept", lambda *_: None)
    with database.refused("allowance_rests_on_an_appraisal"):
        drawing()
        database.run("SET CONSTRAINTS ALL IMMEDIATE")
    monkeypatch.undo()
    drawn = drawing()
    with database.refused("appraisal_by_two"):
        CapacityAppraisal.objects.create(
            person=drawn.person, document="X", concluded_on=TODAY, holds_before=NOVEMBER + 1, law="x",
            case=ClaimDesk(drawn.person, matter="disability_reappraised").asked(LATER), recorded_at=tick(),
        )  # fmt: skip
        database.run("SET CONSTRAINTS ALL IMMEDIATE")
    kept = CapacityAppraisal.objects.get()
    for statement in ("DELETE FROM pension_capacityappraisal", "UPDATE pension_capacityappraisal SET document = 'Y'"):
        with pytest.raises(Exception, match=r"append|permission|refuse|change"), database.savepoint():
            database.run(statement)
    assert kept.document and Entitlement.objects.get() == drawn
    tomorrow = TODAY + dt.timedelta(days=1)
    with database.refused("appraisal_made_by_then"), pytest.MonkeyPatch.context() as patched:
        patched.setattr(appraising, "why_not_appraised", lambda *_: None)
        patched.setattr(matters_appraising, "why_not_appraised", lambda *_: None)
        patched.setattr(PastDayField, "validate", forms.DateField.validate)
        recorded(drawn.person, appraised_on=str(tomorrow))


def test_the_day_it_is_recorded_on_is_the_agencys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Late in the evening of UTC it is tomorrow here."""
    asked: list[dt.date] = []

    def none_drawn(person: Person, told: appraising.Conclusion, today: dt.date) -> Refusal:
        asked.append(today)
        return appraising.NO_ALLOWANCE(name=person.name)

    monkeypatch.setattr(appraising, "why_not_appraised", none_drawn)
    evening = dt.datetime(2026, 11, 30, 20, tzinfo=dt.UTC)
    with refused("pension_no_allowance_drawn"):
        appraising.record_appraisal(
            person=a_person(), told=appraising.Conclusion("X", TODAY), case=Case(), by=User(), at=evening
        )
    assert asked == [dt.date(2026, 12, 1)]
