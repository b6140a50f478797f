"""Certificates and statements: who sees what, what is printed, what everybody with the code sees (REG 32; SIL 74)."""

import datetime as dt
import json

import pytest
from django.conf import settings as portal
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from contributions.accounts.actions import issue_rights, issue_yearly, open_statements
from contributions.accounts.actions.statements import Said, said_of, schemes_told, yearly_rights
from contributions.accounts.kinds import PARTICIPATION, STATEMENT
from contributions.accounts.models import AccountKind
from contributions.accounts.selectors.rights import Rights, balance_at, rights_seen_by
from contributions.accounts.selectors.years import year_end
from enrollment.registry.models import Employer, Person
from enrollment.registry.selectors import viewer_of
from siadmin.agency.insurances import Insurance, Line
from siadmin.agency.models import Region, User
from siadmin.agency.posts import Post
from siadmin.agency.viewer import Viewer
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from siadmin.letters.models import Issued, Language, Message
from siadmin.letters.selectors import code_of, public_figures
from tests.accounts.years import settled
from tests.cities import (
    BEIJING,
    GUANGZHOU,
    OCTOBER,
    SEPTEMBER,
    broken,
    charge,
    declare,
    pay,
    staff,
    tick,
    work,
)
from tests.factories import (
    NOW,
    TODAY,
    a_citizen,
    a_delegate,
    a_member_of_staff,
    a_user,
    an_employment,
    an_office,
    identity_number_of,
)

pytestmark = pytest.mark.usefixtures("five_cities")
MARCH = Month(2025, 3)


@pytest.fixture(autouse=True)
def _one_factor_is_enough(settings: Settings) -> None:
    settings.STAFF_TOTP_REQUIRED = False


@pytest.fixture
def paid(five_cities: None) -> tuple[Employer, Person]:
    """Somebody with a paid September and an October that is due, at 8,000 yuan in Beijing."""
    employer, (person,) = staff()
    for month in (SEPTEMBER, OCTOBER):
        declare(employer, month, {person: 8_000})
        charge(BEIJING, month)
    pay(employer, SEPTEMBER)
    an_office(at=BEIJING)
    an_office(at=BEIJING, line=Line.HS)
    return employer, person


def viewer(user: User) -> Viewer:
    return viewer_of(user, on=TODAY)


def seen(user: User, person: Person, line: str = Line.HRSS, employer: Employer | None = None) -> Rights | None:
    return rights_seen_by(viewer(user), person, line=line, today=TODAY, employer=employer)


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user, backend=portal.AUTHENTICATION_BACKENDS[-1])
    return client


def test_the_own_record_says_what_is_paid_and_what_is_not(paid: tuple[Employer, Person]) -> None:
    _, person = paid
    rights = seen(a_citizen(person), person)
    assert rights is not None
    assert [(each.month, each.own_fen, each.account_fen, str(each.state)) for each in rights.months[:2]] == [
        (SEPTEMBER, 68_000, 64_000, "latepaid"),  # 8% pension, 0.5% unemployment
        (OCTOBER, 68_000, 64_000, "missing"),
    ]
    assert rights.own_fen == 68_000
    assert rights.balances == {AccountKind.PENSION: 64_000}
    pension = rights.insurances[0]
    assert (pension.insurance, pension.is_insured, pension.since, pension.months_paid) == (
        Insurance.PENSION, True, SEPTEMBER, 1,
    )  # fmt: skip


def test_an_employer_sees_its_own_months_and_no_balance(paid: tuple[Employer, Person]) -> None:
    employer, person = paid
    before, _ = staff()
    an_employment(person, before, since=Month(2026, 1), left=Month(2026, 5))
    rights = seen(a_delegate(before), person, employer=before)
    assert rights is not None
    assert {each.payer.pk for each in rights.months} <= {before.pk}
    assert (rights.balances, rights.years) == ({}, ())
    assert rights.insurances[0].is_insured is False
    own = seen(a_delegate(employer), person, employer=employer)
    assert own is not None and {each.payer.pk for each in own.months} == {employer.pk}


def test_others_see_nothing(paid: tuple[Employer, Person]) -> None:
    employer, person = paid
    stranger, (somebody,) = staff()
    assert seen(a_citizen(somebody), person) is None
    assert seen(a_delegate(stranger), person, employer=employer) is None
    assert seen(a_delegate(stranger), person, employer=stranger) is None
    assert seen(a_delegate(employer), person) is None
    assert seen(a_delegate(employer, left=True), person, employer=employer) is None
    clerk = a_member_of_staff(Post.CLERK, at=BEIJING)
    assert seen(clerk, person) is not None
    assert seen(clerk, person, Line.HS) is None
    assert seen(a_member_of_staff(Post.CLERK, at=GUANGZHOU), person) is None
    assert seen(a_member_of_staff(Post.CLERK, at=BEIJING, line=Line.HS), person) is None


@pytest.mark.parametrize("what", [PARTICIPATION, STATEMENT])
@pytest.mark.parametrize("language", Language.values)
@pytest.mark.parametrize("line", Line.values)
def test_everybody_with_the_code_sees_the_figures_and_nobodys_name(
    paid: tuple[Employer, Person], what: str, language: str, line: str
) -> None:
    employer, person = paid
    citizen = a_citizen(person)
    rights = seen(citizen, person, line)
    assert rights is not None
    issued, pdf = issue_rights(
        what=what, rights=rights, office=an_office(at=BEIJING, line=line), language=language, by=citizen, at=NOW
    )
    assert pdf.startswith(b"%PDF-")
    page = Client().get(reverse("verify_code", args=[code_of(issued)])).content.decode()
    assert "累计缴费 1 个月" in page
    if what == STATEMENT:
        assert "680.00" in page if line == Line.HRSS else "元" in page
    for secret in (person.name, identity_number_of(person), person.number, employer.name):
        assert secret not in page
    kept = json.loads(issued.payload)["content"]
    assert kept["number"] == identity_number_of(person)
    assert kept["name"] == {"zh": "职工0", "en": "Zhi Gong0 职工0"}


def test_the_figures_on_the_page_are_those_of_the_letter(paid: tuple[Employer, Person]) -> None:
    _, person = paid
    rights = seen(a_citizen(person), person)
    assert rights is not None
    issued, _ = issue_rights(
        what=STATEMENT, rights=rights, office=an_office(at=BEIJING), language=Language.ZH, by=None, at=NOW
    )
    content = json.loads(issued.payload)["content"]
    figures = {label.zh: value.zh for label, value in public_figures(issued)}
    assert figures["期间个人缴费合计"] == "680.00 元" and content["own_fen"] == 68_000
    assert figures["养老个人账户"] == "640.00 元" and content["accounts"][0]["balance_fen"] == 64_000
    assert figures["养老保险"] == "在保，累计缴费 1 个月" and content["insurances"][0]["months_paid"] == 1


def test_an_employers_letter_masks_the_number(paid: tuple[Employer, Person]) -> None:
    employer, person = paid
    client = client_of(a_delegate(employer))
    answer = client.post(
        reverse("employer_letter", args=[employer.number, person.number]),
        {"what": STATEMENT, "line": Line.HRSS, "language": Language.ZH},
    )
    assert answer.status_code == 200 and answer["Content-Type"] == "application/pdf"
    content = json.loads(Issued.objects.get().payload)["content"]
    assert identity_number_of(person) not in json.dumps(content)
    assert content["accounts"] == []


def test_a_citizen_gets_it_at_once_and_finds_it_again(paid: tuple[Employer, Person]) -> None:
    _, person = paid
    client = client_of(a_citizen(person))
    answer = client.post(reverse("citizen_letter"), {"what": PARTICIPATION, "line": Line.HS, "language": Language.EN})
    issued = Issued.objects.get()
    assert answer.status_code == 302 and answer["Location"] == reverse("letter_pdf", args=[issued.number])
    assert client.get(answer["Location"])["Content-Type"] == "application/pdf"
    assert issued.number in client.get(reverse("citizen_certificate")).content.decode()


def test_months_in_the_wrong_order_are_told(paid: tuple[Employer, Person]) -> None:
    _, person = paid
    client = client_of(a_citizen(person))
    told = {"what": STATEMENT, "line": Line.HRSS, "language": Language.ZH, "first": "2026-10", "last": "2026-09"}
    answer = client.post(reverse("citizen_letter"), told)
    assert answer.status_code == 422 and "早于起始月份" in answer.content.decode()
    assert not Issued.objects.exists()


def test_a_clerk_issues_at_the_counter(paid: tuple[Employer, Person]) -> None:
    _, person = paid
    clerk = a_member_of_staff(Post.CLERK, at=BEIJING)
    client = client_of(clerk)
    told = {"what": PARTICIPATION, "line": Line.HRSS, "language": Language.BOTH}
    answer = client.post(reverse("person_letter", args=[person.number]), told)
    issued = Issued.objects.get()
    assert answer["Location"] == reverse("letter_pdf", args=[issued.number])
    assert client.get(answer["Location"]).status_code == 200
    assert (issued.issued_by, issued.office.region_id, issued.office.line) == (clerk, BEIJING, Line.HRSS)
    other_line = client.post(reverse("person_letter", args=[person.number]), told | {"line": Line.HS})
    assert other_line.status_code == 422 and Issued.objects.count() == 1


# --- the yearly statement ------------------------------------------------------------------------------------------


@pytest.fixture
def last_year(five_cities: None) -> tuple[Employer, Person, Person]:
    """Two people of Beijing with a paid March of last year, one of them without a second month; interest credited."""

    employer, (li, wang) = staff(2, since=MARCH)
    for month, wages in ((MARCH, {li: 8_000, wang: 9_000}), (MARCH + 1, {li: 8_000})):
        declare(employer, month, wages)
        charge(BEIJING, month)
        at = dt.datetime(2025, month.number, 26, 12, tzinfo=dt.UTC)
        pay(employer, month, received_on=at.date(), at=at)
    an_office(at=BEIJING)
    settled(2025)
    return employer, li, wang


def statements(year: int = 2025, line: str = Line.HRSS) -> None:
    run, _ = open_statements(
        region=Region.objects.get(pk=BEIJING), line=line, year=year, by=None, at=tick(), people_a_slice=1
    )
    work(run)


def test_everybody_is_told_once(last_year: tuple[Employer, Person, Person]) -> None:
    _, li, wang = last_year
    statements()
    statements()
    told = {message.recipient: message.params for message in Message.objects.filter(code="yearly_statement")}
    assert told.keys() == {li.number, wang.number}
    assert (told[li.number]["months"], told[li.number]["year"]) == (2, "2025")
    assert told[li.number]["balance_fen"] == balance_at(li.pk, AccountKind.PENSION, year_end(2025)) > 128_000
    assert "statements_were_sent" not in broken()


def test_what_the_batch_says_is_what_the_record_says(last_year: tuple[Employer, Person, Person]) -> None:
    for person in last_year[1:]:
        rights = yearly_rights(Viewer(person_id=person.pk), person, Line.HRSS, 2025, TODAY)
        assert rights is not None
        balance = balance_at(person.pk, AccountKind.PENSION, year_end(2025))
        employees, residents = (said_of(BEIJING, each, 2025, person.pk, person.pk) for each in schemes_told(Line.HRSS))
        pension = rights.insurances[0]
        assert employees == [Said(person.number, pension.months_paid_here, pension.own_fen_here, balance)]
        assert residents == []


def test_the_yearly_letter_is_the_same_at_every_opening(last_year: tuple[Employer, Person, Person]) -> None:
    _, li, _ = last_year
    client = client_of(a_citizen(li))
    page = client.get(reverse("citizen_statement_year", args=[2025, Line.HRSS])).content.decode()
    assert "2025-03" in page and "2025-04" in page
    url = reverse("citizen_year_letter", args=[2025, Line.HRSS])
    places = {client.post(url, {"language": "zh"})["Location"] for _ in range(2)}
    issued = Issued.objects.get()
    assert places == {reverse("letter_pdf", args=[issued.number])}
    content = json.loads(issued.payload)["content"]
    assert content["accounts"][0]["balance_fen"] == balance_at(li.pk, AccountKind.PENSION, year_end(2025))
    assert content["accounts"][0]["years"][0]["rate"] == "1.50%"


def test_a_citizen_sees_a_year_step_by_step_and_none_that_is_not_there(
    last_year: tuple[Employer, Person, Person],
) -> None:
    client = client_of(a_citizen(last_year[1]))
    url = reverse("citizen_interest", args=[2025, AccountKind.PENSION, BEIJING])
    assert url in client.get(reverse("citizen_accounts")).content.decode()
    assert "1.5%" in client.get(url).content.decode()
    for year in (0, 1, 2024, 10_000, 10**15):
        for route, last in (("citizen_interest", [AccountKind.PENSION, BEIJING]), ("citizen_statement_year", ["x"])):
            assert client.get(reverse(route, args=[year, *last])).status_code == 404


def test_where_no_office_answers_the_citizen_is_told(nobody_ready: None) -> None:
    _, (person,) = staff(1, since=MARCH)
    client = client_of(a_citizen(person))
    told = {"what": STATEMENT, "line": Line.HRSS, "language": "zh"}
    url = reverse("citizen_year_letter", args=[2025, Line.HRSS])
    for answer in (client.post(reverse("citizen_letter"), told), client.post(url, {"language": "zh"})):
        assert answer.status_code == 409 and "12333" in answer.content.decode()
    assert not Issued.objects.exists()


def test_statements_wait_for_the_interest_and_the_end_of_the_year(five_cities: None) -> None:
    staff(1, since=MARCH)
    for year, code in ((2025, "statement_before_interest"), (2026, "statement_year_not_over")):
        with pytest.raises(Refusal) as refused:
            statements(year)
        assert refused.value.code == code
    statements(2025, Line.HS)  # medical accounts bear no interest: nothing to wait for
    assert Message.objects.get(code="yearly_statement").params["balance_fen"] is None


def test_a_person_is_only_told_their_own_year(last_year: tuple[Employer, Person, Person]) -> None:
    _, li, wang = last_year
    assert yearly_rights(viewer(a_citizen(li)), wang, Line.HRSS, 2025, TODAY) is None
    assert client_of(a_user()).get(reverse("citizen_statement_year", args=[2025, "hrss"])).status_code == 403
    issued, _ = issue_yearly(
        rights=yearly_rights(Viewer(person_id=li.pk), li, Line.HRSS, 2025, TODAY) or pytest.fail("not seen"),
        year=2025, office=an_office(at=BEIJING), language="zh", by=None, at=NOW,
    )  # fmt: skip
    assert client_of(a_citizen(wang)).get(reverse("letter_pdf", args=[issued.number])).status_code == 404
