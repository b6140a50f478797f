"""How the law's numbers and their categories are called by people; a key without a name is shown as it is."""

import re
from decimal import Decimal

from siadmin.kernel.language import Words, chosen
from siadmin.kernel.months import Month

# In the order in which they are listed: the five insurances, then what several of them share.
GROUPS: dict[str, Words] = {
    "pension": Words("养老保险", "Pension"),
    "medical": Words("医疗保险", "Medical"),
    "unemployment": Words("失业保险", "Unemployment"),
    "injury": Words("工伤保险", "Work injury"),
    "maternity": Words("生育保险", "Maternity"),
    "contribution": Words("缴费通则", "Contributions in general"),
    "declaration": Words("申报", "Declaration"),
    "collection": Words("征收", "Collection"),
    "wage": Words("工资统计", "Wage statistics"),
    "income": Words("收入统计", "Income statistics"),
    "retirement": Words("退休年龄", "Retirement age"),
    "subsidy": Words("缴费补贴", "Contribution subsidies"),
    "remedy": Words("权利救济", "Remedies"),
    "transfer": Words("关系转移接续", "Transfers"),
    "matter": Words("经办事项", "Matters"),
    "claims": Words("待遇核定", "Claims"),
    "settlement": Words("直接结算", "Direct settlement"),
    "payments": Words("待遇发放", "Payments"),
    "coverage": Words("参保扩面", "Coverage"),
}
ICONS: dict[str, str] = {
    "pension": "ti-umbrella",
    "medical": "ti-stethoscope",
    "unemployment": "ti-briefcase-off",
    "injury": "ti-helmet",
    "maternity": "ti-baby-carriage",
}
_EVERYWHERE: dict[str, Words] = {
    "base_floor": Words("缴费基数下限", "Contribution base, lower limit"),
    "base_ceiling": Words("缴费基数上限", "Contribution base, upper limit"),
    "employer_rate": Words("单位费率", "Employer rate"),
    "employee_rate": Words("个人费率", "Employee rate"),
    "flexible_rate": Words("灵活就业人员费率", "Rate of flexible workers"),
    "applies": Words("适用的用工类型", "Kinds of workers it applies to"),
    "due_day": Words("截止日", "Due day"),
    "by_tax_authority": Words("由税务机关办理", "Done by the tax authority"),
    "funeral_months": Words("丧葬补助金月数", "Funeral grant, months"),
}
_NAMES: dict[str, Words] = {
    "pension.local_supplement_employer_rate": Words("地方补充养老单位费率", "Local supplement, employer rate"),
    "pension.flexible_account_rate": Words("灵活就业人员记账比例", "Flexible workers' part for the account"),
    "pension.calculation_base": Words("基本养老金计发基数", "Pension reference wage"),
    "pension.account_record_rate": Words("个人账户记账利率", "Bookkeeping interest rate of accounts"),
    "pension.account_own_month_earns": Words("记账当月计息", "The month of crediting earns interest"),
    "pension.resident_account_record_rate": Words("城乡居民个人账户记账利率", "Interest rate of residents' accounts"),
    "pension.resident_account_own_month_earns": Words("城乡居民记账当月计息", "Residents: the crediting month earns"),
    "medical.account_record_rate": Words("个人账户计息利率", "Interest rate of accounts"),
    "medical.account_own_month_earns": Words("记账当月计息", "The month of crediting earns interest"),
    "pension.account_share": Words("记入个人账户的比例", "Share credited to the personal account"),
    "pension.minimum_years_months": Words("最低缴费年限（月）", "Minimum contribution time, months"),
    "pension.annuity_months": Words("个人账户计发月数", "Payment months of the account"),
    "pension.annuity_decimals": Words("计发月数小数位", "Decimals of payment months"),
    "pension.basic_year_rate": Words("基础养老金每年比例", "Base pension, share for each year"),
    "pension.basic_extra_month_rate": Words("基础养老金余月比例", "Base pension, share for each further month"),
    "pension.years_decimals": Words("缴费年限取整", "How contribution years are counted"),
    "pension.index_decimals": Words("平均缴费指数小数位", "Decimals of the average contribution index"),
    "pension.deemed_index": Words("视同缴费指数", "Index of deemed years"),
    "pension.low_index_limit": Words("低指数界限", "Limit of low indices"),
    "pension.low_index_decimals": Words("低指数系数小数位", "Decimals of the factor of low indices"),
    "pension.round_up_decimals": Words("见分进角小数位", "Places rounded up to"),
    "pension.transition_rate": Words("过渡性养老金系数", "Transitional pension, rate for each year"),
    "pension.transition_new_share": Words("新办法计入比例", "Share of the new way"),
    "pension.transition_adjustment_constant": Words("过渡性调节金定额", "Transitional adjustment, fixed part"),
    "pension.transition_adjustment_factor": Words("过渡性调节金系数", "Transitional adjustment, each year and index"),
    "pension.indexed_addition_rate": Words("指数化工资增发比例", "Addition, share of the indexed wage"),
    "pension.one_child_rate": Words("独生子女父母增发比例", "Addition for parents of one child"),
    "pension.accounts_since": Words("建立个人账户的月份", "First month of personal accounts"),
    "pension.lump_insured_before": Words("可一次性缴费的参保时间（之前）", "Paying at once: insured before"),
    "pension.lump_after_paying_on_months": Words("一次性缴费前须延长缴费", "Paying at once: months paid on before"),
    "pension.adjustment_fixed": Words("调整：定额", "Adjustment, fixed part"),
    "pension.adjustment_per_year": Words("调整：每满1年", "Adjustment, for each year"),
    "pension.adjustment_least_years_months": Words("调整：年限至少按", "Adjustment, time counted at least"),
    "pension.adjustment_share": Words("调整：按养老金比例", "Adjustment, share of the pension"),
    "pension.adjustment_level_limit": Words("调整：养老金水平界限", "Adjustment, level of pension"),
    "pension.adjustment_level": Words("调整：按水平增加", "Adjustment, by level"),
    "pension.adjustment_tilt": Words("调整：高龄倾斜", "Adjustment, tilt for age"),
    "pension.adjustment_long_service": Words("调整：长缴倾斜", "Adjustment, tilt for long service"),
    "pension.adjustment_long_service_months": Words("长缴倾斜的年限", "Long service, contribution time"),
    "pension.adjustment_long_service_age_months": Words("长缴倾斜的年龄", "Long service, age"),
    "pension.survivor_months": Words("抚恤金月数", "Survivors' payment, months"),
    "pension.survivor_from_months": Words("抚恤金缴费时间分界", "Survivors' payment, from which time paid"),
    "pension.survivor_further_year_months": Words("抚恤金每多1年增加", "Survivors' payment, more for each year"),
    "pension.survivor_most_months": Words("抚恤金最高月数", "Survivors' payment, at most"),
    "pension.survivor_drawn_year_months": Words("抚恤金每领取1年减少", "Survivors' payment, less for each year drawn"),
    "pension.survivor_least_drawing_months": Words("领取期间抚恤金最低月数", "Survivors' payment, least once drawing"),
    "pension.last_paid_after_death_months": Words("死亡后仍发放的月数", "Months paid after the month of death"),
    "pension.disability_near_age_months": Words("病残津贴：临近退休界限", "Disability allowance, near the age"),
    "pension.disability_short_months": Words("病残津贴：最短支付月数", "Disability allowance, shortest time"),
    "pension.disability_short_below_months": Words("病残津贴：最短支付的界限", "Disability allowance, shortest below"),
    "pension.disability_further_year_months": Words("病残津贴：每多缴1年增加", "Disability, for each further year"),
    "pension.disability_appraisal_months": Words("劳动能力鉴定有效期", "An appraisal holds"),
    "retirement.flexible_notice_months": Words("弹性退休书面告知", "Notice of flexible retirement"),
    "pension.transfer_pooled_rate": Words("转移的统筹基金比例", "Share of the pooled fund that moves"),
    "pension.transfer_first_month": Words("统筹基金转移的起算年月", "First month that counts for the pooled part"),
    "pension.temporary_account_age_months": Words("建立临时账户的年龄", "Age from which the account is temporary"),
    "pension.place_of_benefits_months": Words("待遇领取地须缴满的时间", "Time paid that makes a place of benefits"),
    "pension.resident_basic_month": Words("城乡居民基础养老金", "Residents' basic pension"),
    "pension.resident_tier_min_year": Words("城乡居民最低缴费档次", "Residents' lowest tier"),
    "pension.resident_tier_max_year": Words("城乡居民最高缴费档次", "Residents' highest tier"),
    "pension.resident_subsidy_min_year": Words("城乡居民最低缴费补贴", "Residents' lowest subsidy"),
    "pension.resident_subsidy_max_year": Words("城乡居民最高缴费补贴", "Residents' highest subsidy"),
    "pension.resident_tier_year": Words("城乡居民缴费档次", "Residents' tiers"),
    "pension.resident_subsidy_year": Words("城乡居民缴费补贴", "Residents' subsidy by tier"),
    "pension.resident_own_share": Words("城乡居民本人承担比例", "Residents' own share"),
    "pension.resident_age_months": Words("城乡居民领取年龄", "Residents' pension age"),
    "pension.resident_annuity_months": Words("城乡居民计发月数", "Residents' payment months"),
    "medical.supplement_employer_rate": Words("单位补充费率", "Employer supplement rate"),
    "medical.employee_fixed": Words("个人固定金额", "Employee fixed amount"),
    "medical.flexible_base": Words("灵活就业人员基数", "Base of flexible workers"),
    "medical.flexible_fixed": Words("灵活就业人员固定金额", "Fixed amount of flexible workers"),
    "medical.resident_subsidy_year": Words("城乡居民财政补助", "Residents' subsidy a year"),
    "medical.resident_individual_year": Words("城乡居民个人缴费", "Residents' own part a year"),
    "medical.resident_own_share": Words("城乡居民本人承担比例", "Residents' own share"),
    "medical.resident_window_months": Words(
        "城乡居民集中参保期（参保年度内月数）", "Residents' enrolment, months into the year"
    ),
    "medical.resident_base": Words("城乡居民缴费基数", "Residents' base"),
    "medical.continuous_gap_months": Words("视为连续参保的最长中断", "Longest gap that counts as none"),
    "medical.account_inflow_rate": Words("个人缴费计入账户比例", "Share of own part credited to the account"),
    "medical.account_inflow_month": Words("退休人员账户月计入额", "Retired people's credit a month"),
    "medical.account_inflow_year": Words("退休人员账户年计入额", "Retired people's credit a year"),
    "unemployment.total_rate": Words("总费率", "Total rate"),
    "unemployment.benefit_monthly": Words("失业保险金月标准", "Benefit a month"),
    "unemployment.benefit_ratio_of_minimum_wage": Words("失业保险金占最低工资比例", "Share of the minimum wage"),
    "unemployment.duration_cap_months": Words("领取期限上限", "Longest spell of benefit"),
    "unemployment.qualifying_months": Words("领取须缴满的时间", "Time paid that opens the benefit"),
    "unemployment.unused_months_qualify": Words("有未领期限即可领取", "Unused months open the benefit"),
    "unemployment.merged_cap_months": Words("合并计算的期限上限", "Longest spell with what is left of the last"),
    "unemployment.duration_paid_months": Words("每档所需缴费月数", "Months paid for each step of the spell"),
    "unemployment.duration_given_months": Words("每档增加的领取月数", "Months of benefit for each step"),
    "unemployment.lowest_band_from_month": Words("按最低档发给的起始月次", "Month from which the lowest row counts"),
    "unemployment.job_seeking_rate": Words("求职补贴比例", "Job-seeking subsidy, share"),
    "unemployment.job_seeking_most_months": Words("求职补贴最长月数", "Job-seeking subsidy, months"),
    "unemployment.childbirth_months": Words("生育一次性加发月数", "Childbirth, months paid at once"),
    "unemployment.between_births_days": Words("两次生育的最短间隔", "Childbirth, two are so far apart"),
    "unemployment.reemployed_share": Words("重新就业一次性领取的比例", "Re-employed, share paid at once"),
    "unemployment.reemployed_contract_months": Words("重新就业须签合同的期限", "Re-employed, length of the contract"),
    "unemployment.reemployed_insured_months": Words("重新就业须参保的时间", "Re-employed, time insured"),
    "unemployment.startup_share": Words("自主创业一次性领取的比例", "Start-up, share paid at once"),
    "unemployment.survivors_months": Words("抚恤金月数", "Survivors' payment, months"),
    "unemployment.refusals_that_stop": Words("停发的拒绝次数", "Refusals that end the benefit"),
    "unemployment.prison_suspends": Words("收监执行期间中止领取", "Prison suspends the benefit"),
    "unemployment.near_retirement_months": Words("可延长至退休的剩余月数", "So near to retirement, extended to it"),
    "unemployment.migrant_qualifying_months": Words("农民工须连续工作的时间", "Migrant workers, time at work"),
    "unemployment.migrant_month": Words("农民工一次性生活补助月标准", "Migrant workers' grant, a month"),
    "unemployment.migrant_months_a_year": Words("农民工每满一年的补助月数", "Migrant workers' grant, months a year"),
    "unemployment.migrant_most_months": Words("农民工补助最长月数", "Migrant workers' grant, most months"),
    "unemployment.skill_qualifying_months": Words("技能提升补贴须参保的时间", "Skill subsidy, time insured"),
    "unemployment.skill_subsidy": Words("技能提升补贴标准", "Skill subsidy"),
    "injury.disability_lump_months": Words("一次性伤残补助金月数", "Disability lump sum, months"),
    "injury.disability_allowance_rate": Words("伤残津贴比例", "Disability allowance rate"),
    "injury.nursing_rate": Words("生活护理费比例", "Nursing rate"),
    "injury.exit_medical_months": Words("一次性工伤医疗补助金月数", "Medical lump sum on leaving, months"),
    "injury.exit_employment_months": Words("一次性伤残就业补助金月数", "Employment lump sum on leaving, months"),
    "injury.death_lump_multiple": Words("一次性工亡补助金倍数", "Death lump sum, multiple"),
    "injury.order_fee": Words("按单缴费标准", "Premium an order"),
    "injury.floating_factor": Words("单位浮动系数", "Employer's floating factor"),
    "maternity.component_rate": Words("其中生育部分（仅供参考）", "Maternity component (information only)"),
    "maternity.base_days": Words("产假天数", "Maternity leave"),
    "maternity.dystocia_days": Words("难产增加天数", "More for dystocia"),
    "maternity.multiple_birth_days": Words("多胞胎每多一个增加天数", "More for each further child"),
    "maternity.miscarriage_early_days": Words("未满四个月流产", "Miscarriage before four months"),
    "maternity.miscarriage_late_days": Words("满四个月流产", "Miscarriage after four months"),
    "maternity.award_days": Words("地方奖励假", "Extra leave of the province"),
    "maternity.allowance_day_divisor": Words("津贴日额除数", "Divisor for the daily allowance"),
    "contribution.base_floor_share": Words("下限占平均工资比例", "Lower limit as share of the average wage"),
    "contribution.base_ceiling_share": Words("上限占平均工资比例", "Upper limit as share of the average wage"),
    "contribution.own_told_within_days": Words(
        "个人缴费到账信息的等待天数", "Days within which own payments are told of"
    ),
    "contribution.flexible_back_months": Words("灵活就业人员可补缴月数", "Months flexible workers may pay back"),
    "contribution.flexible_rhythm": Words("灵活就业人员缴费周期", "Rhythms of flexible workers"),
    "contribution.late_fee_daily_rate": Words("滞纳金每日比例", "Late fee a day"),
    "contribution.working_age_months": Words("最低就业年龄", "From which age one may work"),
    "contribution.late_fee_counts_payment_day": Words("缴纳当日计入滞纳天数", "Day of payment counts for the late fee"),
    "deferral.most_months": Words("缓缴最长期限", "Longest deferral"),
    "enforcement.days": Words("追缴各步的期限", "Days a step of collection gives"),
    "stakes.floor_share": Words("列出的下限缴费人数占比", "Share at the lower limit that is listed"),
    "stakes.floor_people": Words("列出的最少人数", "Fewest people that are listed"),
    "stakes.lost_share": Words("列出的减员占比", "Share of people lost that is listed"),
    "contribution.undeclared_factor": Words("未申报时按上月的倍数", "Factor without declaration"),
    "declaration.wages_yearly": Words("一年申报一次工资，之后只报变动", "Wages declared yearly, then changes only"),
    "declaration.joining_days": Words("用工登记期限", "Time to report a start of work"),
    "declaration.leaving_list_days": Words("失业人员名单告知期限", "Time to report an end of work"),
    "declaration.wages_hold_from": Words("本年度申报工资的起始月份", "From when the year's declared wages hold"),
    "wage.average_month": Words("月平均工资", "Average wage a month"),
    "wage.on_post_average_month": Words("在岗职工月平均工资", "On-post average wage a month"),
    "wage.minimum_month": Words("最低工资", "Minimum wage"),
    "income.minimum_living_month": Words("城市居民最低生活保障标准", "Urban minimum living standard"),
    "income.urban_disposable_year": Words("城镇居民人均可支配收入", "Urban disposable income a year"),
    "retirement.delay_step_months": Words("每延迟一个月所需月数", "Birth months for one month of delay"),
    "retirement.first_delayed_birth_month": Words("开始延迟的出生年月", "First birth month that is delayed"),
    "retirement.flexible_months": Words("弹性退休幅度", "Range of flexible retirement"),
    "retirement.max_delay_months": Words("最多延迟", "Longest delay"),
    "retirement.original_age_months": Words("原法定年龄", "Original age"),
    "remedy.reconsideration_days": Words("申请行政复议的期限", "Time to apply for reconsideration"),
    "remedy.litigation_months": Words("提起行政诉讼的期限", "Time to bring an action"),
    "subsidy.flexible_share": Words("灵活就业补贴比例", "Subsidy of flexible workers, share"),
    "subsidy.flexible_at_floor": Words("灵活就业补贴按下限计算", "Subsidy of flexible workers, of the lowest base"),
    "subsidy.flexible_months": Words("灵活就业补贴最长月数", "Subsidy of flexible workers, months"),
    "subsidy.flexible_near_retirement_months": Words(
        "临近退休可延至退休的月数", "Subsidy to retirement when so near, months"
    ),
    "subsidy.flexible_cap_month": Words("灵活就业补贴月上限", "Subsidy of flexible workers, cap a month"),
    "coverage.must_join": Words("依法应当参加", "Must be insured"),
    "coverage.may_join": Words("可以参加", "May be insured"),
    "coverage.from_age_months": Words("起始年龄", "From which age"),
    "coverage.fresh_months": Words("登记数据有效月数", "How long a register counts"),
    "coverage.lapsed_after_months": Words("断保认定月数", "Lapsed after"),
    "coverage.answer_days": Words("单位答复异议的期限", "Time for an employer to answer a dispute"),
    "coverage.comply_days": Words("单位补办的期限", "Time for an employer to comply"),
    "transfer.limit_days": Words("转移各环节的时限", "Time limit of each step of a transfer"),
    "matter.limit_days": Words("法定办理时限", "Time limit set by law"),
    "matter.committed_days": Words("承诺办理时限", "Time limit promised"),
    "matter.visit_days": Words("上门服务时限", "Time to visit somebody at home"),
    "matter.majority_months": Words("成年年龄（月）", "Age of majority, months"),
    "matter.closing_days": Words("申请注销登记期限", "Time to apply for cancellation"),
    "matter.hands": Words("分级审核人数", "People who must sign"),
    "claims.two_sign_from": Words("两人审核的起点金额", "Two people sign from"),
    "claims.three_sign_from": Words("三人审核的起点金额", "Three people sign from"),
}
_CATEGORIES: dict[str, Words] = {
    "force_majeure": Words("不可抗力缓缴", "force majeure"),
    "agreement": Words("延期缴费协议", "agreement with a guarantee"),
    "order_to_pay": Words("责令限期缴纳", "order to pay"),
    "bank_query": Words("查询存款账户", "query of bank accounts"),
    "transfer_decision": Words("申请划拨决定", "transfer decision"),
    "guarantee_demand": Words("要求提供担保", "demand of a guarantee"),
    "court_application": Words("申请人民法院强制执行", "application to the court"),
    "deferral": Words("缓缴", "deferral of payment"),
    "enforcement": Words("追缴", "collection of arrears"),
    "back_payment": Words("补缴", "back payment"),
    "refund": Words("退费", "refund"),
    "attribution": Words("认领到账", "whose money it is"),
    "employee": Words("职工", "employees"),
    "employee_tier2": Words("职工二档", "employees, tier 2"),
    "employee_local_hukou": Words("本市户籍职工", "employees of local household"),
    "flexible": Words("灵活就业人员", "flexible workers"),
    "resident": Words("城乡居民", "residents"),
    "resident_minimum_living": Words("最低生活保障对象", "on minimum living allowance"),
    "resident_extreme_poverty": Words("特困人员", "in extreme poverty"),
    "resident_severely_disabled": Words("重度残疾人", "severely disabled"),
    "ride_hailing": Words("网约出行", "ride-hailing"),
    "instant_delivery": Words("即时配送", "instant delivery"),
    "instant_delivery_high": Words("即时配送（高档）", "instant delivery, higher fee"),
    "city_freight": Words("同城货运", "city freight"),
    "monthly": Words("按月", "by the month"),
    "quarterly": Words("按季", "by the quarter"),
    "half_yearly": Words("按半年", "by the half-year"),
    "yearly": Words("按年", "by the year"),
    "over_age": Words("超龄劳动者", "workers over age"),
    "second_employer": Words("第二用人单位", "second employer"),
    "hard_to_place": Words("就业困难人员", "hard to place"),
    "full_calibre": Words("全口径", "full scope"),
    "medical_calibre": Words("医保口径", "medical scope"),
    "retired_under_70": Words("退休，不满 70 岁", "retired, under 70"),
    "retired_70_up": Words("退休，70 岁及以上", "retired, 70 and over"),
    "retired_under_75": Words("退休，不满 75 岁", "retired, under 75"),
    "retired_75_up": Words("退休，75 岁及以上", "retired, 75 and over"),
    "M60": Words("男职工", "men, 60"),
    "F55": Words("女干部", "women, 55"),
    "F50": Words("女工人", "women, 50"),
    "half_up": Words("四舍五入", "rounded half up"),
    "up": Words("进位", "rounded up"),
    "exact": Words("不取整", "not rounded"),
    "whole_years": Words("整年与余月", "whole years and further months"),
    "indexed": Words("指数化工资", "indexed wage"),
    "indexed_other": Words("指数化工资，另一类人员", "indexed wage, another class"),
    "mean": Words("计发基数与指数化工资的平均", "mean of reference and indexed wage"),
    "deemed_on_base": Words("视同年限，计发基数", "deemed years, reference wage"),
    "actual_on_indexed": Words("实际年限，指数化工资", "years paid, indexed wage"),
    "item": Words("各项", "each item"),
    "total": Words("合计", "total"),
    "early": Words("提前", "earlier"),
    "late": Words("延后", "later"),
    "full": Words("完全不能自理", "fully dependent"),
    "most": Words("大部分不能自理", "mostly dependent"),
    "part": Words("部分不能自理", "partly dependent"),
    "all": Words("全部", "everybody"),
    "extended": Words("延长领取", "extended spell"),
    "male": Words("男", "men"),
    "female": Words("女", "women"),
    "pension_employee_out": Words("养老，转出地", "pension, the old place"),
    "pension_employee_in": Words("养老，转入地", "pension, the new place"),
    "pension_resident_out": Words("居民养老，转出地", "residents' pension, the old place"),
    "pension_resident_in": Words("居民养老，转入地", "residents' pension, the new place"),
    "pension_conversion_out": Words("制度衔接，转出地", "change of scheme, the old place"),
    "pension_conversion_in": Words("制度衔接，转入地", "change of scheme, the new place"),
    "medical_employee_out": Words("医疗，转出地", "medical, the old place"),
    "medical_employee_in": Words("医疗，转入地", "medical, the new place"),
    "unemployment_out": Words("失业，转出地", "unemployment, the old place"),
    "unemployment_in": Words("失业，转入地", "unemployment, the new place"),
    "pension_transfer": Words("养老关系转移", "pension transfer"),
    "pension_conversion": Words("城乡养老保险制度衔接", "change between the pension schemes"),
    "resident_pension_transfer": Words("居民养老关系转移", "transfer of a residents' pension"),
    "temporary_account": Words("建立临时缴费账户", "opening a temporary account"),
    "medical_transfer": Words("医保关系转移", "medical transfer"),
    "unemployment_transfer": Words("失业关系转移", "unemployment transfer"),
    "home_visit": Words("上门服务", "home visit"),
    "registration": Words("登记", "registration"),
    "change": Words("变更、注销登记", "change or cancellation"),
    "injury_rate": Words("核定工伤费率", "work injury rate"),
    "pension": Words("基本养老金", "basic pension"),
    "medical_reimbursement": Words("医疗费用手工报销", "medical costs by hand"),
    "maternity_allowance": Words("生育津贴", "maternity allowance"),
    "injury_reimbursement": Words("工伤费用手工报销", "injury costs by hand"),
    "unemployment_benefit": Words("失业保险金", "unemployment benefit"),
    "training_subsidy": Words("职业培训等补贴", "training and similar subsidies"),
    "month_dispute": Words("对缴费月份提出异议", "disputed months"),
    "wage_tax": Words("工资薪金个税", "wage tax"),
    "market": Words("市场主体登记", "market register"),
    "household": Words("户籍登记", "households"),
    "student": Words("在校学生", "students"),
    "low": Words("一般风险", "low risk"),
    "middle": Words("较高风险", "raised risk"),
    "high": Words("高风险", "high risk"),
    "skill_junior": Words("初级（五级）", "junior, grade 5"),
    "skill_middle": Words("中级（四级）", "intermediate, grade 4"),
    "skill_senior": Words("高级（三级）", "senior, grade 3"),
}
_CLASS_RATE = re.compile(r"injury\.class_(\d)_rate")
_NUMBERED = (
    (re.compile(r"grade_(\d+)"), Words("{} 级伤残", "grade {}")),
    (re.compile(r"tier_(\d+)"), Words("第 {} 档", "tier {}")),
    (re.compile(r"from_(\d+)"), Words("{} 元及以上", "from {} yuan")),
    (re.compile(r"age_(\d+)"), Words("{} 岁", "age {}")),
    (re.compile(r"years_(\d+)_up"), Words("缴费满 {} 年", "{} years paid and more")),
    (re.compile(r"years_(\d+)_(\d+)"), Words("缴费满 {} 年不足 {} 年", "{} to {} years paid")),
    (re.compile(r"month_(\d+)_(\d+)"), Words("第 {} 至 {} 个月", "months {} to {}")),
)


def name_of(key: str) -> Words:
    """What a parameter is called: its own name, or that of its last part, or the key itself."""
    if found := _NAMES.get(key):
        return found
    if match := _CLASS_RATE.fullmatch(key):
        return Words(f"{match[1]} 类行业基准费率", f"Rate of industry class {match[1]}")
    return _EVERYWHERE.get(key.partition(".")[2], Words(key, key))


def full_name_of(key: str) -> Words:
    """The name with its group in front: `养老保险：单位费率`."""
    group, name = GROUPS.get(key.partition(".")[0]), name_of(key)
    return Words(f"{group.zh}：{name.zh}", f"{group.en}: {name.en.lower()}") if group else name


def name_value(key: str, words: Words) -> None:
    """A room above names a value of its own."""
    _NAMES.setdefault(key, words)


def name_category(category: str, words: Words) -> None:
    """A room above names a category of its own."""
    _CATEGORIES.setdefault(category, words)


def category_name(category: str) -> Words:
    if found := _CATEGORIES.get(category):
        return found
    for pattern, words in _NUMBERED:
        if match := pattern.fullmatch(category):
            return Words(words.zh.format(*match.groups()), words.en.format(*match.groups()))
    return Words(category, category)


def written_value(value: Decimal, unit: str) -> str:
    """A value as people read it: `7,270`, `16%`, `20 个月`, `是`."""
    if unit == "rate":
        return f"{(value * 100).normalize():f}%"
    if unit == "flag":
        return chosen(zh="是", en="yes") if value else chosen(zh="否", en="no")
    if unit == "month_number":
        return str(Month.parse(f"{value:.0f}"))
    suffix = {
        "months": Words(" 个月", " months"),
        "days": Words(" 天", " days"),
        "multiple": Words(" 倍", " ×"),
        "day_of_month": Words(" 日", ""),
        "working_days": Words(" 个工作日", " working days"),
        "persons": Words(" 人", " persons"),
        "times": Words(" 次", " times"),
        "institutions": Words(" 家", " institutions"),
    }.get(unit)
    return f"{_grouped(value)}{suffix or ''}"


def _grouped(value: Decimal) -> str:
    """Thousands grouped, decimals only where there are any: money of the law is in whole yuan or to the fen."""
    return (f"{value:,.0f}" if value == value.to_integral_value() else f"{value.normalize():,f}").replace("-", "−")
