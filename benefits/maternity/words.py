"""Words of maternity insurance, in both languages."""

from siadmin.kernel.language import Words
from siadmin.policy.names import name_category, name_value

name_value("maternity.miscarriage_boundary_weeks", Words("满四个月折算周数", "Four months, in weeks"))
name_value("maternity.between_births_days", Words("两次生育的最短间隔", "Shortest time between two births"))
name_value("maternity.award_paid_by_fund", Words("奖励假由基金支付", "The fund pays the awarded days"))
name_value("maternity.costs_flat", Words("生育医疗费用定额", "Costs of a birth, flat amount"))
name_value("maternity.costs_rate", Words("生育医疗费用支付比例", "Costs of a birth, share paid"))
name_value("maternity.costs_months", Words("享受生育医疗费用所需连续缴费月数", "Months paid before costs are"))
name_value("maternity.merged", Words("生育保险与职工医保合并实施", "Merged with medical insurance"))
for _code, _words in {
    "natural": Words("顺产", "natural birth"),
    "difficult": Words("难产", "difficult birth"),
    "caesarean": Words("剖宫产", "caesarean"),
    "miscarriage_early": Words("未满四个月流产", "miscarriage before four months"),
    "births": Words("两次生育", "of two births"),
    "miscarriage": Words("其中一次流产", "one of them a miscarriage"),
    "miscarriage_late": Words("满四个月流产", "miscarriage after four months"),
}.items():
    name_category(_code, _words)
