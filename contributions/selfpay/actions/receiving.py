"""The money of a claim came: booked to the fund at once, credited to residents' accounts by a run of slices."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.db.models import Sum

from contributions.selfpay.models import SubsidyClaim, SubsidyDouble, SubsidyKind
from contributions.selfpay.selectors import doubled_in
from funds.ledger.actions import Line, post
from funds.ledger.models import AccountKind, Book, Side
from funds.ledger.selectors import first_open_day
from siadmin.agency.models import User
from siadmin.agency.trail import record
from siadmin.kernel import runs
from siadmin.kernel.database import joining_sets, refusing, run_sql
from siadmin.kernel.language import Words
from siadmin.kernel.models import Run, Slice
from siadmin.kernel.money import written
from siadmin.kernel.refusal import Reason
from siadmin.kernel.runs import Scope

SQL = Path(__file__).resolve().parent.parent / "sql"
PEOPLE_A_SLICE = 10_000
NOT_LISTED_YET = Reason(
    "subsidy_not_listed_yet",
    "申请 {number} 的名单尚未编制完成。",
    "The list of claim {number} is not finished.",
    "名单完成后再登记到账。",
    "Record the money once the list is finished.",
)
CREDITS_DIFFER = Reason(
    "subsidy_credits_differ",
    "控制数不符：到账 {left} 分，记入个人账户 {right} 分。",
    "Control sums differ: {left} fen came, {right} fen were credited.",
    "运行已停止，请系统管理岗核查。",
    "The run stopped; the administrator must look into it.",
)
RECEIVED_ALREADY = Reason(
    "subsidy_received_already",
    "申请 {number} 的补贴已到账。",
    "The money of claim {number} has been recorded.",
    "核对申请编号。",
    "Check the number of the claim.",
)
SAME_EYES = Reason(
    "subsidy_same_eyes",
    "申请 {number} 由您提出，到账须由他人登记。",
    "You made claim {number}; somebody else records that it came.",
    "请基金财务岗的其他人员登记。",
    "Ask a colleague in fund finance.",
)
NOT_THE_AMOUNT = Reason(
    "subsidy_other_amount",
    "到账 {given} 元，应到账 {wanted} 元，不一致。",
    "{given} yuan came, {wanted} yuan are to come.",
    "与财政部门核对；足额到账后再登记。",
    "Ask the finance department; record it once all of it has come.",
)
NOTHING_TO_COME = Reason(
    "subsidy_nothing_to_come",
    "申请 {number} 中的每个人都已在合并前的另一记录名下领取，没有应到账的补贴。",
    "Everybody in claim {number} was paid for under another record, merged since: nothing is to come.",
    "请财政部门不再拨付此项申请。",
    "Ask the finance department not to pay it.",
)
VOUCHER_USED = Reason(
    "subsidy_voucher_used",
    "付款凭证 {voucher} 已登记在另一笔申请上。",
    "Payment {voucher} is recorded for another claim.",
    "核对银行回单上的付款编号；一笔付款只登记一次。",
    "Check the number on the bank's paper; each payment is recorded once.",
)


class SubsidyCreditRun:
    """What came for one claim, to the accounts of its people."""

    code = "subsidy_credit"
    title = Words("政府补贴记入个人账户", "Crediting subsidies")
    nothing = dict.fromkeys(("people", "items", "amount_fen"), 0)

    def plan(self, run: Run) -> Iterable[Scope]:
        wanted = {"claim": run.parameters["claim"], "size": run.parameters["people_a_slice"]}
        for first, last, people in run_sql(SQL / "plan_credits.sql", wanted):
            yield Scope({"first": first, "last": last}, people)

    def execute(self, part: Slice) -> dict[str, Any]:
        """Credit a range of people; one transaction."""
        wanted = {"claim": part.run.parameters["claim"], "first": part.scope["first"], "last": part.scope["last"]}
        with joining_sets():
            rows = run_sql(SQL / "credit_slice.sql", wanted)
        return dict(zip(self.nothing, map(int, rows[0]), strict=True))

    def finish(self, run: Run) -> dict[str, Any]:
        """Credited is what came, or nothing is finished. Raises CREDITS_DIFFER."""
        totals = runs.add_up(run, self.nothing)
        claim = SubsidyClaim.objects.get(credited_in=run)
        came = claim.total_fen - claim.doubled_fen
        if totals["amount_fen"] != came:
            raise CREDITS_DIFFER(left=came, right=totals["amount_fen"])
        return totals


@transaction.atomic
def receive_subsidies(
    *,
    claim: SubsidyClaim,
    amount_fen: int,
    received_on: dt.date,
    voucher: str,
    by: User,
    at: dt.datetime,
    people_a_slice: int = PEOPLE_A_SLICE,
) -> SubsidyClaim:
    """The money of a claim has come: book it to the fund; a run credits the accounts it is for.

    What goes to the hard to place is paid to them by the employment subsidy, not by a fund: it is only recorded. What
    was claimed under two records of one person, merged since, is to come once.
    Raises NOT_LISTED_YET, RECEIVED_ALREADY, SAME_EYES, NOTHING_TO_COME, NOT_THE_AMOUNT, VOUCHER_USED,
    MONTH_CLOSED.
    """
    with connection.cursor() as cursor:  # of two claims at once the second sees for whom the first was paid
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"subsidies received:{claim.kind}"])
    claim = SubsidyClaim.objects.select_for_update(of=("self",)).select_related("region", "claimed_by").get(pk=claim.pk)
    if claim.listed_at is None:
        raise NOT_LISTED_YET(number=claim.number)
    if claim.received_on is not None:
        raise RECEIVED_ALREADY(number=claim.number)
    if claim.claimed_by.eyes == by.eyes:
        raise SAME_EYES(number=claim.number)
    doubled = doubled_in(claim)
    claim.doubled_fen = sum(each.amount_fen for each in doubled)
    wanted_fen = claim.total_fen - claim.doubled_fen
    if not wanted_fen:
        raise NOTHING_TO_COME(number=claim.number)
    if amount_fen != wanted_fen:
        raise NOT_THE_AMOUNT(given=written(amount_fen), wanted=written(wanted_fen))
    SubsidyDouble.objects.bulk_create(SubsidyDouble(item_id=each.item, counts_id=each.counts) for each in doubled)
    if claim.kind != SubsidyKind.HARD_TO_PLACE:
        claim.entry_key = _booked(claim, received_on, by, at)
    if claim.kind == SubsidyKind.PENSION_RESIDENT:
        claim.credited_in, _ = runs.open_run(
            kind=SubsidyCreditRun.code, key=claim.number, by=by.pk, at=at,
            parameters={"claim": claim.pk, "region": claim.region_id, "people_a_slice": people_a_slice},
        )  # fmt: skip
    claim.received_on, claim.received_by, claim.received_eyes = received_on, by, by.eyes
    claim.received_at, claim.voucher = at, voucher.strip()[:60]
    with refusing("claim_voucher_once", VOUCHER_USED(voucher=claim.voucher)):
        claim.save()
    record(
        by=by, at=at, code="subsidy_received", subject_kind="subsidy_claim", subject=claim.number,
        amount_fen=amount_fen, doubled_fen=claim.doubled_fen, voucher=claim.voucher,
    )  # fmt: skip
    return claim


def _booked(claim: SubsidyClaim, received_on: dt.date, by: User, at: dt.datetime) -> str:
    book = Book.objects.get(fund=claim.kind, region=claim.region)
    key = f"subsidy:{claim.number}"
    by_month = dict(
        claim.items.filter(double=None).order_by("month").values_list("month").annotate(sum=Sum("amount_fen"))
    )
    post(
        key=key,
        flow="fiscal_subsidy",
        booked_on=first_open_day(book, received_on),
        reason=f"subsidies claimed under {claim.number}",
        lines=[
            Line(book, AccountKind.FISCAL, Side.DEBIT, sum(by_month.values())),
            *(Line(book, AccountKind.FISCAL_SUBSIDY, Side.CREDIT, amount, month) for month, amount in by_month.items()),
        ],
        by=by.pk,
        at=at,
    )
    return key
