"""Invented data for the gallery of components: one story in both languages, nobody real in it."""

import datetime as dt
from decimal import Decimal
from types import SimpleNamespace as Sample
from typing import Any

from siadmin.agency.insurances import Insurance
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from siadmin.kernel.trace import Law, Trace
from siadmin.kernel.workflow import SAME_PERSON

INSURED = Words("正常参保", "Insured")
MISSING = (3, 4, 5, 6)
LATE = (11, 12)


def gallery(today: dt.date) -> dict[str, Any]:
    """Everything the gallery shows; deadlines stand around `today`."""
    day = dt.timedelta(days=1)
    return {
        "states": [
            ("ok", Words("已到账", "Received")),
            ("due", Words("待缴", "To pay")),
            ("late", Words("晚 3 天", "3 days late")),
            ("back", Words("周毅退回", "Returned by Zhou Yi")),
            ("act", Words("待经办", "To handle")),
            ("wait", Words("等转出地信息表", "Waiting for the old region")),
            ("guess", Words("暂定", "provisional")),
        ],
        "deadlines": [today - 3 * day, today, today + 2 * day, today + 12 * day],
        "article": Words("条例第24条", "REG 24"),
        "stopped": Words("自 11-06，等鉴定结论", "since 6 Nov, waiting for the appraisal"),
        "reasons": [("claim", Words("办理本人申请的事项", "A matter the person applied for"))],
        "figures": _figures(),
        "insured": _insured(),
        "years": _years(),
        "month_states": ("paid", "missing", "latepaid", "due", "none"),
        "trace": _trace(),
        "heads": [
            Sample(label=Words("① 核定", "① Assessment"), sub=Words("明细 = 账单", "lines = bills")),
            Sample(label=Words("② 到账", "② Received"), sub=Words("银行 = 分配", "bank = allocated")),
        ],
        "chain": _chain(),
        "steps": _steps(),
        "slices": [Sample(number=n, state=_slice_state(n), attempts=2 if n in (20, 21) else 1) for n in range(1, 69)],
        "events": _events(),
        "acts": [
            Sample(label=Words("去缴费", "Pay"), url="#", icon="ti-credit-card", is_first=True),
            Sample(label=Words("看账单", "See the bill"), url="#"),
        ],
        "locked": Sample(
            label=Words("审批", "Approve"),
            why_not=Words("您已复核本件，不能再审批。", "You reviewed it: you may not approve it."),
        ),
        "refusal": Refusal(SAME_PERSON),
        "regions": [
            Sample(pk="110000", name_zh="北京市", name_en="Beijing"),
            Sample(pk="310000", name_zh="上海市", name_en="Shanghai"),
        ],
        "closing_states": ("open", "prepared", "moved", "closed", "none"),
        "chart": _chart(),
        "texts": _texts(),
    }


def _texts() -> dict[str, Words]:
    return {
        "note_strong": Words("一件事等你：", "One thing waits for you:"),
        "note": Words(
            "2019-03 至 2019-06 的月份争议，11-17 前决定。", "the dispute of 2019-03 to 2019-06; decide by 17 November."
        ),
        "note_link": Words("去决定", "Decide"),
        "empty": Words("没有超期的事项", "Nothing is late"),
        "chart": Words("收入与支出，2026 年 9 至 11 月", "Income and expenditure, September to November 2026"),
        "empty_text": Words("新的工作：从队列取一件。", "New work: take one from a queue."),
        "problem": Words("身份号码校验位不符", "ID number fails its check digit"),
        "remedy": Words(
            "号码最后一位与前 17 位不符。请对照身份证原件。",
            "The last character does not fit. Compare with the ID card.",
        ),
        "refused": Words("不能申报", "Refused"),
        "fund": Words("基金", "Fund"),
    }


def _figures() -> list[Sample]:
    rows = Words("行", "rows")
    return [
        Sample(
            label=Words("不能申报", "Refused"),
            figure="5",
            unit=rows,
            kind="late",
            url="#",
            is_current=True,
            sub=Words("其中 3 行有建议值", "3 have a suggested value"),
        ),
        Sample(label=Words("可申报，需确认", "Accepted, to confirm"), figure="2", unit=rows, kind="due", url="#"),
        Sample(label=Words("没有问题", "No remark"), figure="41", unit=rows, kind="ok", url="#"),
        Sample(label=Words("合计", "Total"), figure="152,303.08", before="¥", is_proven=True),
    ]


def _insured() -> list[Sample]:
    since = Words("自 2012-07，缺 4 个月", "since 2012-07, 4 missing")
    rows = [
        Sample(insurance=code, kind="ok", word=INSURED, months=168, sub=since, below="", balance_fen=None)
        for code in Insurance.values
    ]
    rows[0].balance_fen, rows[1].balance_fen = 13_841_267, 218_430
    rows[2].kind, rows[2].word = "wait", Words("已中断", "Suspended")
    rows[3].months, rows[3].below = 68, Words("行业一类 0.2%", "risk class 1, 0.2%")
    return rows


def _years() -> list[Sample]:
    def state(year: int, number: int) -> str:
        if year == 2026:
            return "paid" if number < 11 else "due" if number == 11 else "none"
        return "missing" if number in MISSING else "latepaid" if number in LATE else "paid"

    return [
        Sample(
            year=year,
            paid=10 if year == 2026 else 8,
            owed=12,
            cells=[Sample(month=Month(year, n), state=state(year, n), detail="") for n in range(1, 13)],
        )
        for year in (2026, 2019)
    ]


def _trace() -> Trace:
    why = Trace()
    floor = Law(
        "pension.base_floor",
        Decimal(7270),
        "yuan_per_month",
        "北京市缴费基数上下限",
        "official",
        dt.date(2026, 7, 1),
        dt.date(2027, 7, 1),
        "110000",
    )
    rate = Law("pension.employer", Decimal("0.16"), "rate", "国办发〔2019〕13号", "provisional", dt.date(2019, 5, 1))
    why.fact(Words("申报缴费工资", "Declared contribution wage"), Decimal(5800), "yuan")
    why.law(Words("缴费基数下限", "Contribution base, lower limit"), floor)
    why.law(Words("单位费率", "Employer rate"), rate)
    why.money(
        Words("单位应缴", "Employer amount due"),
        116_320,
        Words("7,270.00 × 16%，四舍五入到分", "7,270.00 × 16%, rounded half up to fen"),
        is_result=True,
    )
    sentence = Words(
        "本月工资 5,800 元低于缴费基数下限，所以按 7,270 元计算：单位缴 16%，1,163.20 元。",
        "The wage of ¥5,800 is below the lower limit, so ¥7,270 counts: the employer pays 16%, ¥1,163.20.",
    )
    return why.conclude(116_320, sentence).trace


def _chart() -> dict[str, Any]:
    return {
        "kind": "bars",
        "unit": "fen",
        "stacked": False,
        "labels": ["2026-09", "2026-10", "2026-11"],
        "series": [
            {"name": str(Words("收入", "Income")), "values": [540_000_000, 545_000_000, 551_000_000], "dashed": False},
            {
                "name": str(Words("支出", "Expenditure")),
                "values": [512_000_000, 518_000_000, 520_000_000],
                "dashed": False,
            },
        ],
    }


def _chain() -> list[Sample]:
    equal = Sample(left_fen=334_187_021_436, right_fen=334_187_021_436, aside="")
    aside = Words("待分配 48,216.00", "unallocated 48,216.00")
    gap = Sample(left_fen=27_800_148_654, right_fen=27_800_120_754, aside=aside)
    return [
        Sample(
            label=Words("企业职工基本养老保险基金", "Employees' basic pension fund"),
            sub="",
            links=[equal, gap],
            is_provisional=False,
        ),
        Sample(label=Words("失业保险基金", "Unemployment fund"), sub="", links=[equal, None], is_provisional=True),
    ]


def _steps() -> list[Sample]:
    return [
        Sample(title=Words("受理", "Acceptance"), who=Words("网上", "online"), when="11-05 09:12", state="done"),
        Sample(title=Words("经办", "Handling"), who=Words("林静", "Lin Jing"), when="11-10 16:40", state="done"),
        Sample(title=Words("复核", "Review"), who=Words("周毅（您）", "Zhou Yi (you)"), when="", state="now"),
        Sample(title=Words("审批", "Approval"), who=Words("第三人", "a third person"), when="", state="locked"),
    ]


def _slice_state(number: int) -> str:
    if number == 50:
        return "failed"
    return "done" if number < 52 else "running" if number < 54 else "waiting"


def _events() -> list[tuple[int, list[Sample]]]:
    return [
        (
            2026,
            [
                Sample(
                    when="11-09",
                    icon="ti-message-2",
                    title=Words("单位答复月份争议", "Employer answered the dispute"),
                    detail=Words("案件 C-26-118204", "Case C-26-118204"),
                    kind="due",
                    word=Words("剩 3 个工作日", "3 working days"),
                    url="",
                    url_label="",
                ),
                Sample(
                    when="10-19",
                    icon="ti-coins",
                    title=Words("10 月各险到账", "October paid in full"),
                    detail="",
                    word="",
                    url="#",
                    url_label=Words("为什么", "Why"),
                ),
            ],
        ),
        (
            2019,
            [
                Sample(
                    when="02-28",
                    icon="ti-user-minus",
                    title=Words("减员：北京旭远广告有限公司", "Left: Xuyuan Advertising"),
                    detail=Words("劳动合同解除", "contract ended"),
                    word="",
                    url="",
                    url_label="",
                ),
            ],
        ),
    ]
