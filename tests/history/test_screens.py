"""A clerk sends a file by the page, sees what is wrong with which row, and a reviewer has it booked; people see it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from contributions.history.actions import Money
from contributions.history.example import as_file
from contributions.history.models import FileKind, FileState, HistoryFile
from siadmin.agency.models import User
from siadmin.agency.posts import Post
from siadmin.agency.viewer import Viewer
from siadmin.kernel.money import yuan
from siadmin.portal.record import gather
from tests.cities import BEIJING, SHANGHAI
from tests.factories import TODAY, a_citizen, a_member_of_staff, a_person
from tests.history.telling import (
    LI,
    Row,
    a_clerk,
    a_reviewer,
    an_accountant,
    approved,
    arrived,
    balance,
    booked,
    deemed,
    done,
    letter,
    months,
    of,
    origin,
    person,
    sent,
    submitted,
)

pytestmark = pytest.mark.usefixtures("five_cities", "at_the_desk")
DESK = f"{BEIJING}:hrss"


def signed_in(client: Client, user: User) -> Client:
    client.force_login(user)
    client.cookies["django_language"] = "en"
    return client


def send(client: Client, *rows: Row, **more: str) -> int:
    told = letter(rows)
    given = {
        "kind": "legacy", "desk": DESK, "letter": "清单 1", "people": told.people, "months": told.months,
        "base": yuan(told.base_fen), "deemed_months": told.deemed_months, "balance": yuan(told.balance_fen),
    }  # fmt: skip
    file = SimpleUploadedFile("history.csv", as_file(rows), content_type="text/csv")
    status: int = client.post(reverse("history_send"), given | more | {"file": file}).status_code
    return status


def page(client: Client, name: str, *arguments: object) -> str:
    return client.get(reverse(name, args=arguments)).content.decode()


def test_a_file_goes_by_the_pages_from_the_clerk_to_the_reviewer(client: Client) -> None:
    clerk, reviewer = a_clerk(), a_reviewer()
    signed_in(client, clerk)
    assert page(client, "history_upload").count("<code>") == 16
    assert send(client, person(), months("2015-01", "2015-12")) == 302
    file = HistoryFile.objects.get()
    assert "it can be submitted" in page(client, "history_file", file.pk)
    client.post(reverse("history_submit", args=[file.pk]), {"seen_version": "0"})
    assert "another person must decide" in page(client, "history_file", file.pk)
    signed_in(client, reviewer)
    assert "1 of 1 files waits" in page(client, "history_files")
    assert "Have it booked" in page(client, "history_file", file.pk)
    answer = client.post(reverse("history_send_back", args=[file.pk]), {"seen_version": "1"})
    assert answer.status_code == 422
    assert client.post(reverse("history_approve", args=[file.pk]), {"seen_version": "0"}).status_code == 409
    assert client.post(reverse("history_approve", args=[file.pk]), {"seen_version": "1"}).status_code == 302
    file.refresh_from_db()
    assert file.state == FileState.APPROVED
    done(file)
    assert "Booked: 1 people, 12 months paid" in page(client, "history_file", file.pk)


def test_rows_that_are_wrong_are_shown_with_what_to_do_and_can_be_downloaded(client: Client) -> None:
    signed_in(client, a_clerk())
    assert send(client, person(), months("2015-01", "2015-12", "x")) == 302
    file = HistoryFile.objects.get()
    shown = page(client, "history_file", file.pk)
    assert "1 of 2 rows has to be corrected" in shown
    assert "The contribution base is not yuan" in shown and "divide a yearly sum" in shown
    assert LI in shown
    lines = page(client, "history_problems", file.pk).splitlines()
    assert len(lines) == 2 and LI in lines[1] and "divide a yearly sum" in lines[1]
    signed_in(client, a_reviewer())
    for other in (page(client, "history_file", file.pk), page(client, "history_problems", file.pk)):
        assert LI not in other and "李历" not in other


def test_a_corrected_file_takes_the_place_of_the_wrong_one(client: Client) -> None:
    signed_in(client, a_clerk())
    wrong = sent(person(), months("2015-01", "2015-12", "x"))
    form = client.get(reverse("history_upload"), {"instead": wrong.pk}).content.decode()
    assert "Send history.csv again, corrected" in form and 'value="移交清单 2026-11-01"' in form
    assert send(client, person(), months("2015-01", "2015-12"), instead=str(wrong.pk)) == 302
    wrong.refresh_from_db()
    assert wrong.state == FileState.REPLACED
    assert "A corrected file has come for it" in page(client, "history_file", wrong.pk)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"kind": "certificate", "place": "999999"}, "There is no region with this code."),
        ({"kind": "certificate", "place": SHANGHAI, "money": "5"}, "On which day?"),
        ({"money": "5", "money_on": str(TODAY)}, "Only certificates come with money."),
        ({"desk": f"{SHANGHAI}:hrss"}, "Choose from the list"),
        ({"people": "-1"}, "Not less than 0"),
    ],
)
def test_what_is_wrong_with_the_form_is_said_and_nothing_is_kept(
    client: Client, given: dict[str, str], said: str
) -> None:
    signed_in(client, a_clerk())
    file = SimpleUploadedFile("history.csv", as_file([person()]))
    told = {"kind": "legacy", "desk": DESK, "letter": "x", "people": 1, "months": 0, "base": 0} | given
    answer = client.post(reverse("history_send"), told | {"deemed_months": 0, "balance": 0, "file": file})
    assert answer.status_code == 422 and said in answer.content.decode()
    assert not HistoryFile.objects.exists()


def test_the_second_person_and_the_clerk_are_told_on_their_home_page(client: Client) -> None:
    clerk, reviewer = a_clerk(), a_reviewer()
    submitted(sent(person(), months("2015-01", "2015-12"), by=clerk))
    sent(months("2015-01", "2015-12", "x"), by=clerk)
    assert "Files of history to review" in page(signed_in(client, reviewer), "work")
    home = page(signed_in(client, clerk), "work")
    assert "Files of history to correct or submit" in home and "to review" not in home


def test_the_accountant_confirms_the_money_of_a_certificate_before_the_reviewer(client: Client) -> None:
    rows = (person(), months("2015-01", "2015-12"), balance())
    file = submitted(sent(*rows, origin=origin(FileKind.CERTIFICATE, money=Money(3_800_000, TODAY))))
    accountant, reviewer = an_accountant(), a_reviewer()
    waiting = page(signed_in(client, reviewer), "history_file", file.pk)
    assert "once the fund accountant has confirmed the money" in waiting
    assert reverse("history_approve", args=[file.pk]) not in waiting
    assert "Files of history to review" not in page(client, "work")
    assert "Money that came with history" in page(signed_in(client, accountant), "work")
    missing = page(client, "history_file", file.pk)
    assert "No open line of the account" in missing and reverse("history_confirm_money", args=[file.pk]) not in missing
    line, other = arrived(file), arrived(file, fen=3_800_001)
    asked = page(client, "history_file", file.pk)
    assert "It has arrived" in asked and line.bank_reference in asked and other.bank_reference not in asked
    address, seen = reverse("history_confirm_money", args=[file.pk]), {"seen_version": file.version}
    assert client.post(address, seen | {"line": other.pk}).status_code == 422
    client.post(address, seen | {"line": line.pk})
    told = page(client, "history_file", file.pk)
    assert "saw the money in the account" in told and line.bank_reference in told
    assert "Files of history to review" in page(signed_in(client, reviewer), "work")
    assert reverse("history_approve", args=[file.pk]) in page(client, "history_file", file.pk)


def test_people_see_their_months_from_elsewhere_with_their_source(client: Client) -> None:
    somebody = a_person(name="孙在", born_on=TODAY.replace(year=1972))
    booked(
        months("2015-01", "2015-12", **of(somebody)), balance(**of(somebody)), deemed(**of(somebody)),
    )  # fmt: skip
    signed_in(client, a_citizen(somebody))
    shown = page(client, "citizen_history")
    assert "1 year from elsewhere count" in shown and "城南纺织厂" in shown and "京视同〔2010〕7号" in shown
    assert "former register of Beijing" in shown and "31,000.50" in shown
    home = page(client, "citizen_home")
    assert "1 year of it elsewhere, 2 years more deemed paid" in home
    assert "paid elsewhere" in home and reverse("citizen_history") in home
    assert "31,000.50" in page(client, "citizen_accounts")
    record = gather(somebody.pk, [], Viewer(person_id=somebody.pk), TODAY)
    assert [year.paid for year in record.years if year.year == 2015] == [12]
    assert (record.months_paid("pension_employee"), record.months_deemed("pension_employee")) == (12, 24)


def test_staff_see_them_on_the_page_of_the_person(client: Client) -> None:
    somebody = a_person(name="孙在", lives_in=BEIJING)
    booked(months("2015-01", "2015-12", **of(somebody)))
    shown = page(signed_in(client, a_reviewer()), "person", somebody.number)
    assert "since 2015-01" in shown, "what is counted is counted from its first month, wherever it was"
    assert "Paid elsewhere 2015-01 – 2015-12" in shown and "移交清单 2026-11-01" in shown


def test_nobody_sees_the_history_of_somebody_else(client: Client) -> None:
    booked(person(), months("2015-01", "2015-12"))
    assert "No month from elsewhere" in page(signed_in(client, a_citizen()), "citizen_history")


def test_a_run_and_an_act_are_named(client: Client) -> None:
    file = done(approved(submitted(sent(person(), months("2015-01", "2015-12")))))
    signed_in(client, a_member_of_staff(Post.APPROVER, at=BEIJING))
    assert file.run is not None
    assert "Months booked" in page(client, "run", file.run.pk)
    auditor = signed_in(client, a_member_of_staff(Post.AUDITOR, at=BEIJING))
    assert "File of history approved" in page(auditor, "trail")


def test_the_example_can_be_downloaded(client: Client) -> None:
    lines = page(signed_in(client, a_clerk()), "history_example").splitlines()
    assert lines[0].startswith("record,number,name") and len(lines) > 30
