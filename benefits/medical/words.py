"""Words of medical insurance, in both languages."""

from siadmin.kernel.language import Words
from siadmin.policy.names import name_category, name_value

for _key, _words in {
    "inpatient_deductible": Words("住院起付线", "Inpatient deductible"),
    "inpatient_further_deductible": Words("再次住院起付线", "Inpatient deductible, further stays"),
    "inpatient_own_share": Words("住院个人负担比例", "Inpatient, the person's share"),
    "retired_own_factor": Words("退休人员负担系数", "Factor of the retired"),
    "pool_cap_year": Words("统筹基金年度封顶线", "Cap of the pool in a year"),
    "pool_cap_wage_multiple": Words("封顶线为年平均工资的倍数", "Cap as a multiple of the yearly average wage"),
    "pool_cap_after_months": Words("封顶线所需连续参保月数", "Months insured for the full cap"),
    "large_sum_rate": Words("封顶线以上支付比例", "Share above the cap"),
    "outpatient_deductible": Words("门诊起付线", "Outpatient deductible"),
    "outpatient_rate": Words("门诊支付比例", "Outpatient, the fund's share"),
    "outpatient_cap_year": Words("门诊年度封顶线", "Outpatient cap in a year"),
    "outpatient_cap_wage_share": Words(
        "门诊封顶线占年平均工资比例", "Outpatient cap, share of the yearly average wage"
    ),
    "major_deductible": Words("大病保险起付线", "Major illness, deductible"),
    "major_rate": Words("大病保险支付比例", "Major illness, share"),
    "major_cap": Words("大病保险封顶线", "Major illness, cap"),
    "waiting_months": Words("中断后的待遇等待期", "Months waited after a gap"),
    "waiting_months_each_year": Words("每多断保一年增加的等待期", "More months waited for each further year missed"),
    "lifelong_months": Words("退休后不再缴费所需年限", "Months paid to be covered for life"),
    "away_factor": Words("异地就医支付系数", "Factor for care elsewhere"),
}.items():
    name_value(f"medical.{_key}", _words)
name_category("resident_elsewhere", Words("备案的长期异地居住", "long-term residents elsewhere, filed"))
name_category("referred", Words("备案的临时外出就医", "temporary care elsewhere, filed"))
name_category("unfiled", Words("未备案", "not filed"))
