"""The old place answers: one person prepares amounts or a refusal, another issues the form or confirms."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from contributions.transfers.actions.moving import moved, number_of, office_of, places_of, recipient, saved, taken
from contributions.transfers.kinds import FORM, REFUSAL
from contributions.transfers.law import IN, step_limit
from contributions.transfers.models import AMOUNTS, Overlap, Transfer, TransferYear
from contributions.transfers.rules.change_of_scheme import WAY_WORDS, Way, paid_twice, twelfths
from contributions.transfers.rules.change_of_scheme import Overlap as Twice
from contributions.transfers.rules.course import Act
from contributions.transfers.selectors.changes_of_scheme import overlaps_of, way_now
from contributions.transfers.selectors.standing import Relation, months_twice, relation_at
from contributions.transfers.selectors.temporary import temporary_at
from contributions.transfers.words import REFUSED
from siadmin.agency.insurances import Insurance, ResidentScheme
from siadmin.agency.models import User
from siadmin.agency.trail import record
from siadmin.kernel.refusal import Reason
from siadmin.letters.actions import issue, revoke, send
from siadmin.letters.models import Issued, Language
from siadmin.letters.wording import written_trace
from siadmin.policy.selectors import StoredLawBook

NOTHING_TO_MOVE = Reason(
    "transfer_nothing_to_move",
    "{place}没有可以转移的缴费记录和资金。",
    "There is no record and no money in {place} to move.",
    "核对参保地；确实没有的，拟不予转移并说明理由。",
    "Check the place; where there is nothing, prepare a refusal and say so.",
)
MONTHS_TWICE = Reason(
    "transfer_months_twice",
    "{first} 等 {count} 个月既在{place}缴费，又由历史文件带入，会重复计算。",
    "{count} months from {first} on were paid in {place} and are in a file of history too: they would count twice.",
    "先为重复缴纳的月份办理退费，再核算转移。",
    "Have the contributions paid twice returned, then prepare the transfer.",
)
ACCOUNT_OWES = Reason(
    "transfer_account_owes",
    "个人账户在{place}为负数（{held_fen} 分）：转出之后缴费有更正。",
    "The account in {place} is negative ({held_fen} fen): contributions were corrected after an earlier transfer.",
    "待更正的款项结清后再核算。",
    "Prepare it when the corrections have been settled.",
)
RECORD_OWES = Reason(
    "transfer_record_owes",
    "{place}的缴费记录为负数（{months} 个月，缴费工资 {wages_fen} 分，统筹基金 {pooled_fen} 分）："
    "转出之后的更正多于此后的缴费。",
    "The record in {place} is negative ({months} months, {wages_fen} fen of wages, {pooled_fen} fen of the pooled "
    "fund): more was corrected after an earlier transfer than was paid since.",
    "拟不予转移并说明理由；此后在该地的缴费抵足更正后再申请。",
    "Prepare a refusal and say so; apply again once what is paid there since makes up for it.",
)
AMOUNTS_CHANGED = Reason(
    "transfer_amounts_changed",
    "核算之后缴费记录或账户有变动：核算 {prepared_fen} 分，现为 {now_fen} 分。",
    "Record or account have changed since: {prepared_fen} fen were prepared, now it is {now_fen} fen.",
    "退回重新核算。",
    "Send it back to be prepared again.",
)
OTHER_WAY = Reason(
    "change_of_scheme_other_way",
    "缴费年限有变动，现在应办理：{way}。",
    "The months paid have changed; the way open now is: {way}.",
    "由申请人撤回后重新申请，或拟不予转移。",
    "Have the application withdrawn and made again, or prepare a refusal.",
)
GATHERING_CHANGED = Reason(
    "transfer_gathering_changed",
    "申请后户籍地已变动，{place}的缴费账户是否为临时账户与申请时不同。",
    "The household moved since this was applied for: the account in {place} has become temporary, or no longer is.",
    "由申请人撤回后重新申请。",
    "Have the application withdrawn and made again.",
)
OVERLAP_OVER_ACCOUNT = Reason(
    "change_of_scheme_overlap_over_account",
    "重复缴费应清退 {overlap_fen} 分，多于个人账户本金 {held_fen} 分。",
    "{overlap_fen} fen were paid twice, more than the {held_fen} fen paid into the account.",
    "先查明居民养老保险缴费记录。",
    "Find out what was paid as a resident first.",
)


@transaction.atomic
def prepare(*, transfer_id: int, seen_version: int, by: User, at: dt.datetime) -> Transfer:
    """A clerk of the old place fixes what moves, from the record as it stands.

    Raises NOTHING_TO_MOVE, MONTHS_TWICE, ACCOUNT_OWES, RECORD_OWES, OTHER_WAY, OVERLAP_OVER_ACCOUNT, NoLawInForce, and
    what `taken` refuses.
    """
    transfer = taken(transfer_id, seen_version, Act.PREPARE, by, at)
    on = timezone.localdate(at)
    relation = _relation(transfer, on)
    if double := months_twice(transfer.person, transfer.insurance, transfer.from_region):
        raise MONTHS_TWICE(place=transfer.from_region.words, count=len(double), first=double[0])
    if relation.is_empty:
        raise NOTHING_TO_MOVE(place=transfer.from_region.words)
    held = (relation.held, relation.employer)
    if any(min(each.principal_fen, each.interest_fen) < 0 for each in held):
        raise ACCOUNT_OWES(place=transfer.from_region.words, held_fen=relation.held.total_fen)
    if relation.is_owing:
        raise RECORD_OWES(
            place=transfer.from_region.words, months=relation.months, wages_fen=relation.wages_fen,
            pooled_fen=relation.pooled_fen,
        )  # fmt: skip
    twice = _twice(transfer, relation, on)
    for name, value in _amounts(relation, on, twice).items():
        setattr(transfer, name, value)
    moved(transfer, Act.PREPARE, by, at)
    transfer.reason = ""
    _prepared(transfer, by, at)
    record(
        by=by, at=at, code="transfer_prepared", subject_kind="person", subject=transfer.person.number,
        transfer=transfer.number, total_fen=transfer.total_fen,
    )  # fmt: skip
    return saved(transfer)


@transaction.atomic
def prepare_refusal(*, transfer_id: int, seen_version: int, by: User, at: dt.datetime, reason: str) -> Transfer:
    """A clerk of the old place says why it should not be; another person decides. Raises what `taken` refuses."""
    transfer = taken(transfer_id, seen_version, Act.PREPARE_REFUSAL, by, at)
    moved(transfer, Act.PREPARE_REFUSAL, by, at)
    transfer.reason = reason
    _prepared(transfer, by, at)
    record(
        by=by, at=at, code="transfer_refusal_prepared", subject_kind="person", subject=transfer.person.number,
        reason=reason, transfer=transfer.number,
    )  # fmt: skip
    return saved(transfer)


@transaction.atomic
def send_back(*, transfer_id: int, seen_version: int, by: User, at: dt.datetime, reason: str) -> Transfer:
    """What was prepared is to be prepared anew; the limit runs on. Raises what `taken` refuses."""
    transfer = taken(transfer_id, seen_version, Act.SEND_BACK, by, at)
    moved(transfer, Act.SEND_BACK, by, at)
    transfer.reason, transfer.prepared_by, transfer.prepared_eyes, transfer.prepared_at = reason, None, "", None
    for name in AMOUNTS:
        setattr(transfer, name, None)
    record(
        by=by, at=at, code="transfer_sent_back", subject_kind="person", subject=transfer.person.number,
        reason=reason, transfer=transfer.number,
    )  # fmt: skip
    return saved(transfer)


@transaction.atomic
def answer(*, transfer_id: int, seen_version: int, by: User, at: dt.datetime) -> Transfer:
    """Another person approves the amounts: the information form with the yearly record is issued.

    Raises AMOUNTS_CHANGED when the record is no longer what was prepared, and what `taken` refuses.
    """
    transfer = taken(transfer_id, seen_version, Act.ANSWER, by, at)
    on = timezone.localdate(at)
    assert transfer.interest_until is not None, "amounts are prepared"
    relation = _relation(transfer, transfer.interest_until)
    twice = _twice(transfer, relation, transfer.interest_until)
    if _amounts(relation, transfer.interest_until, twice) != {name: getattr(transfer, name) for name in AMOUNTS}:
        raise AMOUNTS_CHANGED(prepared_fen=transfer.total_fen, now_fen=relation.total_fen)
    TransferYear.objects.bulk_create(
        TransferYear(
            transfer=transfer,
            year=each.year,
            months=each.months,
            wages_fen=each.wages_fen,
            employer_fen=each.employer_fen,
        )
        for each in relation.years
    )
    Overlap.objects.bulk_create(
        Overlap(transfer=transfer, year=each.year, months=each.months, own_fen=each.own_fen, amount_fen=twelfths(each))
        for each in twice
    )
    moved(transfer, Act.ANSWER, by, at)
    transfer.answered_by, transfer.answered_eyes, transfer.answered_at = by, by.eyes, at
    transfer.information_form = _form(transfer, relation, twice, by, at, on)
    record(
        by=by, at=at, code="transfer_answered", subject_kind="person", subject=transfer.person.number,
        transfer=transfer.number, total_fen=transfer.total_fen,
    )  # fmt: skip
    return saved(transfer)


@transaction.atomic
def refuse(*, transfer_id: int, seen_version: int, by: User, at: dt.datetime) -> Transfer:
    """Another person confirms the refusal: it goes out in writing, with the remedies. Raises what `taken` refuses."""
    transfer = taken(transfer_id, seen_version, Act.REFUSE, by, at)
    moved(transfer, Act.REFUSE, by, at)
    transfer.answered_by, transfer.answered_eyes, transfer.answered_at = by, by.eyes, at
    figures = places_of(transfer)
    transfer.refusal_letter, _ = issue(
        kind=REFUSAL, office=office_of(transfer.from_region, transfer.insurance), subject=recipient(transfer.person),
        content=figures | {"reason": transfer.reason, "transfer": transfer.number}, figures=figures,
        language=Language.BOTH, by=by, at=at, today=timezone.localdate(at), holder=transfer.person.name,
        to=transfer.person.name, key=transfer.number,
    )  # fmt: skip
    record(
        by=by, at=at, code="transfer_refused", subject_kind="person", subject=transfer.person.number,
        reason=transfer.reason, transfer=transfer.number,
    )  # fmt: skip
    send(
        REFUSED, to=recipient(transfer.person), at=at, page=("citizen_transfers",), issued=transfer.refusal_letter,
        values={"from_place": transfer.from_region.words}, key=transfer.number,
    )  # fmt: skip
    return saved(transfer)


@transaction.atomic
def withdraw(*, transfer_id: int, seen_version: int, by: User, at: dt.datetime, reason: str) -> Transfer:
    """The applicant takes it back at the new place, before any money has moved. Raises what `taken` refuses."""
    transfer = taken(transfer_id, seen_version, Act.WITHDRAW, by, at)
    moved(transfer, Act.WITHDRAW, by, at)
    transfer.reason = reason
    for letter_id in filter(None, (transfer.contact_letter_id, transfer.information_form_id)):
        revoke(issued_id=letter_id, by=by, at=at, reason=reason)
    record(
        by=by, at=at, code="transfer_withdrawn", subject_kind="person", subject=transfer.person.number,
        reason=reason, transfer=transfer.number,
    )  # fmt: skip
    return saved(transfer)


def _relation(transfer: Transfer, on: dt.date) -> Relation:
    """As it stands. Raises GATHERING_CHANGED where a household move since made an account temporary, or no longer."""
    relation = relation_at(transfer.person, transfer.insurance, transfer.from_region, on, transfer.to_insurance)
    if (relation.temporary.pk if relation.temporary else None) != transfer.temporary_id:
        raise GATHERING_CHANGED(place=transfer.from_region.words)
    moves_as_employee = transfer.insurance == transfer.to_insurance == Insurance.PENSION
    if moves_as_employee and temporary_at(transfer.person, transfer.to_region) is not None:
        raise GATHERING_CHANGED(place=transfer.to_region.words)
    return relation


def _twice(transfer: Transfer, relation: Relation, on: dt.date) -> list[Twice]:
    """What was paid in both pension schemes; nothing where the scheme stays. Raises OTHER_WAY, OVERLAP_OVER_ACCOUNT."""
    if not transfer.is_change_of_scheme:
        return []
    way = way_now(transfer.person, on).value
    if transfer.to_insurance != (Insurance.PENSION if way == Way.TO_EMPLOYEE else ResidentScheme.PENSION):
        raise OTHER_WAY(way=WAY_WORDS[way])
    twice = overlaps_of(transfer.person)
    back = paid_twice(twice).value
    if way == Way.TO_EMPLOYEE and back > relation.held.principal_fen:
        raise OVERLAP_OVER_ACCOUNT(overlap_fen=back, held_fen=relation.held.principal_fen)
    return twice


def _amounts(relation: Relation, on: dt.date, twice: list[Twice]) -> dict[str, Any]:
    """What moves, by the names of `AMOUNTS`, with interest to a day."""
    held = relation.held
    told = (
        relation.months, relation.wages_fen, held.principal_fen, held.interest_fen, held.year_interest_fen, on,
        relation.pooled_fen, relation.employer.interest_fen, relation.employer.year_interest_fen,
        paid_twice(twice).value,
    )  # fmt: skip
    return dict(zip(AMOUNTS, told, strict=True))


def _prepared(transfer: Transfer, by: User, at: dt.datetime) -> None:
    transfer.prepared_by, transfer.prepared_eyes, transfer.prepared_at = by, by.eyes, at


def _form(transfer: Transfer, relation: Relation, twice: list[Twice], by: User, at: dt.datetime, on: dt.date) -> Issued:
    limit = step_limit(StoredLawBook(), transfer.limits, IN, transfer.to_region_id, on)
    figures = places_of(transfer) | {"months": transfer.months, "total_fen": transfer.total_fen}
    content = figures | {
        "name": transfer.person.name,
        "number": number_of(transfer.person),
        "transfer": transfer.number,
        "limit_days": int(limit.value),
        "principal_fen": transfer.principal_fen,
        "interest_fen": transfer.interest_fen,
        "interest_until": transfer.interest_until,
        "money": transfer.insurance != Insurance.UNEMPLOYMENT,
        "pooled": relation.pooled is not None,
        "pooled_fen": transfer.pooled_fen,
        "wages_fen": transfer.wages_fen,
        "years": [
            {"year": y.year, "months": y.months, "wages_fen": y.wages_fen, "employer_fen": y.employer_fen}
            for y in relation.years
        ],
        "resident": transfer.insurance == ResidentScheme.PENSION,
        "temporary": transfer.temporary_id is not None,
        "pooled_interest_fen": transfer.pooled_interest_fen,
        "months_count": transfer.months_count,
        "overlap_fen": transfer.overlap_fen,
        "overlaps": [
            {"year": each.year, "months": each.months, "own_fen": each.own_fen, "amount_fen": twelfths(each)}
            for each in twice
        ],
        "trace": written_trace(relation.pooled.trace) if relation.pooled else None,
    }
    new = office_of(transfer.to_region, transfer.insurance)
    issued, _ = issue(
        kind=FORM, office=office_of(transfer.from_region, transfer.insurance), subject=recipient(transfer.person),
        content=content, figures=figures, language=Language.BOTH, by=by, at=at, today=on,
        holder=transfer.person.name, to=new.name_zh, key=transfer.number,
    )  # fmt: skip
    return issued
