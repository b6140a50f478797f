"""Texts to phones: queued in the action's transaction, handed over once, tried again under the same reference."""

import datetime as dt
import json
import threading
import uuid
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from django.db import connection

from siadmin.kernel.invariants import promises
from siadmin.kernel.refusal import Refusal
from siadmin.letters.actions import give_up, send_next, text
from siadmin.letters.models import MOST_ATTEMPTS, ShortText, SimulatedText
from siadmin.letters.tasks import send_texts
from siadmin.letters.texting import HttpTexting, NotTaken, SimulatedTexting, gateway, signature
from tests.factories import NOW
from tests.letters.samples import GREETING, VALUES
from tests.together import at_once

PHONE = "13800138000"
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture(autouse=True)
def _simulated(settings: Any) -> None:
    settings.TEXTING = "siadmin.letters.texting.SimulatedTexting"


def a_text(**traits: Any) -> ShortText:
    given: dict[str, Any] = {"phone": PHONE, "language": "zh", "at": NOW, "values": VALUES}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("siadmin.letters.actions.texting.gateway", SimulatedTexting)
        return text(GREETING, **given | traits)


class Carrier:
    """A gateway that fails as it is told, then takes."""

    def __init__(self, *failures: NotTaken) -> None:
        self.failures = list(failures)
        self.seen: list[tuple[uuid.UUID, str, str]] = []

    def send(self, *, reference: uuid.UUID, phone: str, body: str) -> str:
        self.seen.append((reference, phone, body))
        if self.failures:
            raise self.failures.pop(0)
        return "G-1"


@pytest.mark.django_db
def test_a_text_is_sent_and_wiped() -> None:
    queued, carrier = a_text(), Carrier()
    assert send_next(carrier, at=NOW)
    assert carrier.seen == [(queued.reference, PHONE, "应缴 1,234.56 元，请在 2026-12-15 前缴纳。")]
    queued.refresh_from_db()
    assert (queued.state, queued.gateway_number, queued.body, queued.attempts) == ("sent", "G-1", None, 1)
    assert not send_next(carrier, at=NOW)


@pytest.mark.django_db
def test_it_is_written_in_the_readers_language() -> None:
    a_text(language="en")
    carrier = Carrier()
    send_next(carrier, at=NOW)
    assert carrier.seen[0][2] == "¥1,234.56 is due by 2026-12-15."


@pytest.mark.django_db
def test_what_was_not_taken_waits_longer_each_time_under_the_same_reference() -> None:
    queued, carrier = a_text(), Carrier(NotTaken("busy"), NotTaken("busy"))
    assert send_next(carrier, at=NOW)
    assert not send_next(carrier, at=NOW + MINUTE - dt.timedelta(seconds=1))
    assert send_next(carrier, at=NOW + MINUTE)
    assert not send_next(carrier, at=NOW + 5 * MINUTE)
    assert send_next(carrier, at=NOW + 6 * MINUTE)
    queued.refresh_from_db()
    assert (queued.state, queued.attempts) == ("sent", 3)
    assert {reference for reference, _, _ in carrier.seen} == {queued.reference}


@pytest.mark.django_db
def test_it_is_given_up_after_the_last_attempt_and_at_once_when_refused_for_good() -> None:
    tired, refused = a_text(), a_text(phone="13900139000")
    carrier = Carrier(*(NotTaken("busy") for _ in range(20)))
    ShortText.objects.filter(pk=refused.pk).update(try_at=NOW + dt.timedelta(days=1))
    for day in range(10):
        send_next(carrier, at=NOW + dt.timedelta(hours=day))
    tired.refresh_from_db()
    assert (tired.state, tired.attempts, tired.failure, tired.body) == ("failed", MOST_ATTEMPTS, "busy", None)
    send_next(Carrier(NotTaken("no such number", is_final=True)), at=NOW + dt.timedelta(days=2))
    refused.refresh_from_db()
    assert (refused.state, refused.attempts, refused.failure) == ("failed", 1, "no such number")


@pytest.mark.django_db
def test_what_expired_is_not_sent() -> None:
    queued, carrier = a_text(expires_at=NOW + MINUTE), Carrier()
    assert send_next(carrier, at=NOW + 2 * MINUTE)
    queued.refresh_from_db()
    assert (queued.state, carrier.seen) == ("failed", [])


@pytest.mark.django_db
def test_a_worker_that_died_costs_one_attempt() -> None:
    class Killed(BaseException):
        pass

    class Dying:
        def send(self, **_: Any) -> str:
            raise Killed

    queued = a_text()
    with pytest.raises(Killed):
        send_next(Dying(), at=NOW)
    carrier = Carrier()
    assert not send_next(carrier, at=NOW)  # leased
    assert send_next(carrier, at=NOW + MINUTE)
    queued.refresh_from_db()
    assert (queued.state, queued.attempts) == ("sent", 2)


@pytest.mark.django_db
def test_what_the_last_dead_worker_left_is_settled() -> None:
    queued = a_text()
    ShortText.objects.update(attempts=MOST_ATTEMPTS)
    assert give_up(at=NOW) == 1
    queued.refresh_from_db()
    assert (queued.state, queued.failure) == ("failed", "nobody took it in time")


@pytest.mark.django_db
def test_verify_names_texts_nobody_settled() -> None:
    (unsettled,) = [each for each in promises() if each.code == "texts_are_settled"]
    now = dt.datetime.now(dt.UTC)  # the database's own
    a_text(at=now)
    assert list(unsettled.offenders()) == []
    forgotten = a_text(at=now - dt.timedelta(hours=2))
    assert [str(forgotten.reference) in offender for offender in unsettled.offenders()] == [True]


@pytest.mark.django_db(transaction=True)
def test_two_workers_do_not_send_one_text_twice() -> None:
    for number in range(6):
        a_text(phone=f"1380013800{number}")
    carrier = Carrier()

    def work() -> int:
        sent = 0
        while send_next(carrier, at=NOW):
            sent += 1
        return sent

    assert sum(at_once(work, work, work)) == 6
    assert len({phone for _, phone, _ in carrier.seen}) == len(carrier.seen) == 6


@pytest.mark.django_db
def test_the_task_hands_over_what_waits_to_the_gateway_of_the_settings() -> None:
    queued = a_text()
    assert send_texts() == 1
    kept = SimulatedText.objects.get()
    assert (kept.reference, kept.phone) == (queued.reference, PHONE)
    assert send_texts() == 0


@pytest.mark.django_db
def test_the_simulator_keeps_one_of_two_with_one_reference() -> None:
    reference = uuid.uuid4()
    numbers = {SimulatedTexting().send(reference=reference, phone=PHONE, body="x") for _ in range(2)}
    assert len(numbers) == SimulatedText.objects.count() == 1


@pytest.mark.django_db
def test_phone_and_words_are_encrypted() -> None:
    a_text()
    with connection.cursor() as cursor:
        cursor.execute("SELECT phone, body FROM letters_shorttext")
        phone, body = cursor.fetchone()
    assert PHONE.encode() not in bytes(phone)
    assert "应缴".encode() not in bytes(body)


@pytest.mark.django_db
@pytest.mark.parametrize("phone", ["", "12345678901", "010-12345678", "1380013800", "138001380001"])
def test_what_is_no_mobile_number_is_refused(phone: str) -> None:
    with pytest.raises(Refusal, match="not_a_mobile_number"):
        a_text(phone=phone)


@pytest.mark.django_db
def test_without_a_gateway_nothing_is_queued(settings: Any) -> None:
    settings.TEXTING = ""
    with pytest.raises(Refusal, match="texting_not_set_up"):
        text(GREETING, phone=PHONE, language="zh", at=NOW, values=VALUES)
    assert not ShortText.objects.exists()


# --- over HTTP ---------------------------------------------------------------------------------------------------


class Gateway(HTTPServer):
    """Answers as it is told and keeps what it was asked."""

    status, answer, moved_to = 200, b'{"id": "SMS-9"}', ""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[dict[str, str], bytes]] = []


class Handler(BaseHTTPRequestHandler):
    server: Gateway

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append(({name.lower(): value for name, value in self.headers.items()}, body))
        self.send_response(self.server.status)
        if self.server.moved_to:
            self.send_header("Location", self.server.moved_to)
        self.end_headers()
        self.wfile.write(self.server.answer)

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture
def server() -> Iterator[Gateway]:
    with Gateway() as made:
        thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield made
        made.shutdown()
        thread.join()


def _over_http(server: Gateway) -> HttpTexting:
    return HttpTexting(f"http://127.0.0.1:{server.server_port}/sms", "agency", "secret")


def _send(carrier: HttpTexting) -> str:
    return carrier.send(reference=uuid.UUID(int=7), phone=PHONE, body="验证码 123456")


def test_the_request_is_signed_and_the_gateways_number_kept(server: Gateway) -> None:
    assert _send(_over_http(server)) == "SMS-9"
    ((headers, body),) = server.asked
    assert json.loads(body) == {
        "reference": str(uuid.UUID(int=7)),
        "sender": "agency",
        "to": PHONE,
        "text": "验证码 123456",
    }
    assert headers["x-signature"] == signature("secret", headers["x-time"], str(uuid.UUID(int=7)), body)
    assert headers["x-signature"] != signature("other", headers["x-time"], str(uuid.UUID(int=7)), body)


@pytest.mark.parametrize(
    ("status", "is_final"), [(400, True), (403, True), (408, False), (429, False), (500, False), (503, False)]
)
def test_a_refusal_is_final_and_a_failure_is_not(server: Gateway, status: int, is_final: bool) -> None:
    server.status = status
    with pytest.raises(NotTaken) as caught:
        _send(_over_http(server))
    assert caught.value.is_final is is_final


def test_a_redirect_is_not_followed(server: Gateway) -> None:
    server.status, server.moved_to = 307, f"http://127.0.0.1:{server.server_port}/elsewhere"
    with pytest.raises(NotTaken, match="HTTP 307"):
        _send(_over_http(server))
    assert len(server.asked) == 1


@pytest.mark.parametrize("answer", [b"", b"ok", b"[]", b"{}"])
def test_an_answer_nobody_understands_is_tried_again(server: Gateway, answer: bytes) -> None:
    server.answer = answer
    with pytest.raises(NotTaken) as caught:
        _send(_over_http(server))
    assert not caught.value.is_final


def test_no_answer_is_tried_again(server: Gateway) -> None:
    port = server.server_port
    server.shutdown()
    server.server_close()
    with pytest.raises(NotTaken, match="no answer"):
        _send(HttpTexting(f"http://127.0.0.1:{port}/", "agency", "secret"))


def test_nothing_leaves_this_machine_in_the_clear() -> None:
    with pytest.raises(AssertionError, match="HTTPS only"):
        _send(HttpTexting("http://gateway.example/", "agency", "secret"))


def test_the_settings_name_the_gateway(settings: Any) -> None:
    settings.TEXTING = "siadmin.letters.texting.HttpTexting"
    settings.TEXTING_URL, settings.TEXTING_SENDER, settings.TEXTING_SECRET = "https://gateway.example/", "a", "s"
    assert gateway() == HttpTexting("https://gateway.example/", "a", "s")
