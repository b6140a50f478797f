"""What goes wrong between a hospital and the agency: one settlement, one payment, the difference explained."""

import http.client
import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from pytest_django.live_server_helper import LiveServer

from benefits.settlement.actions import pay_clearing
from benefits.settlement.models import Settlement, YearTotal
from siadmin.agency.insurances import Fund
from tests.cities import broken
from tests.factories import TODAY
from tests.payments.till import funded
from tests.settlement.agency import Clearer, in_force
from tests.settlement.hospital import CATALOGUE, Hospital, Program, Refused, catalogue, line, patient

TIMES = 10


def over_http(url: str) -> Any:
    """The hospital's side of the wire."""

    def send(method: str, path: str, body: bytes, headers: dict[str, str]) -> tuple[int, Any]:
        request = Request(url + path, body or None, {"Content-Type": "application/json"} | headers, method=method)
        try:
            with urlopen(request, timeout=60) as answer:
                return answer.status, json.loads(answer.read())
        except HTTPError as error:
            return error.code, json.loads(error.read() or b"null")

    return send


@pytest.mark.parametrize("keys", [1, TIMES], ids=["one key", "a key each"])
def test_the_same_settlement_sent_ten_times_at_once_is_one(
    live_server: LiveServer, five_committed_cities: None, keys: int
) -> None:
    hospital, person = Hospital(), patient()
    stay = hospital.admitted(person, on=TODAY)
    shown = hospital.presettled(stay, [line("DV0001", 1, "9000")])
    program = Program(*hospital.credentials, over_http(live_server.url))

    def settle(number: int) -> Any:
        try:
            return program.settled(stay, shown, key=f"same-{number % keys}")
        except Refused as refused:
            return refused.code

    with ThreadPoolExecutor(TIMES) as programs:
        answers = list(programs.map(settle, range(TIMES)))
    told = [each for each in answers if isinstance(each, dict)]
    assert told and told == [told[0]] * len(told)
    assert {each for each in answers if not isinstance(each, dict)} <= {"settled_already"}
    assert len(told) == (TIMES if keys == 1 else 1)
    assert (Settlement.objects.count(), YearTotal.objects.get().stays) == (1, 1)
    assert broken() == {}


@pytest.mark.usefixtures("a_year_paid", "at_the_desk")
def test_an_answer_lost_after_the_commit_is_given_again() -> None:
    hospital, person = Hospital(), patient()
    stay = hospital.admitted(person)
    shown, send = hospital.presettled(stay, [line("DV0001", 1, "9000")]), hospital.send

    def cut(*asked: Any) -> Any:
        send(*asked)
        raise http.client.RemoteDisconnected("cut")

    hospital.send = cut
    with pytest.raises(http.client.RemoteDisconnected):
        hospital.settled(stay, shown, key="once")
    hospital.send = send
    again = hospital.settled(stay, shown, key="once")
    assert again["settlement"] == Settlement.objects.get().number
    assert broken() == {}


@pytest.mark.usefixtures("a_year_paid", "at_the_desk")
def test_a_catalogue_that_changes_meanwhile_refuses_and_is_settled_with_its_explanation() -> None:
    hospital, person = Hospital(with_catalogue=False), patient()
    catalogue(pool="000000")
    stay, first = hospital.admitted(person), line("XB0001", 10, "300")
    shown = hospital.presettled(stay, [first])
    catalogue([CATALOGUE[2].replace(",B,10,", ",B,20,")], starts_on=TODAY)
    with pytest.raises(Refused) as refused:
        hospital.settled(stay, shown, key="once")
    told = refused.value.told["differences"]
    assert refused.value.code == "result_changed"
    of_line = {each["part"]: (each["shown_fen"], each["now_fen"]) for each in told if each["line"]}
    assert of_line == {"advance_fen": (30_000, 60_000), "in_scope_fen": (270_000, 240_000)}
    assert all(each["zh"] and each["en"] for each in told)
    settled = hospital.settled(stay, shown, key="once more", accept_changes=True)
    assert settled["differences"] == told
    assert settled["out_of_scope_fen"] == 60_000
    assert Settlement.objects.count() == 1
    assert broken() == {}


@pytest.mark.usefixtures("a_year_paid", "at_the_desk")
def test_a_year_that_went_on_meanwhile_changes_the_result_too() -> None:
    hospital, person = Hospital(), patient()
    stays = [hospital.admitted(person, care="outpatient") for _ in range(2)]
    shown = [hospital.presettled(stay, [line("XB0001", 1, "1500")]) for stay in stays]
    hospital.settled(stays[0], shown[0])
    with pytest.raises(Refused) as refused:
        hospital.settled(stays[1], shown[1])
    assert refused.value.code == "result_changed"


@pytest.mark.usefixtures("a_year_paid", "at_the_desk")
def test_an_institution_suspended_mid_stay_settles_it_and_admits_nobody() -> None:
    hospital, person = Hospital(), patient()
    stay = hospital.admitted(person)
    in_force(hospital, "suspend_institution")
    with pytest.raises(Refused) as refused:
        hospital.admitted(patient())
    assert refused.value.code == "institution_suspended"
    shown = hospital.presettled(stay, [line("XA0001", 1, "20")])
    assert [each["code"] for each in shown["flags"]] == ["bill_suspended"]
    assert hospital.settled(stay, shown)["settlement"]
    assert broken() == {}


@pytest.mark.usefixtures("a_year_paid", "at_the_desk")
def test_a_reversal_during_clearing_is_netted_and_paid_once() -> None:
    hospital, clearer = Hospital(), Clearer()
    funded(Fund.MEDICAL)
    people = [patient(), patient()]
    settled = []
    for person in people:
        stay = hospital.admitted(person)
        settled.append(hospital.settled(stay, hospital.presettled(stay, [line("DV0001", 1, "9000")])))
    own = clearer.approved(clearer.opened())
    hospital.reversed(settled[0])
    own = clearer.act(own, pay_clearing, clearer.cashier)
    assert own.total_fen == sum(each["fund_fen"] for each in settled)
    waits = Settlement.objects.filter(cleared__isnull=True)
    assert [each.fund_fen for each in waits] == [-settled[0]["fund_fen"]]
    assert broken() == {}
