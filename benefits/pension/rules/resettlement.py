"""Pensions granted on the reference wage of the year before are settled again once their own year's is published. Pure.

Source: 国发〔2005〕38号 art. 6 with the provinces' rules of the provisional wage (approval sheets).
"""

from dataclasses import dataclass

from benefits.pension.rules.amounts import same
from benefits.pension.rules.award import PROVISIONAL, AwardLaw, Counted, total_of, wage_parts
from benefits.pension.rules.basic import ACCOUNT
from siadmin.kernel.language import Words
from siadmin.kernel.money import Fen, written, yuan
from siadmin.kernel.refusal import Reason
from siadmin.kernel.trace import Explained, Trace

WAGE_NOT_PUBLISHED = Reason(
    "pension_wage_not_published",
    "地区{region}该年度的计发基数还没有公布，不能重算。",
    "The reference wage of that year is not published in region {region}: nothing can be settled again.",
    "公布并登记计发基数后再办理。",
    "Wait until it is published and on file.",
)


@dataclass(frozen=True, slots=True)
class Granted:
    """As decided, in fen a month: the account part, and everything together."""

    account_fen: int
    total_fen: int


@dataclass(frozen=True, slots=True)
class Resettlement:
    """After re-settlement: what is paid a month from now on, and what is due for the months paid (signed), in fen."""

    monthly_fen: Fen
    difference_fen: Fen


def rise_on_published_wage(counted: Counted, granted: Granted, law: AwardLaw) -> Explained[Fen]:
    """What a pension granted on last year's reference wage rises by, in fen a month; never less than nothing.

    The account part stands as it was granted. Raises WAGE_NOT_PUBLISHED, and as `monthly_award`.
    """
    if law.base.status == PROVISIONAL:
        raise WAGE_NOT_PUBLISHED(region=counted.region)
    parts = wage_parts(counted, law)
    total = total_of([parts.basic.value, granted.account_fen, parts.early_fen], law.round_up.get("total"))
    why = Trace(steps=[*parts.steps, *total.trace.steps])
    due = total.value
    why.fact(ACCOUNT, yuan(granted.account_fen), "yuan")
    why.fact(Words("暂按上年计发基数核定", "Granted on the wage of the year before"), yuan(granted.total_fen), "yuan")
    how = Words(
        f"{written(due)} − {written(granted.total_fen)}，不足零按零",
        f"{written(due)} − {written(granted.total_fen)}, not below nothing",
    )
    more = Fen(why.money(Words("每月增加", "More a month"), max(0, due - granted.total_fen), how, is_result=True))
    return why.conclude(
        more,
        Words(f"按公布的计发基数重算，每月增加{written(more)}元。",
              f"On the published reference wage {written(more)} yuan more a month."),
    )  # fmt: skip


def resettled(paid_fen: int, due_fen: int, months: int) -> Explained[Resettlement]:
    """The published reference wage against the provisional one, for the months paid; the difference is signed."""
    why = Trace()
    why.fact(Words("暂按上年基数每月发放", "Paid a month on last year's wage"), yuan(paid_fen), "yuan")
    why.fact(Words("按公布基数每月应发", "Due a month on the published wage"), yuan(due_fen), "yuan")
    why.fact(Words("已发月数", "Months paid"), months, "months")
    how = same(f"({written(due_fen)} − {written(paid_fen)}) × {months}")
    owed = Fen((due_fen - paid_fen) * months)
    why.money(Words("重算差额", "Difference"), owed, how, is_result=True)
    sentence = Words(
        f"公布基数后每月{written(due_fen)}元，已发{months}个月的差额为{written(owed)}元。",
        f"On the published wage {written(due_fen)} yuan a month; the difference for {months} months is "
        f"{written(owed)} yuan.",
    )
    return why.conclude(Resettlement(Fen(due_fen), owed), sentence)
