"""Journey of money out: reviewed, approved, looked at twice and paid by a bank, whose answer is read back."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from benefits.payments.models import BankFile, PaymentRun, Result
from benefits.payments.rules.course import SENDING
from siadmin.agency.models import User
from siadmin.kernel.models import Run
from tests.browser.conftest import Visit
from tests.browser.screens import PHONE, overflows, sign_in
from tests.cities import work
from tests.claims import toy
from tests.factories import PASSWORD, a_person
from tests.payments.till import Till, a_card, answer, funded, rows_of


@pytest.fixture
def till(visit: Visit) -> Iterator[Till]:
    with toy.joined():
        funded()
        yield Till()


def _as(page: Page, user: User, own: PaymentRun) -> None:
    sign_in(page, user.username, PASSWORD)
    page.goto(f"/desk/payments/{own.number}/")


def test_a_month_is_signed_paid_and_answered(till: Till, visit: Visit) -> None:
    for _ in range(2):
        person = a_person()
        a_card(person)
        till.granted(person)
    own = till.opened()
    till.seen(own)
    signed = ((till.reviewer, "Let it through", "let through."), (till.approver, "Approve", "It was approved"))
    for user, press, did in signed:
        with visit() as page:
            _as(page, user, own)
            page.get_by_role("button", name=press, exact=True).click()
            expect(page.get_by_text(did)).to_be_visible()
    with visit(width=PHONE) as page:
        _as(page, till.cashier, own)
        page.get_by_role("link", name="Pay all that is ready").click()
        expect(page.get_by_role("heading", name="in 2 payments?")).to_be_visible()
        assert not overflows(page) and not BankFile.objects.exists()
        page.get_by_role("button", name="Pay ¥").click()
        expect(page.get_by_text("Booked out")).to_be_visible()
        work(Run.objects.get(kind=SENDING))
        page.goto(f"/desk/payments/{own.number}/")
        expect(page.get_by_role("heading", name="Files and answers")).to_be_visible()
    references = [row["reference"] for row in rows_of(BankFile.objects.get())]
    with visit() as page:
        _as(page, till.accountant, own)
        page.get_by_text("Take the answer in").click()
        _sends(page, answer([(references[0], "okay")]))
        expect(page.get_by_role("alert")).to_contain_text("cannot be read")
        assert not Result.objects.exists()
        _sends(page, answer([(each, "paid") for each in references]))
        expect(page.get_by_text("answer was taken in.")).to_be_visible()
    assert Result.objects.filter(answer="paid").count() == 2


def _sends(page: Page, content: bytes) -> None:
    """Into the form that stands open: after a wrong file it need not be opened again."""
    page.locator("input[name=file]").set_input_files({"name": "answer.csv", "mimeType": "text/csv", "buffer": content})
    page.get_by_role("button", name="Take in").click()
