"""Which values a dry run can answer for, and why it cannot for every other: refused, never counted as nothing."""

from fnmatch import fnmatchcase

from siadmin.kernel.language import Words
from siadmin.policy.names import GROUPS

_RATED = ("pension", "medical", "unemployment")
_CHARGED_WITH = frozenset(
    {
        *(f"{prefix}.base_{end}" for prefix in (*_RATED, "injury") for end in ("floor", "ceiling")),
        *(f"{prefix}.{part}_rate" for prefix in _RATED for part in ("employer", "employee", "flexible")),
        "pension.local_supplement_employer_rate",
        "medical.supplement_employer_rate",
        "medical.employee_fixed",
        "medical.account_inflow_rate",
        "maternity.employer_rate",
        "injury.employee_rate",
        *(f"injury.class_{risk_class}_rate" for risk_class in range(1, 9)),
        "pension.flexible_account_rate",
        "medical.flexible_fixed",
        "medical.flexible_base",
        "pension.resident_tier_min_year",
        "pension.resident_tier_max_year",
        "pension.resident_own_share",
        "medical.resident_individual_year",
        "medical.resident_own_share",
    }
)
_INTEREST = Words(
    "个人账户按年计息时使用，每月缴费不使用它。",
    "It counts when the interest of a year is credited to personal accounts; no month's contributions are computed "
    "with it.",
)
_UNDECLARED = Words(
    "只在单位未申报、按上月数额加成核定时使用：申报了的人不受影响，有多少单位将不申报无从知道。",
    "It counts only where an employer declares nothing and is billed by the month before; who will not declare nobody "
    "knows.",
)
_LATE = Words(
    "只对逾期未缴的款项计算滞纳金：按时缴费的人不受影响，谁将逾期、逾期多久无从知道。",
    "It counts only for what is paid late; who will be late, and for how long, nobody knows.",
)
_ORDERS = Words(
    "按平台申报的订单计费：没有人按月为此缴费，将有多少订单无从知道。",
    "It is charged by the orders that platforms declare, not by the month; how many there will be nobody knows.",
)
_SUBSIDY = Words(
    "它决定政府给予的补贴，缴费后另行申请：本人应缴的数额不因它变化。",
    "It says what government adds or gives back, claimed after the payment; what people are asked for does not "
    "depend on it.",
)
_CHOICE = Words(
    "它决定谁可以参保、可以怎样选择：试算按现有的人和他们已作的选择计算，会有谁改变选择无从知道。",
    "It says who may join or what they may choose; a dry run takes people and their choices as they are, and who will "
    "choose otherwise nobody knows.",
)
_BEHIND_LIMITS = Words(
    "缴费基数上下限由各地公布数额，本系统不由它推算：请提出上下限本身并试算。",
    "The limits of the base are published as amounts and not derived from it: propose the limits themselves, and "
    "try those out.",
)
_STATISTIC = Words(
    "它是公布的统计数，待遇等数额由它推算：每月缴费不使用它。",
    "It is a published figure from which benefits are worked out; no month's contributions are computed with it.",
)
_FOR_INFORMATION = Words(
    "它只供参考，每月按单位费率和个人费率等计算：请提出这些参数并试算。",
    "It is recorded for information; months are charged by the rates and amounts it stands beside: try those out.",
)
_AGE = Words(
    "它决定何时退休：试算按现在的参保人计算，不推算谁将提前或推迟退休。",
    "It says when people retire; a dry run takes those insured as they stand and does not work out who would go "
    "sooner or later.",
)
_MOVES = Words(
    "它用于关系转移时随人转移的金额或办理方式，不用于每月缴费。",
    "It counts when somebody's insurance moves to another place; no month's contributions are computed with it.",
)
_DAYS = Words(
    "它决定办理的时间、方式或人数，不决定金额。",
    "It says when or how something is done, or by whom, not how much is paid.",
)
_LOOKED_AT = Words(
    "它只决定页面上提示哪些机构，供人查看：不决定任何金额，每月缴费不使用它。",
    "It says which institutions a page marks for people to look at; no amount is decided by it, and no contributions "
    "are computed with it.",
)
_BENEFITS = Words(
    "它用于{group}的待遇：基金付出多少由它决定，每月缴多少不由它决定。",
    "It belongs to the benefits of {group}: it decides what the fund pays out, not what is paid in by the month.",
)
_UNKNOWN = Words("每月缴费的计算不使用它。", "No month's contributions are computed with it.")
_WHEN_OR_HOW = (
    "declaration", "collection", "matter", "remedy", "coverage", "deferral", "enforcement", "stakes", "claims",
    "payments", "settlement",
)  # fmt: skip
_INSURANCES = ("pension", "medical", "unemployment", "injury", "maternity")
# The first pattern that fits says why; an insurance's own parameters that nothing else fits are those of its benefits.
_WHY_NOT: tuple[tuple[str, Words], ...] = (
    ("*.*account_record_rate", _INTEREST),
    ("*.*account_own_month_earns", _INTEREST),
    ("contribution.undeclared_factor", _UNDECLARED),
    ("contribution.late_fee_*", _LATE),
    ("injury.order_fee", _ORDERS),
    ("subsidy.*", _SUBSIDY),
    ("*.resident_subsidy_*", _SUBSIDY),
    ("*.applies", _CHOICE),
    ("contribution.flexible_*", _CHOICE),
    ("contribution.back_payment_*", _CHOICE),
    ("coverage.*_join", _CHOICE),
    ("medical.resident_window_months", _CHOICE),
    ("pension.resident_tier_year", _CHOICE),
    ("contribution.working_age_months", _CHOICE),
    ("contribution.own_told_within_days", _DAYS),
    ("contribution.base_*_share", _BEHIND_LIMITS),
    ("wage.*average*", _BEHIND_LIMITS),
    ("wage.*", _STATISTIC),
    ("income.*", _STATISTIC),
    ("unemployment.total_rate", _FOR_INFORMATION),
    ("maternity.component_rate", _FOR_INFORMATION),
    ("medical.resident_base", _FOR_INFORMATION),
    ("retirement.*", _AGE),
    ("transfer.*", _MOVES),
    ("pension.transfer_*", _MOVES),
    ("pension.temporary_account_*", _MOVES),
    ("settlement.outlier_*", _LOOKED_AT),
    *((f"{group}.*", _DAYS) for group in _WHEN_OR_HOW),
    *((f"{group}.*", _BENEFITS.filled(group=GROUPS[group])) for group in _INSURANCES),
)


def is_charged_with(key: str) -> bool:
    """Whether what people and employers pay is computed with a value: of others a dry run has nothing to say."""
    return key in _CHARGED_WITH


def beyond(key: str) -> Words:
    """Why a dry run has nothing to say of a value that no contributions are computed with."""
    return next((why for pattern, why in _WHY_NOT if fnmatchcase(key, pattern)), _UNKNOWN)
