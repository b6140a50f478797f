"""What staff see: their queues, a search that answers while typing, people and employers on one page, unmasking."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from contributions.assessment.models import Bill
from contributions.collection.models import Receipt
from enrollment.registry.actions import rename_person, set_injury_rate
from enrollment.registry.models import Employer, Person
from siadmin.agency import asked, tiles
from siadmin.agency.insurances import LINE_OF_FUND, Line
from siadmin.agency.models import Act, User
from siadmin.agency.posts import Post
from siadmin.agency.tiles import Tile
from siadmin.agency.trail import record
from siadmin.agency.viewer import Viewer
from siadmin.kernel.language import Words
from siadmin.kernel.models import Run
from siadmin.kernel.money import written
from siadmin.kernel.months import Month
from siadmin.matters.catalogue import Door, matters
from siadmin.portal.desk import ORDER, place_of
from tests import cities, factories
from tests.cities import BEIJING, CHENGDU, COUNTY_OF, OCTOBER, SEPTEMBER
from tests.factories import NOW, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("five_cities")]
ENGLISH = {"accept-language": "en"}


@pytest.fixture
def clerk(client: Client) -> User:
    user = factories.a_member_of_staff(Post.CLERK, name="林静", name_en="Lin Jing")
    client.force_login(user)
    return user


@pytest.fixture
def known(clerk: User) -> tuple[Employer, Person]:
    """Somebody with a paid September and an unpaid October."""
    employer, person = (
        factories.an_employer(at=COUNTY_OF[BEIJING]),
        factories.a_person(name="职工0", phone="13812346021"),
    )
    factories.an_employment(person, employer, since=SEPTEMBER)
    cities.declare(employer, SEPTEMBER, {person: 12_000})
    cities.charge(BEIJING, SEPTEMBER)
    cities.pay(employer, SEPTEMBER, received_on=dt.date(2026, 9, 20))
    cities.charge(BEIJING, OCTOBER)
    return employer, person


def _shown(client: Client, path: str, **headers: str) -> str:
    answer = client.get(path, headers=headers)
    assert answer.status_code == 200
    return answer.content.decode()


# --- home --------------------------------------------------------------------------------------------------------


def test_a_home_without_work_says_so(client: Client, clerk: User) -> None:
    assert "<h1>Lin Jing, nothing waits for you</h1>" in _shown(client, reverse("work"), **ENGLISH)


def test_what_one_did_last_is_told_by_names(client: Client, known: tuple[Employer, Person], clerk: User) -> None:
    charged = Run.objects.latest("pk")
    for kind, subject in (("book", f"{BEIJING}:injury"), ("region", BEIJING), ("run", str(charged.pk))):
        record(by=clerk, at=NOW, code="closing_prepared", subject_kind=kind, subject=subject)
    page = _shown(client, reverse("work"), **ENGLISH)
    assert page.count("Closing prepared") == 3
    assert all(f"<small>{told}" in page for told in ("Beijing Work injury fund<", "Beijing<"))
    assert f"Run {charged.pk}" not in page and "Beijing 2026-10, " in page


def test_the_heading_of_the_home_counts_what_is_late(
    client: Client, clerk: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def late(viewer: Viewer, today: dt.date) -> list[Tile]:
        return [Tile("x", Words("队列", "A queue"), 3, due_on=dt.date(2020, 1, 2)), Tile("y", Words("空", "Empty"), 0)]

    monkeypatch.setattr(tiles, "_sources", [late])
    page = _shown(client, reverse("work"), **ENGLISH)
    assert "<h1>Lin Jing, 1 queue is late; do it first</h1>" in page
    assert "3 matters wait" in page


@pytest.mark.parametrize(("waits", "heading"), [(31, "nothing is late"), (32, "3 matters wait, the oldest since")])
def test_what_waits_longer_than_a_month_is_not_called_nothing_late(
    waits: int, heading: str, client: Client, clerk: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def old(viewer: Viewer, today: dt.date) -> list[Tile]:
        return [Tile("x", Words("队列", "A queue"), 3, oldest_on=today - dt.timedelta(days=waits))]

    monkeypatch.setattr(tiles, "_sources", [old])
    page = _shown(client, reverse("work"), **ENGLISH)
    assert f"<h1>Lin Jing, {heading}" in page
    assert "the law names no day" in page


def test_an_employer_that_should_have_declared_is_in_the_clerks_queue(client: Client) -> None:
    employer, _ = cities.staff(at=COUNTY_OF[CHENGDU], since=Month.of(timezone.localdate()))
    client.force_login(factories.a_member_of_staff(Post.CLERK, at=COUNTY_OF[CHENGDU]))
    assert reverse("employer", args=[employer.number]) in _shown(client, reverse("work"))


def test_where_silence_means_unchanged_no_employer_is_in_the_queue(client: Client, clerk: User) -> None:
    employer, _ = cities.staff(at=COUNTY_OF[BEIJING], since=Month.of(timezone.localdate()))
    assert reverse("employer", args=[employer.number]) not in _shown(client, reverse("work"))


def test_what_can_be_asked_about_an_employment_starts_on_the_persons_page_without_an_identity_number(
    client: Client, known: tuple[Employer, Person]
) -> None:
    employer, person = known
    page = _shown(client, reverse("person", args=[person.number]))
    address = f"{reverse('matter_start', args=['employee_change', employer.number])}?number={person.number}"
    assert f'href="{address}"' in page
    assert f'value="{person.number}"' in _shown(client, address)
    assert f'href="{reverse("matter_start", args=["employee_change", employer.number])}"' in _shown(
        client, reverse("employer", args=[employer.number])
    )


def test_every_matter_about_somebody_has_its_place_on_the_desk() -> None:
    for kind in ("person", "employer"):
        for matter in matters(Door.COUNTER, kind):
            if not matter.code.startswith("toy_"):
                assert place_of(matter.code) < len(ORDER), matter.code


def test_what_can_be_done_now_is_grouped_the_most_usual_first_and_what_cannot_last_with_why(
    client: Client, known: tuple[Employer, Person]
) -> None:
    _, person = known
    page = _shown(client, reverse("person", args=[person.number]))
    desk = page[page.index('id="desk"') :]
    order = [
        "登记、变更和争议", "变更联系电话", "变更待遇领取账户", "更正姓名", "变更参保", "登记社会保障卡", "转移接续",
        "申领待遇", "暂不能办理", "变更灵活就业缴费基数或周期",
    ]  # fmt: skip
    places = [desk.index(word) for word in order]
    assert places == sorted(places)
    barred = desk[desk.index("暂不能办理") :]
    assert "没有以灵活就业身份参保缴费" in barred


# --- search ------------------------------------------------------------------------------------------------------


def _asked(client: Client, question: str, **headers: str) -> str:
    """The page a search leads to."""
    answer = client.post("/search/", {"q": question}, headers=headers, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_search_works_without_a_script(client: Client, known: tuple[Employer, Person]) -> None:
    page = _asked(client, known[1].name)
    assert "<html" in page
    assert reverse("person", args=[known[1].number]) in page


def test_while_typing_only_the_results_come_and_they_are_the_same(
    client: Client, known: tuple[Employer, Person]
) -> None:
    whole = _asked(client, known[1].name)
    fragment = _asked(client, known[1].name, **{"hx-request": "true"})
    assert fragment.strip().startswith('<div id="found"')
    assert re.sub(r"\s+", " ", fragment.strip()) in re.sub(r"\s+", " ", whole)


def test_the_heading_of_a_search_is_what_was_found(client: Client, known: tuple[Employer, Person]) -> None:
    assert f"<h1>1 person for “{known[1].name}”</h1>" in _asked(client, known[1].name, **ENGLISH)
    assert "<h1>Nobody is found for “nobody”</h1>" in _asked(client, "nobody", **ENGLISH)


def test_a_whole_number_leads_straight_to_the_person(client: Client, known: tuple[Employer, Person]) -> None:
    number = factories.identity_number_of(known[1])
    assert client.post("/search/", {"q": number})["Location"] == reverse("person", args=[known[1].number])


def test_no_address_tells_what_was_searched_for(client: Client, known: tuple[Employer, Person]) -> None:
    """Neither the form's own, nor the one the results have, nor the one a script pushes into the history."""
    for question in (known[1].name, "11010519900101", "李"):
        answer = client.post("/search/", {"q": question})
        typed = client.post("/search/", {"q": question}, headers={"hx-request": "true"})
        for address in (answer["Location"], typed["HX-Push-Url"]):
            assert address.startswith("/search/?t=") and question not in address
        assert answer["Location"] != typed["HX-Push-Url"], "the same question is not recognised by its address"
        assert (
            len(answer["Location"])
            == len(typed["HX-Push-Url"])
            == len(client.post("/search/", {"q": "x" * 80})["Location"])
        )
        assert f"“{question}”" in _shown(client, answer["Location"])
    page = _shown(client, "/search/")
    assert '<form class="find" role="search" action="/search/" method="post">' in page
    assert "hx-get" not in page
    assert "Nothing is asked yet" in _shown(client, f"/search/?q={known[1].name}", **ENGLISH)


def test_the_address_of_a_search_opens_for_who_asked_while_the_session_lasts(
    client: Client, clerk: User, known: tuple[Employer, Person]
) -> None:
    address = client.post("/search/", {"q": known[1].name})["Location"]
    for altered in (address[:-2] + "AA", address[:40], "/search/?t=x", "/search/?t=é"):
        assert "Nothing is asked yet" in _shown(client, altered, **ENGLISH)
    token, now = address.partition("?t=")[2], timezone.now()
    assert asked.opened(token, clerk, now) == known[1].name
    assert asked.opened(token, clerk, now + dt.timedelta(hours=9)) == ""
    assert asked.opened(token, clerk, now - dt.timedelta(hours=1)) == ""
    client.force_login(factories.a_member_of_staff(Post.CLERK, name="周岚"))
    assert "Nothing is asked yet" in _shown(client, address, **ENGLISH)


def test_results_show_masked_numbers_only(client: Client, known: tuple[Employer, Person]) -> None:
    number = factories.identity_number_of(known[1])
    page = _asked(client, known[1].name)
    assert number not in page
    assert f"{number[:4]}<i>**********</i>{number[-4:]}" in page


def test_nobody_found_says_what_to_try(client: Client, clerk: User) -> None:
    assert "Nobody is found for “zzzz”" in _asked(client, "zzzz", **ENGLISH)


# --- a person ----------------------------------------------------------------------------------------------------


def test_a_person_is_told_on_one_page_in_both_languages(client: Client, known: tuple[Employer, Person]) -> None:
    employer, person = known
    chinese = _shown(client, reverse("person", args=[person.number]))
    english = _shown(client, reverse("person", args=[person.number]), **ENGLISH)
    assert "2026-09 足额到账" in chinese
    assert "应由" in chinese and "2026-10" in chinese
    assert "2026-09 paid in full" in english
    assert employer.name in english
    assert not re.search(
        r"[a-z]{4,} [a-z]{4,}", re.sub(r"<[^>]*>|&\w+;", "", chinese.split("<main")[1].split("</main>")[0])
    )


def test_a_timeline_is_narrowed_to_one_theme(client: Client, known: tuple[Employer, Person]) -> None:
    page = _shown(client, reverse("person", args=[known[1].number]) + "?theme=participation", **ENGLISH)
    assert "Joined: " in page
    assert "paid in full" not in page


def test_a_corrected_name_stands_beside_the_old_one(client: Client, clerk: User) -> None:
    person = factories.a_person(name="陈小雨", lives_in="110105")
    rename_person(person=person, name="陈晓雨", by=clerk, at=NOW, reason="更正错字")
    assert "姓名: 陈小雨 → 陈晓雨" in _shown(client, reverse("person", args=[person.number]))


# --- an employer -------------------------------------------------------------------------------------------------


def test_an_employer_is_told_on_one_page(client: Client, known: tuple[Employer, Person], clerk: User) -> None:
    employer, person = known
    set_injury_rate(
        employer=employer, risk_class=1, factor=employer.injury_rates.get().factor * 0 + 1, from_month=Month.of(TODAY),
        by=clerk, at=NOW, decision="京人社〔2026〕1号",
    )  # fmt: skip
    page = _shown(client, reverse("employer", args=[employer.number]), **ENGLISH)
    assert "1 month overdue" in page
    assert reverse("person", args=[person.number]) in page
    assert "京人社〔2026〕1号" in page
    assert employer.bank_account not in page


# --- unmasking ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("field", ["identifier", "phone"])
def test_a_number_is_shown_once_for_a_reason_and_that_is_recorded(
    field: str, client: Client, clerk: User, known: tuple[Employer, Person]
) -> None:
    person = known[1]
    value = factories.identity_number_of(person) if field == "identifier" else "13812346021"
    path = reverse("person", args=[person.number])
    assert value not in _shown(client, path)
    shown = client.post(reverse("person_unmask", args=[person.number]), {"field": field, "reason": "matter"})
    assert value in shown.content.decode()
    assert shown["Cache-Control"] == "no-store"
    assert value not in _shown(client, path)
    act = Act.objects.get(code="number_shown")
    assert (act.actor_id, act.subject, act.detail["field"]) == (clerk.pk, person.number, field)
    assert "办理本人申请的事项" in _shown(client, path + "?theme=looked")


def test_a_bank_account_is_shown_once_for_a_reason(client: Client, known: tuple[Employer, Person]) -> None:
    employer = known[0]
    path = reverse("employer_unmask", args=[employer.number])
    shown = client.post(path, {"field": "bank_account", "reason": "audit"})
    assert employer.bank_account in shown.content.decode()


@pytest.mark.parametrize("reason", ["", "because"])
def test_without_a_reason_from_the_list_nothing_is_shown_and_nothing_recorded(
    reason: str, client: Client, known: tuple[Employer, Person]
) -> None:
    person = known[1]
    answer = client.post(reverse("person_unmask", args=[person.number]), {"field": "identifier", "reason": reason})
    assert answer.status_code == 422
    assert "查看完整号码须选择事由" in answer.content.decode()
    assert factories.identity_number_of(person) not in answer.content.decode()
    assert not Act.objects.filter(code="number_shown").exists()


def test_a_field_that_is_not_protected_is_not_a_field(client: Client, known: tuple[Employer, Person]) -> None:
    answer = client.post(reverse("person_unmask", args=[known[1].number]), {"field": "name", "reason": "matter"})
    assert answer.status_code == 302
    assert not Act.objects.filter(code="number_shown").exists()


def test_nobody_unmasks_a_person_of_another_region(client: Client) -> None:
    person = factories.a_person(lives_in="310115")
    client.force_login(factories.a_member_of_staff(Post.CLERK))
    answer = client.post(reverse("person_unmask", args=[person.number]), {"field": "identifier", "reason": "matter"})
    assert answer.status_code == 404
    assert not Act.objects.filter(code="number_shown").exists()


@pytest.mark.parametrize("line", Line.values)
def test_a_member_of_staff_sees_an_employers_money_of_their_own_line_only(
    client: Client, known: tuple[Employer, Person], line: str
) -> None:
    employer, _ = known
    funds = [fund for fund, its_line in LINE_OF_FUND.items() if its_line == line]
    bills = Bill.objects.filter(employer=employer, month=SEPTEMBER)
    both = sum(bills.values_list("total_fen", flat=True))
    own = sum(bills.filter(fund__in=funds).values_list("total_fen", flat=True))
    others = Receipt.objects.exclude(book__fund__in=funds).values_list("amount_fen", flat=True)
    client.force_login(factories.a_member_of_staff(Post.CLERK, line=line))
    for door in (reverse("employer", args=[employer.number]), reverse("work_bill", args=[employer.number, SEPTEMBER])):
        page = _shown(client, door)
        assert written(own) in page
        assert not [fen for fen in (both, *others) if f">{written(fen)}<" in page or f"¥{written(fen)}" in page]
