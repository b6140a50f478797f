"""Words of work injury insurance, in both languages."""

from siadmin.kernel.language import Words
from siadmin.policy.names import name_category, name_value

for _key, _words in {
    "own_wage_floor_share": Words("本人工资下限比例", "Own wage, lower limit"),
    "own_wage_ceiling_share": Words("本人工资上限比例", "Own wage, upper limit"),
    "dependant_share": Words("供养亲属抚恤金比例", "Dependants' share of the wage"),
    "paid_leave_most_months": Words("停工留薪期最长", "Paid leave, at most"),
    "paid_leave_further_months": Words("停工留薪期延长不超过", "Paid leave, longer by at most"),
    "exit_reduced_below_months": Words("就业补助金开始递减", "Employment lump falls below"),
    "exit_reduction_year_rate": Words("就业补助金每年递减", "Employment lump, less for each year"),
}.items():
    name_value(f"injury.{_key}", _words)
name_category("spouse", Words("配偶", "spouse"))
name_category("other_relative", Words("其他亲属", "other relatives"))
name_category("alone_more", Words("孤寡老人、孤儿增加", "more for lone elders and orphans"))
