"""A clearing leaves in files to banks; their answers are read line by line; what came back is paid anew, once."""

import csv
import datetime as dt
import io
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from benefits.payments.rules.bank_files import COLUMNS
from benefits.providers.actions import decide_account, propose_account
from benefits.providers.models import AccountChange, Institution
from benefits.settlement.actions import pay_anew, take_clearing_file, take_clearing_results
from benefits.settlement.models import ClearingAnswer, ClearingFile, ClearingRun, Remittance, RemittanceAnswer
from benefits.settlement.selectors.remitted import last_answers
from funds.ledger.models import AccountKind, Book
from funds.ledger.selectors import balances_of, drawn_by
from siadmin.agency.documents import content_of
from siadmin.agency.insurances import Fund
from siadmin.agency.models import Act, User
from siadmin.agency.posts import Post
from siadmin.kernel.months import Month
from siadmin.kernel.protection import keyed_hash
from siadmin.kernel.refusal import Refusal
from siadmin.letters.models import Message
from tests import database
from tests.cities import BEIJING, broken, tick
from tests.factories import NOW, a_delegate
from tests.payments.till import funded
from tests.settlement.agency import Clearer
from tests.settlement.hospital import Hospital, desk, line, patient
from tests.settlement.test_days import said

pytestmark = [pytest.mark.usefixtures("a_year_paid", "at_the_desk")]
OTHER = "6222000099990001"


def bill(hospital: Hospital) -> Any:
    stay = hospital.admitted(patient())
    return hospital.settled(stay, hospital.presettled(stay, [line("DV0001", 1, "9000")]))


def paid() -> tuple[Clearer, ClearingRun, Hospital, Hospital]:
    """Two hospitals of one bank."""
    hospital, other, clearer = Hospital(), Hospital(with_catalogue=False), Clearer()
    bill(hospital)
    bill(other)
    funded(Fund.MEDICAL)
    return clearer, clearer.paid(clearer.opened()), hospital, other


def lines_of(file: ClearingFile) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content_of(file.document).decode("utf-8-sig"))))


def answered(file: ClearingFile, results: dict[int, str], by: User | None = None) -> tuple[ClearingAnswer, bool]:
    content = "reference,result\n" + "".join(f"{file.run.number}-{row},{told}\n" for row, told in results.items())
    by = by or desk(Post.ACCOUNTANT)
    return take_clearing_results(file_id=file.pk, name="回盘.csv", content=content.encode(), by=by, at=tick())


def corrected(
    hospital: Hospital, account: str = OTHER, *, bank: str = "中国农业银行", approve: bool = True
) -> AccountChange:
    change = propose_account(
        institution=hospital.institution,
        bank_name=bank,
        account=account,
        reason="账户更正",
        by=desk(Post.CLERK),
        at=tick(),
    )
    return decide_account(change_id=change.pk, is_approved=approve, by=desk(Post.APPROVER), at=tick())


def anew(its: Remittance, by: User | None = None) -> ClearingFile:
    return pay_anew(remittance_id=its.pk, by=by or desk(Post.CASHIER), at=tick())


def expenditure() -> int:
    return balances_of(Book.objects.get(region_id=BEIJING, fund=Fund.MEDICAL)).get(AccountKind.EXPENDITURE, 0)


def left_to_pay_from() -> tuple[int, int]:
    """What the fiscal special account holds, and what plans of the month say was drawn of it."""
    book = Book.objects.get(region_id=BEIJING, fund=Fund.MEDICAL)
    return balances_of(book)[AccountKind.FISCAL], drawn_by(book, Month.of(timezone.localdate(tick())))


def bearer(hospital: Hospital) -> dict[str, str]:
    return {"Authorization": f"Bearer {hospital.token}"}


def read(hospital: Hospital, since: str = "") -> dict[str, Any]:
    """What its program reads of clearings."""
    path = reverse("api_clearings") + (f"?since={since}" if since else "")
    status, told = hospital.send("GET", path, b"", bearer(hospital))
    assert status == 200, told
    return dict(told)


def test_paying_writes_a_file_a_bank_with_a_line_an_institution() -> None:
    _, own, hospital, other = paid()
    file = own.files.get()
    told = lines_of(file)
    assert tuple(told[0]) == COLUMNS
    assert (file.bank_name, file.payments, file.total_fen) == ("中国工商银行", 2, own.total_fen)
    for row, each in zip(told, (hospital, other), strict=True):
        its = own.clearings.get(institution=each.institution)
        assert row["name"] == each.institution.employer.name
        assert row["account"] == each.institution.account
        assert row["amount"] == f"{its.pay_fen // 100}.{its.pay_fen % 100:02d}"
        assert row["reference"] == f"{own.number}-{its.remittances.get().row}"
    content = take_clearing_file(file=file, by=desk(Post.ACCOUNTANT), at=tick())
    assert content == content_of(file.document)
    assert Act.objects.get(code="clearing_file_taken").detail["file"] == file.document.name
    assert broken() == {}


def test_institutions_of_two_banks_are_in_two_files() -> None:
    hospital, other, clearer = Hospital(), Hospital(with_catalogue=False), Clearer()
    bill(hospital)
    bill(other)
    corrected(other)
    funded(Fund.MEDICAL)
    own = clearer.paid(clearer.opened())
    files = {each.bank_name: lines_of(each)[0]["account"] for each in own.files.all()}
    assert files == {"中国工商银行": hospital.institution.account, "中国农业银行": OTHER}
    assert sorted(own.remittances.values_list("row", flat=True)) == [1, 2]
    assert broken() == {}


def test_answers_come_line_by_line_and_change_nothing_twice() -> None:
    _, own, _, _ = paid()
    file = own.files.get()
    first, is_new = answered(file, {1: "paid"})
    assert (first.paid_fen, first.returned_fen, first.entry, is_new) == (
        own.remittances.get(row=1).amount_fen, 0, None, True,
    )  # fmt: skip
    again, is_new = answered(file, {1: "paid"})
    assert (again, is_new) == (first, False)
    whole, _ = answered(file, {1: "paid", 2: "paid"})
    assert whole.paid_fen == own.remittances.get(row=2).amount_fen
    assert last_answers(own.remittances.all()) == {1: "paid", 2: "paid"}
    assert broken() == {}


def test_an_answer_that_cannot_be_read_is_not_taken_in() -> None:
    _, own, _, _ = paid()
    file = own.files.get()
    for results, code in (
        ({7: "paid"}, "payment_result_unknown"), ({1: "arrived"}, "payment_result_row"), ({}, "payment_result_empty"),
    ):  # fmt: skip
        with pytest.raises(Refusal) as refused:
            answered(file, results)
        assert refused.value.code == code
    answered(file, {1: "other"})
    with pytest.raises(Refusal) as refused:
        answered(file, {1: "paid", 2: "paid"})
    assert refused.value.code == "payment_result_contradicts"
    with pytest.raises(Refusal) as refused:
        answered(file, {2: "paid"}, desk(Post.CASHIER))
    assert refused.value.code == "payments_not_your_post"
    assert broken() == {}


def test_what_came_back_is_booked_back_and_paid_anew_to_another_account_once() -> None:
    _, own, hospital, _ = paid()
    its = own.remittances.get(clearing__institution=hospital.institution)
    before, drawn = expenditure(), left_to_pay_from()
    assert drawn[1] == own.total_fen
    told, _ = answered(own.files.get(), {1: "no_such_account", 2: "paid"})
    assert (told.returned_fen, expenditure() - before) == (its.amount_fen, its.amount_fen)
    with pytest.raises(Refusal) as refused:
        anew(its)
    assert refused.value.code == "clearing_same_account"
    corrected(hospital)
    file = anew(its)
    assert (file.bank_name, file.sequence, lines_of(file)[0]["account"]) == ("中国农业银行", 1, OTHER)
    assert (lines_of(file)[0]["reference"], expenditure()) == (f"{own.number}-3", before)
    with pytest.raises(Refusal) as refused:
        anew(its)
    assert refused.value.code == "clearing_not_returned"
    assert left_to_pay_from() == drawn, "from what came back"
    answered(file, {3: "paid"})
    assert broken() == {}


def test_what_came_back_twice_is_paid_anew_twice() -> None:
    _, own, hospital, _ = paid()
    answered(own.files.get(), {1: "account_closed"})
    corrected(hospital)
    second = anew(own.remittances.get(row=1))
    answered(second, {3: "name_differs"})
    corrected(hospital, "6222000099990002")
    third = anew(own.remittances.get(row=3))
    assert (third.sequence, last_answers(own.remittances.all())) == (2, {1: "account_closed", 3: "name_differs"})
    assert broken() == {}


def test_an_institution_reads_what_came_back_why_and_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """By its program, in the answer to its day, in its box and on its page; another institution reads its own."""
    _, own, hospital, other = paid()
    its = own.remittances.get(clearing__institution=hospital.institution)
    assert read(hospital)["returned"] == 0 and [each["stands"] for each in read(hospital)["lines"]] == ["sent"]
    answered(own.files.get(), {its.row: "name_differs", 3 - its.row: "paid"})
    told = read(hospital)
    (first,) = told["lines"]
    assert (told["returned"], first["stands"], first["amount_fen"]) == (1, "returned", its.amount_fen)
    assert (first["line"], first["returned"]["code"]) == (f"{own.number}-{its.row}", "name_differs")
    assert first["returned"]["zh"] == "户名不符" and "书面" in first["returned"]["remedy_zh"]
    assert "Tell the agency the right account" in first["returned"]["remedy_en"]
    theirs = read(other)
    assert (theirs["returned"], [each["stands"] for each in theirs["lines"]]) == (0, ["paid"])
    assert theirs["lines"][0]["returned"] is None
    message = Message.objects.get(code="clearing_returned")
    number = hospital.institution.employer.number
    assert (message.recipient, message.params["why"]["zh"]) == (number, "户名不符")
    page, there = Client(), reverse("employer_institution", args=[number])
    page.force_login(a_delegate(hospital.institution.employer))
    shown = page.get(there, headers={"accept-language": "en"}).content.decode()
    assert "1 payment came back from the bank" in shown and "the name differs" in shown
    assert "Tell the agency the right account in writing" in shown and "Paid by clearings" in shown
    corrected(hospital)
    told = read(hospital)
    assert (told["returned"], told["lines"][0]["stands"]) == (1, "corrected")
    assert told["lines"][0]["returned"]["remedy_en"].startswith("Nothing more to do")
    monkeypatch.setattr(timezone, "now", lambda: NOW + dt.timedelta(1))
    hospital.token = hospital.signed_in()
    day = hospital.ask("api_days", said())
    assert [(each["line"], each["stands"]) for each in day["returned"]] == [(first["line"], "corrected")]
    anew(its)
    second, first = read(hospital)["lines"]
    assert (read(hospital)["returned"], first["stands"], second["stands"]) == (0, "paid_anew", "sent")
    assert (second["again_for"], first["returned"]["remedy_zh"]) == (first["line"], "")
    assert "came back from the bank" not in page.get(there, headers={"accept-language": "en"}).content.decode()
    assert read(hospital, "2027-01")["lines"] == []
    assert hospital.send("GET", reverse("api_clearings") + "?since=soon", b"", bearer(hospital))[0] == 400
    assert broken() == {}


def test_what_arrived_may_still_come_back() -> None:
    _, own, _, _ = paid()
    file = own.files.get()
    answered(file, {1: "paid"})
    later, _ = answered(file, {1: "account_frozen"})
    assert (later.returned_fen, last_answers(own.remittances.all())) == (
        own.remittances.get(row=1).amount_fen, {1: "account_frozen"},
    )  # fmt: skip
    with database.refused("remittance_answer_of_its_file"):
        RemittanceAnswer.objects.filter(answer="paid").get()
        other = Remittance.objects.get(row=2)
        RemittanceAnswer.objects.create(remittance=other, told_in=later, answer="other")
        RemittanceAnswer.objects.create(remittance=other, told_in=later, answer="paid")
    assert broken() == {}


def test_nobody_who_signed_or_changed_the_account_pays_anew() -> None:
    clearer, own, hospital, _ = paid()
    its = own.remittances.get(row=1)
    answered(own.files.get(), {1: "other"})
    change = propose_account(
        institution=hospital.institution, bank_name="中国农业银行", account=OTHER, reason="更正", by=desk(Post.CLERK),
        at=tick(),
    )  # fmt: skip
    with pytest.raises(Refusal) as refused:
        anew(its)
    assert refused.value.code == "clearing_same_account"
    both = desk(Post.APPROVER)
    decide_account(change_id=change.pk, is_approved=True, by=both, at=tick())
    with pytest.raises(Refusal) as refused:
        anew(its, clearer.approver)
    assert refused.value.code == "payments_not_your_post"
    file = own.files.get()
    line_of: dict[str, Any] = {
        "run": own, "row": 9, "clearing": its.clearing, "account_hash": keyed_hash(OTHER),
        "amount_fen": its.amount_fen, "again_for": its, "entry": its.entry,
    }  # fmt: skip
    told: dict[str, Any] = {
        "run": own, "bank_name": "中国农业银行", "sequence": 1, "payments": 1, "total_fen": its.amount_fen,
        "sent_at": tick(), "document": own.files.get().answers.get().document,
    }  # fmt: skip
    for sender in (both, clearer.approver):
        with database.refused("remittance_again_by_another"):
            made = ClearingFile.objects.create(sent_by=sender, **told)
            Remittance.objects.create(file=made, **line_of)
    with database.refused("remittance_to_its_account"):
        Remittance.objects.create(file=file, **line_of | {"account_hash": keyed_hash("1")})
    with database.refused("remittance_as_cleared"):
        Remittance.objects.create(file=file, **line_of | {"amount_fen": 1})
    arrived = own.remittances.get(row=2)
    with database.refused("remittance_again_for_what_returned"):
        made = ClearingFile.objects.create(
            sent_by=clearer.cashier, **told | {"bank_name": "中国工商银行", "sequence": 2}
        )
        Remittance.objects.create(
            file=made,
            **line_of | {"again_for": arrived, "clearing": arrived.clearing, "account_hash": arrived.account_hash},
        )
    with database.refused("clearing_file_is_its_lines"):
        ClearingFile.objects.create(sent_by=clearer.cashier, **told)


def test_a_clearing_is_not_paid_without_its_files() -> None:
    hospital, clearer = Hospital(), Clearer()
    bill(hospital)
    funded(Fund.MEDICAL)
    own = clearer.approved(clearer.opened())
    with database.refused("clearing_paid_by_files"):
        ClearingRun.objects.filter(pk=own.pk).update(
            state="paid", paid_by=clearer.cashier, paid_eyes=clearer.cashier.eyes, paid_at=tick(),
            version=own.version + 1,
        )  # fmt: skip


def test_an_account_changes_by_two_and_nothing_is_paid_meanwhile() -> None:
    hospital, clearer = Hospital(), Clearer()
    bill(hospital)
    its, clerk = hospital.institution, desk(Post.CLERK)
    told: dict[str, Any] = {"bank_name": "中国农业银行", "reason": "账户更正", "by": clerk, "at": tick()}
    with pytest.raises(Refusal) as refused:
        propose_account(institution=its, account=its.account, **told | {"bank_name": its.bank_name})
    assert refused.value.code == "institution_account_same"
    change = propose_account(institution=its, account=OTHER, **told)
    with pytest.raises(Refusal) as refused:
        propose_account(institution=its, account="6222000099990002", **told)
    assert refused.value.code == "institution_account_open"
    assert clearer.opened().waiting.get().because == "account"
    with database.refused("account_change_by_others"):
        AccountChange.objects.update(outcome="approved", decided_by=clerk, decided_eyes=clerk.eyes, decided_at=tick())
    with database.refused("institution_account_as_approved"):
        Institution.objects.filter(pk=its.pk).update(
            bank_name="中国农业银行", account=OTHER, account_hash=keyed_hash(OTHER)
        )
    decide_account(change_id=change.pk, is_approved=False, by=desk(Post.APPROVER), at=tick())
    its.refresh_from_db()
    assert its.bank_name == "中国工商银行"
    with database.refused("account_change_stays"):
        AccountChange.objects.update(outcome="approved")
    corrected(hospital)
    its.refresh_from_db()
    assert (its.bank_name, its.account) == ("中国农业银行", OTHER)
    assert broken() == {}


def test_the_screens_hand_out_the_file_take_the_answer_and_pay_anew() -> None:
    _, own, hospital, _ = paid()
    file, page = own.files.get(), Client()
    page.force_login(desk(Post.ACCOUNTANT))
    english = {"accept-language": "en"}
    shown = page.get(reverse("clearing", args=[own.number]), headers=english).content.decode()
    assert "Files and answers" in shown and "中国工商银行" in shown
    taken = page.post(reverse("clearing_file", args=[own.number, file.pk]))
    assert taken.content == content_of(file.document)
    answer = io.BytesIO(f"reference,result\n{own.number}-1,name_differs\n".encode())
    answer.name = "回盘.csv"
    there = reverse("clearing_answer", args=[own.number, file.pk])
    assert page.post(there).status_code == 422
    assert page.post(there, {"file": io.BytesIO(b"x")}).status_code == 409
    assert page.post(there, {"file": answer}).status_code == 302
    shown = page.get(reverse("clearing", args=[own.number]), headers=english).content.decode()
    assert "the name differs" in shown
    page.force_login(desk(Post.CLERK))
    there = reverse("institution_account", args=[hospital.institution.number])
    told = {"bank_name": "中国农业银行", "account": OTHER, "reason": "账户更正"}
    wrong = page.post(there, told | {"account": "6222", "reason": ""})
    assert wrong.status_code == 422
    assert all(word in wrong.content.decode() for word in ("银行账号", "银行账号为 8 至 30 位数字。", "变更原因"))
    assert page.post(there, told).status_code == 302
    page.force_login(desk(Post.APPROVER))
    shown = page.get(reverse("institution", args=[hospital.institution.number]), headers=english).content.decode()
    assert "6222********0001" in shown and OTHER not in shown
    change = AccountChange.objects.get()
    there = reverse("institution_account_decide", args=[change.pk])
    assert page.post(there, {"outcome": "approved"}).status_code == 302
    page.force_login(desk(Post.CASHIER))
    shown = page.get(reverse("clearing", args=[own.number]), headers=english).content.decode()
    assert "Pay anew" in shown
    its = own.remittances.get(row=1)
    assert page.post(reverse("clearing_pay_anew", args=[own.number, its.pk])).status_code == 302
    assert page.post(reverse("clearing_pay_anew", args=[own.number, its.pk])).status_code == 409
    assert own.files.count() == 2
    assert broken() == {}
