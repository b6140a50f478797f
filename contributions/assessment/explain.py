"""Why this amount: the trace of a stored line or bill, replayed from what the record keeps.

A line is replayed from its wage and its tariff's frozen law; a bill from its lines, or from last month's bills when
nothing was declared. A replay that does not give the stored amounts is an error with a name, never a quiet page.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from django.db.models import Count, F, Q, QuerySet, Sum

from contributions.assessment.law import frozen_law
from contributions.assessment.models import AssessmentLine, Bill, BillKind, Tariff
from contributions.assessment.protocols import project_explained
from contributions.assessment.rules.arrears import undeclared_amount
from contributions.assessment.rules.limits import CEILING, FLOOR
from contributions.assessment.rules.line import Line, LineFacts, assess_line
from siadmin.agency.insurances import FUND_NAMES, FUND_OF, NAMES, SCHEME_ORDER
from siadmin.kernel.language import Words
from siadmin.kernel.money import Fen, written, yuan
from siadmin.kernel.refusal import Reason
from siadmin.kernel.trace import Explained, Law, Trace
from siadmin.policy.lawbook import NoLawInForce
from siadmin.policy.selectors import law_of_day

REPLAY_DIFFERS = Reason(
    "replay_differs",
    "按当时的依据重算得 {replayed} 元，记录为 {stored} 元，两者不符（{what}）。",
    "Recomputed from its own inputs the amount is {replayed} yuan, the record says {stored} yuan ({what}).",
    "金额暂不作解释；请记下本页地址，告知经办机构核查。",
    "No explanation is given for now; note this page's address and tell the agency, who must look into it.",
)
NOTHING = Line(Fen(0), Fen(0), Fen(0), Fen(0), Fen(0))
# The parts of a line's law in the order in which they are applied, and how a bill names them.
PARTS: tuple[tuple[str, Words], ...] = (
    ("floor", FLOOR),
    ("ceiling", CEILING),
    ("employer_rate", Words("单位费率", "Employer rate")),
    ("floating_factor", Words("浮动系数", "Floating factor")),
    ("employer_supplement_rate", Words("单位补充费率", "Employer supplement rate")),
    ("employee_rate", Words("个人费率", "Employee rate")),
    ("employee_fixed", Words("个人固定金额", "Employee fixed amount")),
    ("account_share", Words("记入个人账户的比例", "Share credited to the personal account")),
)


def explain_line(line: AssessmentLine, tariff: Tariff, before: Sequence[AssessmentLine] = ()) -> Explained[Line]:
    """What the line charges and why. `before`: the earlier versions, whose sum the line is the difference to.

    Raises REPLAY_DIFFERS when the replay does not give the stored amounts.
    """
    assert tariff.pk == line.tariff_id, "a line is explained by its own tariff"
    if not before:
        explained = assess_line(LineFacts(line.wage_fen), frozen_law(line.insurance, tariff.laws))
        _must_equal(explained.value, line)
        return explained
    explained = _difference(line, tariff, before)
    _must_equal(explained.value, line)
    return explained


def _difference(line: AssessmentLine, tariff: Tariff, before: Sequence[AssessmentLine]) -> Explained[Line]:
    """The new amounts less what was charged before. A base of zero says: nothing is due for this month any more."""
    if line.base_fen:
        now = assess_line(LineFacts(line.wage_fen), frozen_law(line.insurance, tariff.laws))
        why = Trace(steps=[replace(step, is_result=False) for step in now.trace.steps])
        line_now, sentence = now.value, now.trace.sentence
    else:
        why, line_now, sentence = Trace(), NOTHING, None
    charged = Line(
        Fen(0),
        Fen(sum(each.employer_fen for each in before)),
        Fen(sum(each.supplement_fen for each in before)),
        Fen(sum(each.employee_fen for each in before)),
        Fen(sum(each.account_fen for each in before)),
    )
    changed = Line(
        line_now.base_fen,
        Fen(line_now.employer_fen - charged.employer_fen),
        Fen(line_now.employer_supplement_fen - charged.employer_supplement_fen),
        Fen(line_now.employee_fen - charged.employee_fen),
        Fen(line_now.account_fen - charged.account_fen),
    )
    _difference_steps(why, line_now, charged)
    return why.conclude(changed, _difference_sentence(line_now, charged, sentence))


def _difference_steps(why: Trace, now: Line, charged: Line) -> None:
    sides = (
        (Words("单位", "employer"), now.employer_total_fen, charged.employer_total_fen, True),
        (Words("个人", "employee"), now.employee_fen, charged.employee_fen, True),
        (Words("个人账户", "personal account"), now.account_fen, charged.account_fen, False),
    )
    for side, new, old, is_result in sides:
        if new or old:
            why.fact(Words(f"此前已核定（{side.zh}）", f"Charged before, {side.en}"), yuan(old), "yuan")
            how = Words(f"{written(new)} − {written(old)}", f"{written(new)} − {written(old)}")
            why.money(Words(f"差额（{side.zh}）", f"Difference, {side.en}"), new - old, how, is_result)


def _difference_sentence(now: Line, charged: Line, reason: Words | None) -> Words:
    new, old = written(now.total_fen), written(charged.total_fen)
    change = now.total_fen - charged.total_fen
    if reason is None:
        return Words(
            f"此人本月不再由该单位参保，此前核定的{old}元全部冲减。",
            f"This person is no longer insured through this employer in this month, so the {old} yuan charged before "
            "are taken back in full.",
        )
    if change > 0:
        zh, en = f"补收{written(change)}元", f"{written(change)} yuan more are charged here"
    elif change < 0:
        zh, en = f"冲减{written(-change)}元", f"{written(-change)} yuan are given back here"
    else:
        zh, en = "合计金额不变", "the total stays as it was"
    return Words(
        f"重新核定为{new}元，此前已核定{old}元，{zh}。{reason.zh}",
        f"Re-assessed at {new} yuan, charged before {old} yuan: {en}. {reason.en}",
    )


def _must_equal(replayed: Line, line: AssessmentLine) -> None:
    given = (
        replayed.base_fen,
        replayed.employer_fen,
        replayed.employer_supplement_fen,
        replayed.employee_fen,
        replayed.account_fen,
    )
    stored = (line.base_fen, line.employer_fen, line.supplement_fen, line.employee_fen, line.account_fen)
    if given != stored:
        raise REPLAY_DIFFERS(
            what=f"{line.month} {line.insurance} v{line.version}",
            replayed=" / ".join(written(amount) for amount in given),
            stored=" / ".join(written(amount) for amount in stored),
        )


def lines_of(bill: Bill) -> QuerySet[AssessmentLine]:
    """The lines a bill is the sum of."""
    insurances = [insurance for insurance, fund in FUND_OF.items() if fund == bill.fund]
    return AssessmentLine.objects.filter(
        employer_id=bill.payer, month=bill.month, version=bill.version, insurance__in=insurances
    )


def explain_bill(bill: Bill) -> Explained[Fen]:
    """How a bill comes to its total. Raises REPLAY_DIFFERS when its parts do not add up to it."""
    if bill.kind == BillKind.PROVISIONAL:
        explained = _explain_provisional(bill)
    elif bill.kind == BillKind.REVERSAL:
        explained = _explain_reversal(bill)
    elif bill.kind == BillKind.ORDERS:
        explained = _explain_orders(bill)
    elif bill.kind == BillKind.PROJECT:
        explained = project_explained.call(bill.pk)
    else:
        explained = _explain_sum(bill)
    if explained.value != bill.total_fen:
        raise REPLAY_DIFFERS(what=str(bill), replayed=written(explained.value), stored=written(bill.total_fen))
    return explained


def _explain_sum(bill: Bill) -> Explained[Fen]:
    """An assessed bill or an adjustment: its lines, by insurance, and the law they used."""
    why = Trace()
    why.fact(Words("人数", "People"), bill.people, "people")
    rows = list(
        lines_of(bill)
        .values("insurance")
        .annotate(
            count=Count("person_id"),
            employer=Sum("employer_fen") + Sum("supplement_fen"),
            employee=Sum("employee_fen"),
            at_floor=Count("person_id", filter=Q(base_fen__gt=F("wage_fen"))),
            at_ceiling=Count("person_id", filter=Q(base_fen__lt=F("wage_fen"), base_fen__gt=0)),
        )
        .order_by("insurance")
    )
    rows.sort(key=lambda row: SCHEME_ORDER.index(row["insurance"]))
    _law_steps(why, bill)
    for row in rows:
        name, how = NAMES[row["insurance"]], counted(row["count"], row["at_floor"], row["at_ceiling"])
        why.money(Words(f"{name.zh}：单位", f"{name.en}, employer"), row["employer"], how)
        if row["employee"]:
            why.money(Words(f"{name.zh}：个人", f"{name.en}, employee"), row["employee"], how)
    employer, employee = sum(row["employer"] for row in rows), sum(row["employee"] for row in rows)
    plus = added(employer, employee)
    if bill.kind == BillKind.ADJUSTMENT:
        total = why.money(Words("本次差额", "Difference billed"), employer + employee, plus, is_result=True)
        return why.conclude(Fen(total), _adjustment_sentence(bill, total))
    total = why.money(Words("账单合计", "Total of the bill"), employer + employee, plus, is_result=True)
    return why.conclude(Fen(total), _bill_sentence(bill, employer, employee))


def added(employer: int, employee: int) -> Words:
    sign = "−" if employee < 0 else "+"
    text = f"{written(employer)} {sign} {written(abs(employee))}"
    return Words(f"单位与个人：{text}", f"employer and employee: {text}")


def counted(lines: int, at_floor: int, at_ceiling: int) -> Words:
    zh, en = f"{lines} 人", f"{lines} {'person' if lines == 1 else 'people'}"
    if at_floor:
        zh, en = f"{zh}，{at_floor} 人按下限", f"{en}, {at_floor} at the lower limit"
    if at_ceiling:
        zh, en = f"{zh}，{at_ceiling} 人按上限", f"{en}, {at_ceiling} at the upper limit"
    return Words(zh, en)


def _law_steps(why: Trace, bill: Bill) -> None:
    """The values every line of the bill was computed with, one step each; several tariffs may share them."""
    tariffs = Tariff.objects.filter(pk__in=lines_of(bill).values("tariff_id")).order_by("insurance", "category")
    seen: set[tuple[str, str, str]] = set()
    for tariff in sorted(tariffs, key=lambda each: SCHEME_ORDER.index(each.insurance)):
        law = frozen_law(tariff.insurance, tariff.laws)
        for part, name in PARTS:
            value: Law | None = getattr(law, part)
            if value is None or (value.key, str(value.value), value.region) in seen:
                continue
            seen.add((value.key, str(value.value), value.region))
            why.law(Words(f"{law.insurance.zh}：{name.zh}", f"{law.insurance.en}: {name.en.lower()}"), value)


def _bill_sentence(bill: Bill, employer: int, employee: int) -> Words:
    zh = f"{bill.people} 人按申报工资计算：单位缴{written(employer)}元"
    en = f"{bill.people} {'person is' if bill.people == 1 else 'people are'} charged on their declared wages: "
    en += f"the employer pays {written(employer)} yuan"
    if not employee:
        return Words(f"{zh}，个人不缴费。", f"{en}, the employees nothing.")
    zh += f"，代扣个人{written(employee)}元"
    en += f" and withholds {written(employee)} yuan from the employees"
    total = written(employer + employee)
    return Words(f"{zh}，合计{total}元。", f"{en}, {total} yuan in all.")


def _adjustment_sentence(bill: Bill, total: int) -> Words:
    before = (
        Bill.objects.filter(
            payer=bill.payer,
            month=bill.month,
            fund=bill.fund,
            version__lt=bill.version,
            kind__in=[BillKind.ASSESSED, BillKind.ADJUSTMENT],
        ).aggregate(sum=Sum("total_fen"))["sum"]
        or 0
    )
    was, now = written(before), written(before + total)
    zh = f"{bill.people} 人的核定有变，本月由{was}元改为{now}元，"
    en = f"The assessment of {bill.people} {'person' if bill.people == 1 else 'people'} changed: the month comes to "
    en += f"{now} yuan instead of {was}, "
    if total < 0:
        return Words(f"{zh}冲减{written(-total)}元。", f"{en}so {written(-total)} yuan are given back.")
    return Words(f"{zh}补收{written(total)}元。", f"{en}so {written(total)} yuan more are due.")


def _explain_provisional(bill: Bill) -> Explained[Fen]:
    """110% of last month's bills of the fund as they stood when it was issued (SIL 62).

    A run is planned a moment before it bills: what was added in between counts when that gives the amount charged.
    """
    law = _undeclared_law(bill)
    earlier = list(
        Bill.objects.filter(payer=bill.payer, fund=bill.fund, month=bill.month - 1)
        .order_by("issued_at", "version")
        .values_list("issued_at", "total_fen")
    )
    sums = [0, *accumulate(total for _, total in earlier)]
    stood = sum(issued_at <= bill.issued_at for issued_at, _ in earlier)
    answers = [undeclared_amount(sums[count], law) for count in range(stood, len(sums))]
    return next((answer for answer in answers if answer.value == bill.total_fen), answers[0])


def _undeclared_law(bill: Bill) -> Law:
    """The factor as believed when the bill was issued; values loaded later than that speak for themselves."""
    day: dt.date = bill.month.first_day
    try:
        return law_of_day(bill.region, day, known_at=bill.issued_at).law("contribution.undeclared_factor")
    except NoLawInForce:
        return law_of_day(bill.region, day).law("contribution.undeclared_factor")


def _explain_orders(bill: Bill) -> Explained[Fen]:
    """Premiums by the order: the platform's list names every person (人社部发〔2025〕24号)."""
    why = Trace()
    why.fact(Words("人数", "People"), bill.people, "persons")
    how = Words("各人订单数 × 每单费额，逐人取整到分后相加", "orders × fee of each, rounded one by one, added up")
    total = why.money(Words("平台应缴", "Due from the platform"), bill.total_fen, how, is_result=True)
    return why.conclude(
        Fen(total),
        Words(
            f"{bill.people} 人的订单按单计费，平台缴{written(bill.total_fen)}元，个人不缴费；逐人见订单申报清单。",
            f"The orders of {bill.people} people cost the platform {written(bill.total_fen)} yuan; they pay nothing. "
            "The list of orders names each.",
        ),
    )


def _explain_reversal(bill: Bill) -> Explained[Fen]:
    why = Trace()
    taken_back = Bill.objects.filter(
        payer=bill.payer,
        month=bill.month,
        fund=bill.fund,
        kind__in=[BillKind.PROVISIONAL, BillKind.REVERSAL],
        version__lt=bill.version,
    )
    total = sum(taken_back.values_list("total_fen", flat=True))
    why.fact(Words("未申报时的暂定数额", "Provisional amount while undeclared"), yuan(total), "yuan")
    reversed_fen = why.money(
        Words("冲销", "Taken back"), -total, Words(f"0 − {written(total)}", f"0 − {written(total)}"), is_result=True
    )
    fund = FUND_NAMES[bill.fund]
    return why.conclude(
        Fen(reversed_fen),
        Words(
            f"单位已补报，{fund.zh}此前按 110% 暂定的{written(total)}元全部冲销，以核定账单为准（社会保险法第62条）。",
            f"The declaration came in, so the {written(total)} yuan set provisionally for the {fund.en.lower()} are "
            "taken back in full; the assessed bill stands in their place (SIL 62).",
        ),
    )
