"""Lines that the books do not know are somebody's: on the statements, in the proof, before a month is closed."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from enrollment.registry.selectors import viewer_of
from funds.banking.actions import match_lines
from funds.banking.models import BankAccount, StatementLine
from funds.banking.selectors.standing import standings
from funds.banking.tiles import tiles_for
from funds.ledger.doubts import about
from siadmin.agency.insurances import Fund
from siadmin.agency.models import Region, User
from siadmin.agency.posts import Post
from tests.banking.test_matching import FIFTH, account_of, book, booked, told
from tests.cities import BEIJING, NOVEMBER, OCTOBER, tick
from tests.factories import TODAY, a_member_of_staff

pytestmark = pytest.mark.usefixtures("five_cities")


@pytest.fixture
def accountant(five_cities: None, client: Client, settings: Settings) -> User:
    settings.STAFF_TOTP_REQUIRED = False
    user = a_member_of_staff(Post.ACCOUNTANT, at=BEIJING)
    client.force_login(user)
    return user


@pytest.fixture
def bank(five_cities: None) -> BankAccount:
    return account_of(book())


def page(client: Client, name: str, *args: object, lang: str = "en", **query: str) -> str:
    response = client.get(reverse(name, args=args), query, headers={"accept-language": lang})
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("lang", ["en", "zh-hans"])
def test_the_statements_screen_shows_what_each_side_does_not_know(
    accountant: User, bank: BankAccount, client: Client, lang: str
) -> None:
    booked("known", 500)
    told(bank, ("B1", 500), ("UNKNOWN", 70))
    booked("only-in-the-books", 9)
    shown = page(client, "statements", lang=lang, region=BEIJING)
    assert "UNKNOWN" in shown and ">B1<" not in shown
    assert reverse("entry", args=["only-in-the-books"]) in shown
    assert reverse("entry", args=["known"]) not in shown


def test_a_long_queue_is_shown_in_part_and_whole_on_a_page_of_its_own(
    accountant: User, bank: BankAccount, client: Client
) -> None:
    told(bank, *[(f"L{n:02d}", 100 + n) for n in range(15)])
    shown, queue = page(client, "statements", region=BEIJING), page(client, "statement_lines", region=BEIJING)
    assert [name in shown for name in ("L00", "L09", "L10")] == [True, True, False]
    assert all(f"L{n:02d}" in queue for n in range(15))
    assert "L00" not in page(client, "statement_lines", region=BEIJING, fund=Fund.INJURY)


def test_a_line_is_taken_on_explained_and_matched_by_buttons(
    accountant: User, bank: BankAccount, client: Client
) -> None:
    told(bank, ("B1", 500))
    posting = booked("far", 500, FIFTH - dt.timedelta(days=40))
    line = StatementLine.objects.get()
    assert reverse("entry", args=["far"]) in page(client, "statement_line", line.pk)
    client.post(reverse("statement_line_take", args=[line.pk]))
    client.post(reverse("statement_line_explain", args=[line.pk]), {"note": "in October's books"})
    line.refresh_from_db()
    assert (line.owner, line.note) == (accountant, "in October's books")
    old = client.post(reverse("statement_line_match", args=[line.pk]), {"posting_id": posting.pk, "seen_rest_fen": 499})
    assert (old.status_code, old.context["refusal"].code) == (409, "changed_since")
    assert client.post(reverse("statement_line_match", args=[line.pk]), {"posting_id": "x"}).status_code == 422
    client.post(reverse("statement_line_match", args=[line.pk]), {"posting_id": posting.pk, "seen_rest_fen": 500})
    line.refresh_from_db()
    assert line.matched_at is not None
    assert "by hand" in page(client, "statement", line.statement_id)


def test_unknown_lines_stand_among_the_differences_of_the_proof(
    accountant: User, bank: BankAccount, client: Client
) -> None:
    told(bank, ("UNKNOWN", -70))
    line = StatementLine.objects.get()
    shown = page(client, "proof", region=BEIJING, month="2026-11")
    assert reverse("statement_line", args=[line.pk]) in shown
    assert reverse("statement_line_take", args=[line.pk]) in shown
    told(bank, *[(f"L{n:02d}", -100 - n) for n in range(30)])
    shown = page(client, "proof", region=BEIJING, month="2026-11")
    assert f"{reverse('statement_lines')}?region={BEIJING}" in shown
    assert shown.count(reverse("statement_line_take", args=[line.pk])) and "L29" not in shown


def test_a_fund_whose_bank_tells_more_than_its_books_is_not_whole(bank: BankAccount) -> None:
    def pension() -> tuple[bool, int]:
        (standing,) = standings(Region.objects.get(pk=BEIJING), [book()], NOVEMBER)
        return standing.is_whole, standing.open_fen

    booked("ground", 1_000, FIFTH - dt.timedelta(days=90))
    assert pension() == (True, 0)
    told(bank, ("B1", -70))
    assert pension() == (False, 70)
    booked("out", -70)
    match_lines(bank_account=bank, at=tick())
    assert pension() == (True, 0)


def test_what_the_bank_told_of_a_month_speaks_against_closing_it(bank: BankAccount) -> None:
    told(bank, ("B1", -70))
    words = {month: [each.en for each in about([book()], month)[book().pk]] for month in (OCTOBER, NOVEMBER)}
    assert "1 line of the bank not in the books, ¥0.70" in words[NOVEMBER]
    assert not [each for each in words[OCTOBER] if "line of the bank" in each]


def test_the_first_page_counts_them_for_those_who_answer(bank: BankAccount) -> None:
    told(bank, ("B1", 500), ("B2", 7))
    viewers = [viewer_of(a_member_of_staff(post, at=BEIJING), on=TODAY) for post in (Post.ACCOUNTANT, Post.CASHIER)]
    counts = [{tile.code: tile.count for tile in tiles_for(viewer, TODAY)} for viewer in viewers]
    assert counts == [{"banking.lines": 2}, {}]
