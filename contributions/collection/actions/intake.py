"""Receipts come as a file or one by one. A file's rows are kept as they came; a call that is refused leaves nothing."""

import datetime as dt
import hashlib
import json
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils import timezone

from contributions.assessment.models import Notice
from contributions.collection.actions.settling import SQL, CollectionRun, take_in
from contributions.collection.models import PersonPayer, Receipt, ReceiptFile, ReceiptRow, Source
from contributions.collection.rules.covering import is_organisation, is_person
from enrollment.registry.selectors import folded
from funds.ledger.models import Book, Collector
from siadmin.agency.models import User
from siadmin.agency.trail import record
from siadmin.kernel import runs
from siadmin.kernel.database import run_sql
from siadmin.kernel.fields import longest
from siadmin.kernel.identifiers.masking import masked, masked_name
from siadmin.kernel.identifiers.writing import compact
from siadmin.kernel.models import Run
from siadmin.kernel.money import HALF_UP, fen
from siadmin.kernel.protection import keyed_hash
from siadmin.kernel.refusal import Reason, Refusal
from siadmin.kernel.sheets import read_csv

COLUMNS = ("external_id", "received_on", "region", "fund", "amount", "reference", "payer_code", "payer_name")
REQUIRED = COLUMNS[:5]
ROWS_AT_ONCE = 5_000
_TOO_MUCH = Decimal(10) ** 11  # yuan: no receipt is larger, and no sum of a file's leaves the column
_LONGEST_AMOUNT = 30
_WRITTEN = re.compile(r"(\d+|\d{1,3}(,\d{3})+)(\.\d+)?", re.ASCII)

FILE_COLUMNS = Reason(
    "receipt_file_columns",
    "文件缺少列：{missing}。",
    "The file lacks the columns: {missing}.",
    "列名为 external_id, received_on, region, fund, amount, reference, payer_code, payer_name。",
    "The columns are external_id, received_on, region, fund, amount, reference, payer_code, payer_name.",
)
FILE_UNREADABLE = Reason(
    "receipt_file_unreadable",
    "文件不是可读的 CSV 文本。",
    "The file is not readable CSV text.",
    "请从税务系统重新导出为 CSV（UTF-8 或 GB18030）。",
    "Export it again from the tax system as CSV (UTF-8 or GB18030).",
)
ROW_REASONS = {
    reason.code: reason
    for reason in (
        Reason("receipt_id_missing", "没有到账流水号。", "The receipt's id is missing.", "补上流水号。", "Add its id."),
        Reason(
            "receipt_id_too_long",
            "流水号超过 60 个字符。",
            "The id has more than 60 characters.",
            "请用征收机关的原流水号；截短的号会与别的到账混淆。",
            "Use the authority's own number; cut short it would be taken for another receipt's.",
        ),
        Reason(
            "receipt_date",
            "到账日期不是有效日期。",
            "The day received is not a valid day.",
            "格式 2026-11-05。",
            "Write 2026-11-05.",
        ),
        Reason(
            "receipt_day_to_come",
            "到账日期还没有到。",
            "The day received has not come yet.",
            "核对日期；到账之后再报送。",
            "Check the day; tell of the money once it has arrived.",
        ),
        Reason(
            "receipt_amount",
            "金额不是大于零、小于十万亿元的元角分。",
            "The amount is not yuan and fen above zero and below ten trillion.",
            "例如 1234.56。",
            "Such as 1234.56.",
        ),
        Reason(
            "receipt_book",
            "该地区没有这个基金的账套。",
            "There is no book of this fund in this region.",
            "核对统筹区代码与基金代码。",
            "Check the codes of region and fund.",
        ),
        Reason(
            "receipt_before_its_book",
            "到账日期早于该基金账套启用之日，账上不能入账。",
            "The money arrived before the book of this fund was opened: it cannot be booked there.",
            "核对到账日期；启用前的到账由原系统入账，余额随账套结转。",
            "Check the day; what arrived before is booked where the books were kept then, and comes with the balance.",
        ),
        Reason(
            "receipt_out_of_reach",
            "该地区或基金不在报送人的职责范围内，接口密钥也只限于签发时的地区。",
            "This region or fund is not within the sender's post, or not within the region the API key was issued for.",
            "交由该统筹区、该业务线的基金会计上传，或用该地区的密钥报送。",
            "Let a fund accountant of that region and line upload it, or send it with a key of that region.",
        ),
        Reason(
            "receipt_told_by_tax",
            "该统筹区由税务征收，到账以税务报送为准，银行不另报。",
            "In this region tax collects and tells of receipts; the bank does not tell of the same money again.",
            "银行流水请作为对账单导入。",
            "Import the bank's movements as a statement.",
        ),
        Reason(
            "receipt_told_by_bank",
            "该统筹区由经办机构征收，到账以银行报送为准，税务不另报。",
            "In this region the agency collects and the bank tells of receipts; the tax authority does not.",
            "核对地区；经办机构征收的到账由银行报送，或由该统筹区的基金会计上传银行文件。",
            "Check the region; the bank tells of this money, or the region's fund accountant uploads the bank's file.",
        ),
        Reason(
            "receipt_repeated",
            "与本文件前面的一行重复（流水号、基金相同）。",
            "It repeats an earlier row of this file (same id and fund).",
            "无需处理：只记一次。",
            "Nothing to do: it is taken once.",
        ),
        Reason(
            "receipt_id_reused",
            "该流水号已用于另一笔到账（金额、日期或缴费通知单号不同）。",
            "This id was used for another receipt (of another amount, day or payment notice).",
            "向征收机关核实。",
            "Ask the collection authority.",
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Told:
    """One receipt as somebody tells it, every value still text."""

    external_id: str
    received_on: str
    region: str
    fund: str
    amount: str
    reference: str = ""
    payer_code: str = ""
    payer_name: str = ""


@transaction.atomic
def receive_file(
    *, source: str, name: str, content: bytes, by: User | None, at: dt.datetime, within: Collection[int] | None = None
) -> tuple[ReceiptFile, Run, bool]:
    """Keep a file of receipts and plan its run. The same content again gives the first file and run.

    `within`: the books its sender may book to; rows of others are kept with their problem, like rows that cannot be
    read, and are taken when somebody who may sends the same file. Raises FILE_UNREADABLE, FILE_COLUMNS.
    """
    digest = hashlib.sha256(content + _reach(within).encode()).hexdigest()
    file, is_new = _keep(source, name, digest, _read(content), by, at, within)
    run, _ = runs.open_run(
        kind=CollectionRun.code, key=f"file:{file.pk}", parameters={"file": file.pk}, by=by.pk if by else None, at=at
    )
    if is_new:
        record(
            by=by,
            at=at,
            code="receipts_received",
            subject_kind="run",
            subject=str(run.pk),
            file=name,
            rows=file.rows_count,
        )
    return file, run, is_new


@transaction.atomic
def receive_one(
    *,
    source: str,
    told: Told,
    by: User | None,
    at: dt.datetime,
    on: dt.date,
    within: Collection[int] | None = None,
) -> Receipt:
    """One receipt, taken in at once. Raises the problem of its row; the same receipt again gives the first.

    `within`: the books its sender may book to.
    """
    digest = hashlib.sha256((repr(told) + _reach(within)).encode()).hexdigest()
    file, is_new = _keep(source, f"api:{told.external_id}", digest, [told], by, at, within)
    row = file.rows.get()
    if is_new and not row.problem:
        take_in(
            file_id=file.pk,
            first=row.payer,
            last=row.payer,
            batch=f"f{file.pk}",
            on=on,
            by=by.pk if by else None,
            at=at,
        )
        row.refresh_from_db()
    if row.problem:
        raise Refusal(ROW_REASONS[row.problem])
    return Receipt.objects.get(source=source, external_id=row.external_id, book=row.book)


def _reach(within: Collection[int] | None) -> str:
    """What was told is known again only to those with the same reach: others hear of their own."""
    return "" if within is None else f"within {sorted(within)}"


def _read(content: bytes) -> Iterator[Told]:
    """The rows of a file, one after another. Raises FILE_UNREADABLE, FILE_COLUMNS."""
    rows = read_csv(content, columns=COLUMNS, required=REQUIRED, unreadable=FILE_UNREADABLE, lacking=FILE_COLUMNS)
    return (Told(**cells) for _, cells in rows)


def _keep(
    source: str,
    name: str,
    digest: str,
    told: Iterable[Told],
    by: User | None,
    at: dt.datetime,
    within: Collection[int] | None = None,
) -> tuple[ReceiptFile, bool]:
    """Every row as it came, with its problem; of rows that repeat one another the first that can be read counts."""
    file, is_new = ReceiptFile.objects.get_or_create(
        source=Source(source),
        digest=digest,
        defaults={"name": name[:200], "received_by": by, "received_at": at, "rows_count": 0},
    )
    if is_new:
        books = {(book.region_id, book.fund): book for book in Book.objects.all()}
        reading = _Reading(file.source, books, within, timezone.localdate(at))
        rows = (reading.row(number, row) for number, row in enumerate(told, 2))
        while part := list(islice(rows, ROWS_AT_ONCE)):
            _keep_persons_apart(part)
            run_sql(SQL / "keep_rows.sql", {"file": file.pk, "rows": json.dumps(part)})
            file.rows_count += len(part)
        file.save(update_fields=["rows_count"])
        run_sql(SQL / "mark_reused.sql", {"file": file.pk, "whole": True, "first": None, "last": None})
        run_sql(SQL / "mark_repeated.sql", {"file": file.pk})
    return file, is_new


def _keep_persons_apart(rows: list[dict[str, Any]]) -> None:
    """Where the payer is a person, keep number and name encrypted; of the row they stay masked.

    Whoever pays for what somebody owes themself is a person too, unless a credit code says otherwise.
    """
    wanted = {row["reference"] for row in rows if row["reference"]}
    owed = set(Notice.objects.filter(reference__in=wanted, person__isnull=False).values_list("reference", flat=True))
    own = [row for row in rows if _is_told_of_a_person(row, owed)]
    payers = PersonPayer.objects.bulk_create(
        person_payer(row["given"]["payer_code"], row["given"]["payer_name"]) for row in own
    )
    for row, payer in zip(own, payers, strict=True):
        given = row["given"]
        row |= {
            "person_payer_id": payer.pk,
            "payer_code": "",
            "payer_name": "",
            "given": given
            | {"payer_code": masked(given["payer_code"]), "payer_name": masked_name(given["payer_name"])},
        }


def _is_told_of_a_person(row: dict[str, Any], owed: set[str]) -> bool:
    code, name = row["given"]["payer_code"], row["given"]["payer_name"]
    if is_person(code, name):
        return True
    return row["reference"] in owed and bool(code or name) and not is_organisation(row["payer_code"])


def person_payer(code: str, name: str) -> PersonPayer:
    """A person who paid, not saved: encrypted, with the hashes that find the bare number and the folded name."""
    number = compact(code)[:40]
    return PersonPayer(
        code=number or None,
        code_hash=keyed_hash(number) if number else None,
        name=name or None,
        name_hash=keyed_hash(folded(name)) if name else None,
    )


@dataclass(frozen=True, slots=True)
class _Reading:
    """How the rows of one file are read: who sends it, the books there are, and those its sender may book to."""

    source: str
    books: dict[tuple[str, str], Book]
    within: Collection[int] | None
    today: dt.date

    def row(self, number: int, told: Told) -> dict[str, Any]:
        """A row as `keep_rows.sql` takes it. A code too long to be one is left out: cut short it may be somebody's."""
        day, amount_fen, book = _day(told.received_on), _amount(told.amount), self.books.get((told.region, told.fund))
        return {
            "number": number,
            "given": {name: getattr(told, name) for name in COLUMNS},
            "external_id": told.external_id[: longest(ReceiptRow, "external_id")],
            "received_on": day.isoformat() if day else None,
            "amount_fen": amount_fen,
            "book_id": book.pk if book else None,
            "reference": told.reference[: longest(ReceiptRow, "reference")],
            "payer_name": told.payer_name[: longest(ReceiptRow, "payer_name")],
            "payer_code": told.payer_code if len(told.payer_code) <= longest(ReceiptRow, "payer_code") else "",
            "person_payer_id": None,
            "problem": self._problem(told, day, amount_fen, book),
        }

    def _problem(self, told: Told, day: dt.date | None, amount_fen: int | None, book: Book | None) -> str:
        """What is wrong with a row by itself; the first thing counts."""
        wrong = {
            "receipt_id_missing": not told.external_id,
            "receipt_id_too_long": len(told.external_id) > longest(ReceiptRow, "external_id"),
            "receipt_date": day is None,
            "receipt_day_to_come": day is not None and day > self.today,
            "receipt_amount": amount_fen is None,
            "receipt_book": book is None,
            "receipt_out_of_reach": book is not None and self.within is not None and book.pk not in self.within,
            "receipt_before_its_book": day is not None and book is not None and day < book.opened_on,
            "receipt_told_by_tax": book is not None and (self.source, book.collector) == (Source.BANK, Collector.TAX),
            "receipt_told_by_bank": book is not None
            and (self.source, book.collector) == (Source.TAX, Collector.AGENCY),
        }
        return next((code for code, is_wrong in wrong.items() if is_wrong), "")


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _amount(text: str) -> int | None:
    if len(text) > _LONGEST_AMOUNT or not _WRITTEN.fullmatch(text):
        return None
    amount = Decimal(text.replace(",", ""))
    if not 0 < amount < _TOO_MUCH or amount != amount.quantize(Decimal("0.01")):
        return None
    return fen(amount, HALF_UP)
