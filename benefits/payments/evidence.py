"""What stands behind the entries of payments: the bank file, or the bank's answer."""

from benefits.payments.models import Arrived, BankFile, Offset, Payment, ResultFile
from funds.ledger import evidence
from funds.ledger.evidence import Evidence, Piece
from funds.ledger.models import Entry
from siadmin.agency.tiles import page
from siadmin.kernel.language import Words


def register_evidence() -> None:
    evidence.register("benefit_payment", _files_behind)
    evidence.register("payment_returned", _answers_behind)
    evidence.register("benefit_offset", _offsets_behind)
    evidence.register("payment_arrived", _arrived_behind)


def _files_behind(entry: Entry) -> Evidence | None:
    found = BankFile.objects.select_related("batch__payment_run").filter(entry=entry)
    pieces = [
        Piece(
            f"{file.batch.payment_run.number}-{file.batch_id}-{file.sequence}", file.batch.bank_name, file.total_fen,
            page("payment_run", file.batch.payment_run.number),
        )
        for file in found
    ]  # fmt: skip
    return _told(Words("待遇划付文件", "Bank file"), pieces)


def _offsets_behind(entry: Entry) -> Evidence | None:
    found = BankFile.objects.select_related("batch__payment_run").filter(offset_entry=entry)
    pieces = [
        Piece(
            f"{file.batch.payment_run.number}-{file.batch_id}-{file.sequence}", file.batch.bank_name, file.offset_fen,
            page("payment_run", file.batch.payment_run.number),
        )
        for file in found
    ]  # fmt: skip
    undone = entry.key.partition("offset_undone:")[2]
    for part in Offset.objects.select_related("run", "agreement__overpayment").filter(pk=undone) if undone else []:
        pieces.append(
            Piece(
                f"{part.run.number}-{part.row}", part.agreement.overpayment.number, part.amount_fen,
                page("payment_run", part.run.number),
            )
        )  # fmt: skip
    return _told(Words("抵扣的待遇", "Set off of benefits paid by a bank file"), pieces)


def _answers_behind(entry: Entry) -> Evidence | None:
    found = ResultFile.objects.select_related("file__batch__payment_run", "document").filter(entry=entry)
    pieces = [
        Piece(
            told.document.name, told.file.batch.bank_name, told.returned_fen,
            page("payment_run", told.file.batch.payment_run.number),
        )
        for told in found
    ]  # fmt: skip
    return _told(Words("银行回盘", "The bank's answer"), pieces)


def _arrived_behind(entry: Entry) -> Evidence | None:
    pieces = []
    for its in Arrived.objects.select_related("run", "case").filter(entry=entry):
        payment = Payment.objects.get(month=its.month, batch_id=its.batch_id, row=its.row)
        pieces.append(
            Piece(f"{its.run.number}-{its.row}", its.case.number, payment.amount_fen, page("case", its.case.number))
        )
    return _told(Words("更正银行退回结果的办件", "Case that put the bank's answer right"), pieces)


def _told(name: Words, pieces: list[Piece]) -> Evidence | None:
    return Evidence(name, pieces, len(pieces), sum(piece.amount_fen for piece in pieces)) if pieces else None
