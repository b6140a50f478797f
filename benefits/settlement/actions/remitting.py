"""A clearing leaves in files to banks; what they answer is read line by line, and what came back is paid anew."""

import datetime as dt
import hashlib
from collections import Counter, defaultdict
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from benefits.payments.rules.bank_files import answers_in, told_anew, written
from benefits.payments.rules.course import ANSWER_WORDS, Answer
from benefits.settlement import settlers
from benefits.settlement.models import (
    Clearing,
    ClearingAnswer,
    ClearingFile,
    ClearingRun,
    Remittance,
    RemittanceAnswer,
)
from benefits.settlement.rules.clearing import STOP_WORDS
from benefits.settlement.selectors.permits import ANEW, RESULTS, why_not_paid, why_own_clearing
from benefits.settlement.selectors.remitted import last_answers
from benefits.settlement.selectors.stops import standing_of_run, stops_of
from benefits.settlement.words import RETURNED_TEXT
from funds.ledger.actions import Line, by_item, post
from funds.ledger.models import AccountKind, Book, Entry, Side
from funds.ledger.selectors import first_open_day
from siadmin.agency.documents import content_of, keep
from siadmin.agency.models import User
from siadmin.agency.trail import record, refusals_recorded
from siadmin.kernel.protection import keyed_hash
from siadmin.kernel.refusal import Reason
from siadmin.kernel.workflow import SAME_PERSON
from siadmin.letters.actions import Addressed, send_many
from siadmin.letters.models import RecipientKind
from siadmin.letters.protocols import Recipient

FLOW, RETURNED = "provider_clearing", "clearing_returned"
_Line = tuple[int, Clearing, Entry, Remittance | None]  # row, what is paid, its entry, what was returned before
NOT_RETURNED = Reason(
    "clearing_not_returned",
    "第 {row} 笔没有被银行退回，或已重新拨付。",
    "The bank did not return line {row}, or it was paid anew already.",
    "刷新页面查看拨付状态。",
    "Reload the page to see how it stands.",
)
SAME_ACCOUNT = Reason(
    "clearing_same_account",
    "{name}的收款账户没有更正，仍是退回的账户。",
    "The account of {name} is still the one that failed.",
    "先在机构页面提出并批准变更收款账户。",
    "Have its account changed on the institution's page first.",
)
STOPPED_STILL = Reason(
    "clearing_stopped_still",
    "{name}目前不能拨付：{stop}。",
    "{name} cannot be paid now: {stop}.",
    "待该情形消除后再重新拨付。",
    "Pay it anew once that has ended.",
)


def _of_a_file(file_id: int) -> tuple[str, str]:
    return "run", str(ClearingFile.objects.values_list("run__run", flat=True).get(pk=file_id))


def _of_a_line(remittance_id: int) -> tuple[str, str]:
    return "run", str(Remittance.objects.values_list("run__run", flat=True).get(pk=remittance_id))


def spent_of(own: ClearingRun, its: Clearing) -> dict[str, int]:
    """By item of the book: what the funds paid, and what personal accounts did."""
    parts = [(its.fund_fen - its.disallowed_fen, settlers.item_of), (its.account_fen, settlers.account_item_of)]
    spent: Counter[str] = Counter()
    for fen, item_of in parts:
        if fen:
            spent[item_of(own.fund)] += fen
    return dict(spent)


def book_out(book: Book, own: ClearingRun, its: Clearing, key: str, by: User, at: dt.datetime) -> Entry:
    """One institution is paid from the expenditure account."""
    entry, _ = post(
        key=key, flow=FLOW, booked_on=first_open_day(book, timezone.localdate(at)),
        reason=f"定点机构费用拨付 {own.number} {its.institution.number}", by=by.pk, at=at,
        lines=[
            *by_item(book, Side.DEBIT, spent_of(own, its), own.month),
            Line(book, AccountKind.EXPENDITURE, Side.CREDIT, its.pay_fen),
        ],
    )  # fmt: skip
    return entry


def write_files(own: ClearingRun, by: User, at: dt.datetime) -> None:
    """A file a bank, a line an institution that is paid something; they are booked already."""
    of_bank: defaultdict[str, list[Clearing]] = defaultdict(list)
    paid = (
        standing_of_run(own)
        .filter(pay_fen__gt=0)
        .select_related("institution__employer", "entry")
        .order_by("institution")
    )
    for each in paid:
        of_bank[each.institution.bank_name].append(each)
    row = 1
    for bank_name in sorted(of_bank):
        lines: list[_Line] = []
        for each in of_bank[bank_name]:
            assert each.entry is not None, "what is paid is booked first"
            lines.append((row + len(lines), each, each.entry, None))
        _write_file(own, bank_name, lines, by, at)
        row += len(lines)


def _write_file(own: ClearingRun, bank_name: str, lines: list[_Line], by: User, at: dt.datetime) -> ClearingFile:
    sequence = own.files.filter(bank_name=bank_name).count() + 1
    content = written(
        own.number,
        f"{own.month} 定点机构费用",
        ((row, its.institution.employer.name, its.institution.account, its.pay_fen) for row, its, _, _ in lines),
    )
    name = f"{own.number}-{lines[0][0]}.csv"
    file = ClearingFile.objects.create(
        run=own, bank_name=bank_name, sequence=sequence, payments=len(lines),
        total_fen=sum(its.pay_fen for _, its, _, _ in lines), sent_by=by, sent_at=at,
        document=keep(name=name, kind="clearing_file", content=content, by=by, at=at),
    )  # fmt: skip
    Remittance.objects.bulk_create(
        Remittance(
            run=own, row=row, clearing=its, file=file, account_hash=its.institution.account_hash,
            amount_fen=its.pay_fen, entry=entry, again_for=old,
        )
        for row, its, entry, old in lines
    )  # fmt: skip
    return file


@transaction.atomic
def take_clearing_file(*, file: ClearingFile, by: User, at: dt.datetime) -> bytes:
    """The file for the bank. It names accounts: who takes it out is on record (REG 49)."""
    record(by=by, at=at, code="clearing_file_taken", file=file.document.name, **_told(file.run))
    return content_of(file.document)


@refusals_recorded(_of_a_file, by="file_id")
@transaction.atomic
def take_clearing_results(
    *, file_id: int, name: str, content: bytes, by: User, at: dt.datetime
) -> tuple[ClearingAnswer, bool]:
    """An accountant takes in a bank's answer, whole or in parts; the same content again changes nothing.

    Raises SAME_PERSON for who sent the file, and what `answers_in`, `told_anew` and `why_not_paid` refuse.
    """
    file = ClearingFile.objects.select_related("sent_by").get(pk=file_id)
    own = _locked(file.run_id)
    if refusal := why_not_paid(own, RESULTS, by, timezone.localdate(at)):
        raise refusal
    if by.eyes == file.sent_by.eyes:
        raise SAME_PERSON()
    digest = keyed_hash(hashlib.sha256(content).hexdigest())
    if known := file.answers.filter(content_hash=digest).first():
        return known, False
    told = answers_in(content, own.number)
    of_row = {each.row: each for each in file.remittances.select_related("clearing")}
    before = {row: answer for row, answer in last_answers(file.remittances.all()).items() if row in told}
    fresh, later = told_anew(told, of_row.keys(), before)
    now = fresh | later
    back = [of_row[row] for row, answer in now.items() if answer != Answer.PAID]
    returned = sum(each.amount_fen for each in back)
    taken = ClearingAnswer.objects.create(
        file=file, document=keep(name=name, kind="bank_answer", content=content, by=by, at=at), content_hash=digest,
        rows=len(told), paid_fen=sum(of_row[row].amount_fen for row in now) - returned, returned_fen=returned,
        entry=_book_back(own, file, digest.hex()[:12], back, by, at), imported_by=by, imported_at=at,
    )  # fmt: skip
    RemittanceAnswer.objects.bulk_create(
        RemittanceAnswer(remittance=of_row[row], told_in=taken, answer=answer) for row, answer in now.items()
    )
    _tell(own, [(each, now[each.row]) for each in back], at)
    record(
        by=by, at=at, code="clearing_answered", bank=file.bank_name, rows=len(told), returned_fen=returned,
        **_told(own),
    )  # fmt: skip
    return taken, True


def _tell(own: ClearingRun, back: list[tuple[Remittance, str]], at: dt.datetime) -> None:
    """An institution that was not paid is told why and what to do."""
    numbers = dict(Clearing.objects.filter(run=own).values_list("pk", "institution__employer__number").order_by("pk"))
    send_many(
        RETURNED_TEXT,
        [
            Addressed(
                Recipient(RecipientKind.EMPLOYER, numbers[each.clearing_id]),
                {
                    "month": str(own.month), "number": f"{own.number}-{each.row}",
                    "amount_fen": each.amount_fen, "why": ANSWER_WORDS[answer],
                },
                page=("employer_institution", numbers[each.clearing_id]),
                key=f"returned:{own.number}:{each.row}",
            )
            for each, answer in back
        ],
        at=at,
    )  # fmt: skip


def _book_back(
    own: ClearingRun, file: ClearingFile, digest: str, back: list[Remittance], by: User, at: dt.datetime
) -> Entry | None:
    """What came back lies in the expenditure account again, and is owed again."""
    if not back:
        return None
    spent: Counter[str] = Counter()
    for each in back:
        spent.update(spent_of(own, each.clearing))
    book = Book.objects.select_for_update().get(region=own.region, fund=own.fund)
    entry, _ = post(
        key=f"clearing:{own.number}:back:{file.pk}:{digest}", flow=RETURNED,
        booked_on=first_open_day(book, timezone.localdate(at)), reason=f"银行退回 {own.number}", by=by.pk, at=at,
        lines=[
            Line(book, AccountKind.EXPENDITURE, Side.DEBIT, sum(each.amount_fen for each in back)),
            *by_item(book, Side.CREDIT, dict(spent), own.month),
        ],
    )  # fmt: skip
    return entry


@refusals_recorded(_of_a_line, by="remittance_id")
@transaction.atomic
def pay_anew(*, remittance_id: int, by: User, at: dt.datetime) -> ClearingFile:
    """What the bank returned goes to the account that stands now, from what came back: no more is drawn.

    Raises NOT_RETURNED, SAME_ACCOUNT, STOPPED_STILL, SAME_PERSON, and what `why_not_paid` refuses.
    """
    old = Remittance.objects.select_related("clearing__institution__employer").get(pk=remittance_id)
    own, today = _locked(old.run_id), timezone.localdate(at)
    if refusal := why_not_paid(own, ANEW, by, today) or why_own_clearing(own, by, today):
        raise refusal
    answer = last_answers(Remittance.objects.filter(pk=old.pk)).get(old.row, Answer.PAID)
    if answer == Answer.PAID or Remittance.objects.filter(again_for=old).exists():
        raise NOT_RETURNED(row=old.row)
    its, institution = old.clearing, old.clearing.institution
    if bytes(institution.account_hash) == bytes(old.account_hash):
        raise SAME_ACCOUNT(name=institution.employer.name)
    if stop := stops_of([institution.pk], own.fund, today).get(institution.pk):
        raise STOPPED_STILL(name=institution.employer.name, stop=STOP_WORDS[stop])
    changed = institution.account_changes.filter(outcome="approved", account_hash=institution.account_hash)
    if any(by.eyes in (each.proposed_eyes, each.decided_eyes) for each in changed):
        raise SAME_PERSON()
    book = Book.objects.select_for_update().get(region=own.region, fund=own.fund)
    row = (own.remittances.aggregate(last=Max("row"))["last"] or 0) + 1
    entry = book_out(book, own, its, f"clearing:{own.number}:{its.pk}:{row}", by, at)
    file = _write_file(own, institution.bank_name, [(row, its, entry, old)], by, at)
    record(
        by=by, at=at, code="clearing_paid_anew", institution=institution.number, amount_fen=its.pay_fen, **_told(own)
    )
    return file


def _locked(run_id: int) -> ClearingRun:
    return ClearingRun.objects.select_for_update(of=("self",)).select_related("region").get(pk=run_id)


def _told(own: ClearingRun) -> dict[str, Any]:
    """For the trail."""
    return {"subject_kind": "run", "subject": str(own.run_id), "clearing": own.number}
