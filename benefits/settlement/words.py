"""Words of direct settlement's values of the law, in both languages."""

from siadmin.kernel.language import Words
from siadmin.policy.names import name_value

for _key, _words in {
    "admission_late_days": Words("入院登记迟报的起算天数", "Days after which an admission is told late"),
    "admission_told_days": Words("入院登记最长天数", "Most days an admission may be told late"),
    "asked_a_day": Words("接口每日查询参保状态次数上限", "Most questions of a program in a day"),
    "outlier_times": Words("次均费用偏高提示的倍数", "From how many medians on a settlement's cost is far above"),
    "outlier_fewest": Words("次均费用比较的最少机构数", "Fewest institutions of a kind and level that are compared"),
}.items():
    name_value(f"settlement.{_key}", _words)
