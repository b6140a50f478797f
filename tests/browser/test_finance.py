"""Journeys of finance: an accountant watches a run and takes a difference of the proof on; a director sees inflow."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from funds.banking.actions import import_statement, open_bank_account, reconcile
from funds.banking.models import Difference
from funds.ledger.models import Account, AccountKind
from siadmin.agency.insurances import LINE_OF_FUND, Fund, Line
from siadmin.agency.models import Act, Region, User
from siadmin.agency.posts import Post
from siadmin.kernel.models import Run
from siadmin.kernel.money import written, yuan
from tests import cities, factories
from tests.browser.conftest import Visit
from tests.browser.screens import PHONE, WIDE, overflows, sign_in
from tests.cities import BEIJING, OCTOBER, SEPTEMBER, tick
from tests.factories import PASSWORD

RECEIVED_ON = dt.date(2026, 9, 20)
UNTOLD_FEN = 120_400
FUNDS_OF_THE_LINE = [fund for fund in Fund.values if LINE_OF_FUND[fund] == Line.HRSS]
REFRESHED = 15_000  # ms: a run's page asks for itself every two seconds


@pytest.fixture
def september(visit: Visit) -> Difference:
    """A paid month; the bank holds more for the pension fund than anybody told of."""
    employer, people = cities.staff(3)
    cities.declare(employer, SEPTEMBER, dict.fromkeys(people, 12_000))
    cities.charge(BEIJING, SEPTEMBER)
    paid = cities.owed(employer, SEPTEMBER)
    cities.pay(employer, SEPTEMBER, received_on=RECEIVED_ON)
    for fund, fen in paid.items():
        _tell_by_the_bank(fund, [fen, UNTOLD_FEN] if fund == Fund.PENSION else [fen])
    reconcile(region=Region.objects.get(pk=BEIJING), month=SEPTEMBER, at=tick())
    return Difference.objects.get()


def _tell_by_the_bank(fund: str, amounts: list[int]) -> None:
    account = Account.objects.get(book__region_id=BEIJING, book__fund=fund, kind=AccountKind.FISCAL)
    bank = open_bank_account(account=account, bank_name="某行", number=f"6222{account.pk:012d}", by=None, at=tick())
    lines = ["bank_reference,value_on,amount,counterparty,text"]
    lines += [f"B{place},{RECEIVED_ON},{yuan(fen)},某公司,社保费" for place, fen in enumerate(amounts)]
    import_statement(bank_account=bank, name=f"{fund}.csv", content="\n".join(lines).encode(), by=None, at=tick())


@pytest.fixture
def accountant(september: Difference) -> User:
    return factories.a_member_of_staff(Post.ACCOUNTANT, at=BEIJING, name="郑丽华", name_en="Zheng Lihua")


@pytest.fixture
def director(september: Difference) -> User:
    return factories.a_member_of_staff(Post.DIRECTOR, at=BEIJING)


@pytest.fixture
def waiting_run(september: Difference) -> Run:
    """The next month, opened; no slice of it is done."""
    return cities.open_only(BEIJING, OCTOBER)


def test_an_accountant_watches_a_run_come_to_its_end(visit: Visit, accountant: User, waiting_run: Run) -> None:
    with visit() as page:
        sign_in(page, accountant.username, PASSWORD)
        page.goto(reverse("runs"))
        page.locator(f"a[href='{reverse('run', args=[waiting_run.pk])}']").first.click()
        progress = page.get_by_role("progressbar", name="Slices done")
        expect(progress).to_have_attribute("value", "0")
        expect(page.locator("#live")).to_have_attribute("hx-get", reverse("run_live", args=[waiting_run.pk]))
        cities.work(waiting_run)
        expect(progress).to_have_attribute("value", "1", timeout=REFRESHED)
        expect(page.locator("#live[hx-get]")).to_have_count(0)


def test_an_accountant_opens_a_difference_of_the_proof_and_takes_it_on(
    visit: Visit, accountant: User, september: Difference
) -> None:
    with visit() as page:
        sign_in(page, accountant.username, PASSWORD)
        page.goto(f"{reverse('proof')}?month={SEPTEMBER}")
        expect(page.locator("table.chain")).to_be_visible()
        difference = page.locator("tr").filter(has_text="Nobody has it").filter(has_text="bank and receipts")
        expect(difference).to_contain_text(written(UNTOLD_FEN))
        difference.locator("a.btn").click()
        expect(page.locator("main")).to_contain_text("nobody yet")
        page.get_by_role("button", name="Take it on").click()
        expect(page.locator("main")).to_contain_text("It is yours now.")
        expect(page.locator("dl.facts")).to_contain_text("Zheng Lihua")
    september.refresh_from_db()
    assert september.owner == accountant
    assert Act.objects.filter(code="difference_owned", actor_id=accountant.pk, subject=str(september.pk)).exists()


@pytest.mark.parametrize("width", [PHONE, WIDE])
def test_a_director_sees_the_inflow_drawn_and_the_table_behind_it(width: int, visit: Visit, director: User) -> None:
    with visit(width=width) as page:
        sign_in(page, director.username, PASSWORD)
        expect(page).to_have_url(re.compile(r"/funds/"))
        expect(page.locator("#inflow figure")).to_have_count(len(FUNDS_OF_THE_LINE))
        expect(page.locator("#inflow figure svg").first).to_be_visible()
        table = page.locator("details.behind table")
        expect(table).to_be_hidden()
        page.get_by_text("Show as a table").click()
        expect(table).to_be_visible()
        expect(table.locator("tbody tr")).to_have_count(18)
        assert not overflows(page)


def test_without_scripts_the_table_stands_alone(visit: Visit, director: User) -> None:
    with visit(scripts=False) as page:
        sign_in(page, director.username, PASSWORD)
        page.goto(reverse("funds"))
        expect(page.locator("#inflow")).to_be_hidden()
        expect(page.locator("details.behind table")).to_be_visible()
