"""The desk of both places and the citizen's own page: what is shown, what is sent, what is refused."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from contributions.transfers.models import Transfer
from enrollment.registry.selectors import viewer_of
from siadmin.agency.models import User
from siadmin.agency.posts import Post
from siadmin.agency.tiles import all_tiles
from tests.cities import GUANGZHOU
from tests.factories import TODAY, a_citizen, a_member_of_staff
from tests.transfers.desks import Desks

pytestmark = pytest.mark.usefixtures("a_year_paid", "at_the_desk")


@pytest.fixture
def desks() -> Desks:
    return Desks()


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(user: User, name: str, *arguments: str, **query: str) -> str:
    answer = signed_in(user).get(reverse(name, args=arguments), query)
    assert answer.status_code == 200
    return str(answer.content.decode())


def send(user: User, transfer: Transfer, act: str, version: int, **data: str) -> Any:
    url = reverse("transfer_act", args=[transfer.number, act])
    return signed_in(user).post(url, {"seen_version": str(version), **data})


def test_it_goes_from_desk_to_desk_on_the_screens(desks: Desks) -> None:
    transfer = desks.requested()
    steps = [
        (desks.old_clerk, "prepare", "1,920.00"),
        (desks.old_reviewer, "answer", "3,200.00"),
        (desks.old_accountant, "pay_out", "资金在途"),
        (desks.new_accountant, "receive", "已接续"),
    ]
    for version, (user, act, shown) in enumerate(steps):
        listed = page(user, "transfers")
        assert transfer.number in listed, f"{act} is in the queue of whose turn it is"
        before = page(user, "transfer", transfer.number)
        assert reverse("transfer_act", args=[transfer.number, act]) in before
        answer = send(user, transfer, act, version)
        assert answer.status_code == 302
        assert shown in page(user, "transfer", transfer.number)
    transfer.refresh_from_db()
    assert transfer.state == "credited"
    assert transfer.number in page(desks.new_clerk, "transfers", show="ended")


def test_who_did_not_see_the_newest_state_is_refused_and_shown_it(desks: Desks) -> None:
    transfer = desks.requested()
    desks.act("prepare", transfer, desks.old_clerk)
    answer = send(desks.old_reviewer, transfer, "answer", 0)
    assert answer.status_code == 409
    assert "已被改动" in answer.content.decode()


def test_what_needs_a_reason_asks_for_it(desks: Desks) -> None:
    transfer = desks.requested()
    assert send(desks.old_clerk, transfer, "prepare_refusal", 0).status_code == 422
    assert send(desks.old_clerk, transfer, "prepare_refusal", 0, reason="记录有争议").status_code == 302
    assert send(desks.old_reviewer, transfer, "refuse", 1).status_code == 302
    assert "不予转移" in page(desks.old_clerk, "transfer", transfer.number)


def test_a_third_region_sees_nothing_of_it(desks: Desks) -> None:
    transfer = desks.requested()
    stranger = a_member_of_staff(Post.CLERK, at=GUANGZHOU)
    assert transfer.number not in page(stranger, "transfers", show="leaving")
    assert signed_in(stranger).get(reverse("transfer", args=[transfer.number])).status_code == 404
    assert send(stranger, transfer, "prepare", 0).status_code == 404


def test_an_act_there_is_not_is_not_found(desks: Desks) -> None:
    assert send(desks.old_clerk, desks.requested(), "swallow", 0).status_code == 404


@pytest.mark.parametrize(
    ("language", "word", "due"), [("zh-hans", "联系函", "北京市"), ("en", "Contact letter", "Beijing")]
)
def test_a_citizen_follows_it_in_both_languages(desks: Desks, language: str, word: str, due: str) -> None:
    citizen = a_citizen(desks.person)
    transfer = desks.requested()
    client = signed_in(citizen)
    client.cookies["django_language"] = language
    shown = client.get(reverse("citizen_transfers"), headers={"accept-language": language}).content.decode()
    assert transfer.number in shown
    assert word in shown
    assert due in shown
    with translation.override(language):
        assert client.get(reverse("letter_pdf", args=[transfer.contact_letter.number])).status_code == 200


def test_a_citizen_sees_nobody_elses(desks: Desks) -> None:
    transfer = desks.requested()
    assert transfer.number not in page(a_citizen(), "citizen_transfers")


def test_accounts_tell_what_moved(desks: Desks) -> None:
    citizen = a_citizen(desks.person)
    desks.in_transit()
    assert "−1,280.00" in page(citizen, "citizen_accounts")


def test_whose_turn_it_is_finds_it_at_home(desks: Desks) -> None:
    transfer = desks.requested()
    assert "transfers.to_do" in tiles_of(desks.old_clerk)
    assert "transfers.to_do" not in tiles_of(desks.new_clerk)
    desks.act("prepare", transfer, desks.old_clerk)
    assert "transfers.to_do" in tiles_of(desks.old_reviewer)
    assert "transfers.to_do" not in tiles_of(desks.old_clerk)


def tiles_of(user: User) -> set[str]:
    return {tile.code for tile in all_tiles(viewer_of(user, on=TODAY), TODAY)}


def test_the_ledger_shows_the_transfer_behind_its_entries(desks: Desks) -> None:
    transfer = desks.in_transit()
    shown = page(desks.old_accountant, "entry", f"transfer:{transfer.number}:sent")
    assert reverse("transfer", args=[transfer.number]) in shown
