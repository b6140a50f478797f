"""Somebody acts for another by a recorded mandate, in its matters, while it stands, and never decides (REG 30, 37)."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from enrollment.agents.actions import end_mandate
from enrollment.agents.matters import MANDATE
from enrollment.agents.models import Mandate
from enrollment.registry.matters import ACCOUNT, NAME, NUMBER, PHONE
from enrollment.registry.models import Person
from enrollment.registry.subjects import Persons
from siadmin.agency.documents import keep
from siadmin.agency.models import Act, User
from siadmin.agency.posts import Post
from siadmin.kernel.refusal import Refusal
from siadmin.letters.models import Message
from siadmin.matters import actions
from siadmin.matters.actions import Attached
from siadmin.matters.catalogue import Matter
from siadmin.matters.models import AppliedBy, Case, Channel, Step
from siadmin.matters.selectors.permits import may_sign_next
from siadmin.matters.subjects import Subject
from tests import database
from tests.cities import broken, tick
from tests.factories import TODAY, a_citizen, a_member_of_staff, a_person, citizen_number, identity_number_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("five_cities", "at_the_desk")]
COUNTY = "110105"
NEW_NUMBER = citizen_number(born_on=dt.date(1944, 5, 6), order=802)
LAST_DAY = TODAY + dt.timedelta(days=30)


@pytest.fixture
def clerk(five_cities: None) -> User:
    return a_member_of_staff(Post.CLERK, name="林静")


@pytest.fixture
def reviewer(five_cities: None) -> User:
    return a_member_of_staff(Post.REVIEWER, name="周毅")


@pytest.fixture
def old(five_cities: None) -> Person:
    return a_person(name="赵玉兰", female=True, born_on=dt.date(1944, 5, 6), lives_in=COUNTY)


@pytest.fixture
def daughter(five_cities: None) -> Person:
    return a_person(name="陈晓", female=True, born_on=dt.date(1975, 5, 6), lives_in=COUNTY)


def about(person: Person) -> Subject:
    return Persons().find([person.number])[person.number]


def scanned(by: User, *codes: str) -> list[Attached]:
    scan = keep(name="a.pdf", kind="pdf", content=b"%PDF-1.7", by=by, at=tick())
    return [Attached(code, scan) for code in codes]


def facts(person: Person, agent: Person, **told: Any) -> dict[str, Any]:
    return {
        "kind": "written",
        "own_number": identity_number_of(person),
        "agent_number": identity_number_of(agent),
        "matters": [PHONE.code, NAME.code],
        "last_day": LAST_DAY.isoformat(),
    } | told


def recorded(person: Person, agent: Person, clerk: User, reviewer: User, **told: Any) -> Mandate:
    case = actions.receive(
        matter=MANDATE, subject=about(person), facts=facts(person, agent, **told),
        papers=scanned(clerk, "identity_card", "agency_proof"), by=clerk, at=tick(),
    )  # fmt: skip
    case = actions.handle(case_id=case.pk, seen_version=case.version, by=clerk, at=tick())
    actions.review(case_id=case.pk, seen_version=case.version, by=reviewer, at=tick())
    return Mandate.objects.get(case=case.number)


def asked(
    matter: Matter, person: Person, by: User, *, mandate: str = "", channel: str = Channel.COUNTER, **told: Any
) -> Case:
    return actions.receive(
        matter=matter, subject=about(person), facts=told, channel=channel, applied_by=AppliedBy.AGENT,
        mandate=mandate, by=by, at=tick(), papers=[Attached(each.code, seen_original=True) for each in matter.papers],
    )  # fmt: skip


def refusal(do: Any, *given: Any, **told: Any) -> str:
    with pytest.raises(Refusal) as refused:
        do(*given, **told)
    return refused.value.code


def test_two_people_record_an_agent_and_the_person_is_told(
    old: Person, daughter: Person, clerk: User, reviewer: User
) -> None:
    mandate = recorded(old, daughter, clerk, reviewer)
    assert (mandate.kind, mandate.matters, mandate.ends_before) == (
        "written", [NAME.code, PHONE.code], LAST_DAY + dt.timedelta(days=1),
    )  # fmt: skip
    assert mandate.paper.size > 0
    assert "民法典" in mandate.basis
    assert Message.objects.get(code="agent_recorded").recipient == old.number
    assert broken() == {}


def test_the_paper_is_kept_and_names_both(old: Person, daughter: Person, clerk: User) -> None:
    given = {"matter": MANDATE, "subject": about(old), "by": clerk, "at": tick()}
    seen = [Attached(each.code, seen_original=True) for each in MANDATE.papers]
    assert refusal(actions.receive, facts=facts(old, daughter), papers=seen, **given) == "agency_proof_not_kept"
    papers = scanned(clerk, "identity_card", "agency_proof")
    wrong = facts(old, daughter, own_number=identity_number_of(daughter))
    assert refusal(actions.receive, facts=wrong, papers=papers, **given) == "authorisation_names_another"
    assert refusal(actions.receive, facts=facts(old, old), papers=papers, **given) == "agent_is_the_person"


@pytest.mark.parametrize("told", [{"last_day": ""}, {"matters": []}, {"last_day": "2026-11-01"}], ids=str)
def test_an_authorisation_has_a_period_and_its_matters(
    told: dict[str, Any], old: Person, daughter: Person, clerk: User
) -> None:
    wrong = facts(old, daughter, **told)
    papers = scanned(clerk, "identity_card", "agency_proof")
    received = {"matter": MANDATE, "subject": about(old), "papers": papers, "by": clerk, "at": tick()}
    assert refusal(actions.receive, facts=wrong, **received) == "facts_invalid"


def test_a_guardian_of_a_minor_acts_until_the_birthday(daughter: Person, clerk: User, reviewer: User) -> None:
    child = a_person(name="陈一", born_on=dt.date(2012, 2, 29), lives_in=COUNTY)
    mandate = recorded(child, daughter, clerk, reviewer, kind="guardian", matters=[], last_day="")
    assert (mandate.matters, mandate.ends_before) == ([], dt.date(2030, 3, 1))


def test_the_counter_receives_from_the_agent_and_everything_says_so(
    old: Person, daughter: Person, clerk: User, reviewer: User, client: Client
) -> None:
    mandate = recorded(old, daughter, clerk, reviewer)
    case = asked(PHONE, old, clerk, mandate=mandate.number, phone="13911112222")
    assert (case.agent_number, case.mandate, daughter.name in (case.agent or "")) == (
        daughter.number, mandate.number, True,
    )  # fmt: skip
    act = Act.objects.get(code="case_received", subject=case.number)
    assert (act.detail["agent"], act.detail["mandate"]) == (daughter.number, mandate.number)
    client.force_login(clerk)
    page = client.get(reverse("case", args=[case.number])).content.decode()
    assert daughter.name in page
    assert broken() == {}


def test_a_mandate_covers_its_matters_while_it_stands_and_nothing_else(
    old: Person, daughter: Person, clerk: User, reviewer: User
) -> None:
    mandate = recorded(old, daughter, clerk, reviewer)
    number = {"number": NEW_NUMBER, "document": "x"}
    assert refusal(asked, NUMBER, old, clerk, mandate=mandate.number, **number) == "not_by_this_agent"
    assert refusal(asked, ACCOUNT, old, clerk, mandate=mandate.number) == "not_by_this_agent"
    assert refusal(asked, PHONE, daughter, clerk, mandate=mandate.number, phone="13911112222") == "not_by_this_agent"
    assert refusal(asked, PHONE, old, clerk, mandate="", phone="13911112222") == "not_by_this_agent"
    end_mandate(mandate_id=mandate.pk, by=clerk, at=tick(), reason="本人撤销")
    assert refusal(asked, PHONE, old, clerk, mandate=mandate.number, phone="13911112222") == "not_by_this_agent"
    assert refusal(end_mandate, mandate_id=mandate.pk, by=clerk, at=tick(), reason="再次") == "mandate_ended_already"


def test_it_ends_by_itself(old: Person, daughter: Person, clerk: User, reviewer: User) -> None:
    mandate = recorded(old, daughter, clerk, reviewer)
    later = tick() + dt.timedelta(days=31)
    with pytest.raises(Refusal) as refused:
        actions.receive(
            matter=PHONE, subject=about(old), facts={"phone": "13911112222"}, applied_by=AppliedBy.AGENT,
            mandate=mandate.number, by=clerk, at=later,
        )  # fmt: skip
    assert refused.value.code == "not_by_this_agent"
    Person.objects.filter(pk=daughter.pk).update(died_on=TODAY)
    assert refusal(asked, PHONE, old, clerk, mandate=mandate.number, phone="13911112222") == "not_by_this_agent"


def test_the_agent_sees_and_asks_online_for_these_matters_of_that_person_only(
    old: Person, daughter: Person, clerk: User, reviewer: User, client: Client
) -> None:
    recorded(old, daughter, clerk, reviewer)
    other = asked_by_themselves(old, clerk)
    client.force_login(a_citizen(daughter))
    home = client.get(reverse("agent_matters", args=[old.number])).content.decode()
    assert PHONE.title.zh in home
    assert other.number not in home
    assert reverse("agent_apply", args=[old.number, NUMBER.code]) not in home
    assert client.get(reverse("agent_case", args=[old.number, other.number])).status_code == 404
    assert client.get(reverse("agent_apply", args=[old.number, MANDATE.code])).status_code == 404
    assert client.get(reverse("agent_matters", args=[daughter.number])).status_code == 404
    answer = client.post(reverse("agent_apply_send", args=[old.number, PHONE.code]), {"phone": "13911113333"})
    case = Case.objects.get(matter=PHONE.code, subject=old.number)
    assert answer.headers["Location"] == reverse("agent_case", args=[old.number, case.number])
    assert (case.applied_by, case.agent_number) == ("agent", daughter.number)
    assert daughter.name in client.get(answer.headers["Location"]).content.decode()
    withdraw = reverse("agent_case_act", args=[old.number, case.number, "withdraw"])
    client.post(withdraw, {"seen_version": case.version, "reason": ""})
    assert Act.objects.get(code="case_withdrawn").detail["agent"] == daughter.number


def asked_by_themselves(person: Person, clerk: User) -> Case:
    return actions.receive(
        matter=NUMBER, subject=about(person), facts={"number": NEW_NUMBER, "document": "京公〔2026〕1号"},
        papers=[Attached(each.code, seen_original=True) for each in NUMBER.papers], by=clerk, at=tick(),
    )  # fmt: skip


def test_the_person_ends_it_online_at_once(
    old: Person, daughter: Person, clerk: User, reviewer: User, client: Client
) -> None:
    mandate = recorded(old, daughter, clerk, reviewer)
    client.force_login(a_citizen(old))
    assert daughter.name in client.get(reverse("citizen_agents")).content.decode()
    client.post(reverse("citizen_agent_end", args=[mandate.number]))
    client.force_login(a_citizen(daughter))
    assert client.get(reverse("agent_matters", args=[old.number])).status_code == 404
    stranger = Client()
    stranger.force_login(a_citizen())
    assert stranger.post(reverse("citizen_agent_end", args=[mandate.number])).status_code == 404


def test_the_counter_ends_it_with_a_reason(
    old: Person, daughter: Person, clerk: User, reviewer: User, client: Client
) -> None:
    mandate = recorded(old, daughter, clerk, reviewer)
    client.force_login(clerk)
    page = reverse("mandate_end", args=[old.number, mandate.number])
    assert client.post(page, {"reason": ""}).status_code == 422
    assert client.post(page, {"reason": "本人到窗口撤销"}).status_code == 302
    mandate.refresh_from_db()
    assert mandate.ended_because == "本人到窗口撤销"
    assert Message.objects.filter(code="agent_ended").count() == 2


def test_an_agent_is_never_a_clerk_of_the_case(old: Person, daughter: Person, clerk: User, reviewer: User) -> None:
    same = a_member_of_staff(Post.CLERK, identity_number=identity_number_of(daughter))
    mandate = recorded(old, daughter, clerk, reviewer)
    assert refusal(asked, PHONE, old, same, mandate=mandate.number, phone="13911112222") == "not_by_this_agent"
    case = asked(PHONE, old, clerk, mandate=mandate.number, phone="13911112222")
    assert same not in may_sign_next(case, TODAY)
    seen = {"case_id": case.pk, "seen_version": case.version, "by": same, "at": tick()}
    assert refusal(actions.handle, **seen) == "own_matter"
    with database.refused("step_not_by_the_agent"):
        Step.objects.create(
            case=case, round=1, act="handle", by=same, eyes=same.eyes, at=tick(), facts_version=1, state="handled"
        )
    with database.refused("case_not_received_by_its_agent"):
        database.forged(case, number="C0000-00001", received_by_id=same.pk)


def test_the_database_keeps_mandates(old: Person, daughter: Person, clerk: User, reviewer: User) -> None:
    mandate = recorded(old, daughter, clerk, reviewer)
    with database.refused("mandate_stays"):
        Mandate.objects.filter(pk=mandate.pk).update(ends_before=LAST_DAY + dt.timedelta(days=99))
    open_ended = {name: getattr(mandate, name) for name in ("person", "agent", "kind", "starts_on", "paper", "basis")}
    row = open_ended | {"case": mandate.case, "recorded_at": tick(), "number": "A0000-00001"}
    with database.refused("mandate_written_is_bounded"):
        Mandate.objects.create(**row, matters=[PHONE.code], ends_before=None)
    with database.refused("mandate_not_to_oneself"):
        Mandate.objects.create(**row | {"agent": old}, matters=[PHONE.code], ends_before=LAST_DAY)
    case = asked(PHONE, old, clerk, mandate=mandate.number, phone="13911112222")
    for other in ({"matter": NUMBER.code}, {"mandate": "A0000-00009"}):
        with database.refused("case_by_a_mandate"):
            database.forged(case, number="C0000-00001", **other)
