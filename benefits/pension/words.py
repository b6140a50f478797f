"""Words of pensions, in both languages."""

from benefits.pension.rules.special_jobs import SpecialJob
from siadmin.kernel.language import Words
from siadmin.letters.texts import MessageText
from siadmin.policy.names import name_category, name_value

COMING_TEXT = MessageText(
    "retirement_coming",
    "您将于 {month} 达到法定退休年龄",
    "You reach the statutory retirement age in {month}",
    "缴费记录、个人账户和退休月份系统已经掌握，申请时不用再填。可以先看看各年龄退休能领多少；"
    "要提前退休的，须提前{notice}个月书面告知单位。",
    "Your record, your account and the month are known: the application asks for nothing again. See what each age "
    "would bring; who retires earlier tells the employer in writing {notice} months before.",
)
NEAR_AGE_TEXT = MessageText(
    "allowance_near_age",
    "您的病残津贴将自 {month} 起重算",
    "Your disability allowance is reckoned anew from {month} on",
    "{near_in} 距您的法定退休年龄五年，病残津贴改按基本养老金各项计发，退休时不再重算。不需要申请，"
    "由经办机构核定后书面通知；核定晚了的，以前月份补差。",
    "In {near_in} five years are left to your retirement age: from then on every item of the pension is paid, and it "
    "is not reckoned again at retirement. You need not apply; you get the decision in writing, and what months gone "
    "by were paid too little.",
)

name_category(
    "pension_survivor_benefit", Words("丧葬补助金、抚恤金和账户余额", "funeral grant, survivors' payment, account left")
)
name_value("retirement.special_age_months", Words("特殊工种退休年龄", "Age of retirement for special jobs"))
name_value("retirement.special_job_months", Words("特殊工种所需工作年限", "Time needed in a special job"))
for _job in SpecialJob:
    name_category(_job, _job.words)
