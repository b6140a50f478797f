"""Words of work injury insurance, in both languages."""

from benefits.injury.models import Application
from benefits.injury.rules.grounds import APPLICANT_WORDS
from siadmin.kernel.language import Words
from siadmin.letters.texts import MessageText
from siadmin.policy.names import name_category, name_value

for _key, _words in {
    "own_wage_months": Words("本人工资计算月数", "Own wage, months"),
    "own_wage_floor_share": Words("本人工资下限比例", "Own wage, lower limit"),
    "own_wage_ceiling_share": Words("本人工资上限比例", "Own wage, upper limit"),
    "dependant_share": Words("供养亲属抚恤金比例", "Dependants' share of the wage"),
    "paid_leave_most_months": Words("停工留薪期最长", "Paid leave, at most"),
    "paid_leave_further_months": Words("停工留薪期延长不超过", "Paid leave, longer by at most"),
    "exit_reduced_below_months": Words("就业补助金开始递减", "Employment lump falls below"),
    "employer_applies_days": Words("单位申请工伤认定的期限", "Employer applies for certification within"),
    "worker_applies_months": Words("职工申请工伤认定的期限", "Worker applies for certification within"),
    "employer_answers_days": Words("单位举证的期限", "Employer proves its case within"),
    "reappraisal_days": Words("申请再次鉴定的期限", "Appraised again is asked for within"),
    "review_appraisal_months": Words("申请复查鉴定的间隔", "A review is asked for after"),
    "dependant_child_months": Words("供养亲属：未成年人年龄", "Dependants: children under"),
    "dependant_man_months": Words("供养亲属：男性年龄", "Dependants: men from"),
    "dependant_woman_months": Words("供养亲属：女性年龄", "Dependants: women from"),
    "advance_employer_days": Words("用人单位支付先行支付待遇的期限", "Employer pays, before the fund and back, within"),
    "advance_notice_days": Words("催告用人单位的期限", "Agency asks the employer to pay within"),
    "decision_served_days": Words("送达工伤认定决定的期限", "The decision is served within"),
    "appraisal_served_days": Words("送达鉴定结论的期限", "The conclusion of an appraisal is served within"),
    "rider_benefit": Words("新就业形态人员职业伤害待遇", "Occupational injury benefit of platform workers"),
    "hospital_food_day": Words("住院伙食补助费标准", "Food in hospital, a day"),
    "away_food_day": Words("异地就医伙食费标准", "Food away from the area, a day"),
    "away_lodging_day": Words("异地就医住宿费标准", "Lodging away from the area, a night at most"),
    "away_transport": Words("异地就医交通费标准", "Journeys for treatment away from the area"),
    "device_most": Words("辅助器具最高支付限额", "Assistive devices, at most"),
    "missing_wage_months": Words("下落不明后照发工资", "Wages go on for who is missing"),
    "missing_advance_share": Words("预支一次性工亡补助金的比例", "Death lump sum in advance, share"),
    "project_wage_share": Words("按项目参保的本人工资占平均工资", "Own wage on an insured site, of the average wage"),
    "exit_reduction_year_rate": Words("就业补助金每年递减", "Employment lump, less for each year"),
}.items():
    name_value(f"injury.{_key}", _words)
name_category("spouse", Words("配偶", "spouse"))
name_category("other_relative", Words("其他亲属", "other relatives"))
name_category("alone_more", Words("孤寡老人、孤儿增加", "more for lone elders and orphans"))
name_category("injury_application", Words("受理工伤认定申请", "acceptance of an injury application"))
name_category("injury_certification", Words("工伤认定", "certification of an injury"))
name_category("injury_benefit", Words("核定工伤待遇", "benefits of an injury"))
name_category("injury_advance", Words("工伤待遇先行支付", "advances for uninsured employers"))
name_category("injury_appraisal", Words("登记劳动能力鉴定结论", "record of an appraisal"))
name_category("injury_leave", Words("登记停工留薪期", "record of paid leave"))
name_category("injury_recurrence", Words("登记工伤复发", "record of a recurrence"))
name_category("injury_missing", Words("登记因工下落不明", "record of who is missing"))
name_category("injury_statement", Words("工伤举证说明", "statement on an injury"))

name_value("injury.raise_fixed", Words("工伤定期待遇定额调整", "Monthly benefits of injuries rise by"))
name_value("injury.raise_share", Words("工伤定期待遇按比例调整", "Monthly benefits of injuries rise by a share of"))
# By scheme the component by which it rises (WIR 40).
RAISED = {
    "injury_allowance": "injury_allowance_raised",
    "injury_nursing": "injury_nursing_raised",
    "injury_dependant": "injury_dependant_raised",
}
RAISED_NAME = Words("年度调整", "Yearly adjustment")
# Once, for months that were paid before a new amount was decided.
MADE_UP = "injury_made_up"
MADE_UP_NAME = Words("补发以前月份", "Made up for earlier months")

STATEMENT_ASKED = MessageText(
    "injury_statement_asked",
    "请就工伤认定申请举证",
    "Say what you know of an injury at work",
    "已受理一份职工的工伤认定申请（{number}，受伤害日期 {happened_on}）。单位不认为是工伤的，由单位举证；"
    "请在 {answer_by} 前说明，逾期将根据职工提供的证据作出决定。",
    "An application about an injury of {happened_on} was accepted ({number}). If you hold that it is not one of work, "
    "the burden of proof is yours: say so by {answer_by}; after that it is decided on the worker's evidence.",
)
ADVANCED_TEXT = MessageText(
    "injury_advanced",
    "工伤待遇由基金先行支付，请偿还",
    "The fund pays in your stead: pay it back",
    "贵单位未参保职工的工伤待遇由基金先行支付（{number}），请在 {due_on} 前偿还。通知书附后。",
    "The fund advances what you owe a worker you had not insured ({number}): pay it back by {due_on}.",
)
ADVANCED_JOINTLY_TEXT = MessageText(
    "injury_advanced_jointly",
    "未缴清项目的工伤待遇由基金先行支付，请偿还",
    "The fund pays for an injury on your unpaid site: pay it back",
    "贵单位总承包的项目（{project}）未缴清工伤保险费，工伤待遇由基金先行支付（{number}），贵单位承担连带责任，"
    "请在 {due_on} 前偿还。通知书附后。",
    "The project {project} was not paid for, and the fund advances what is owed for an injury there ({number}). You "
    "are liable with the employer: pay it back by {due_on}.",
)
CERTIFIED_TEXT = MessageText(
    "injury_certified",
    "工伤认定：{outcome}",
    "Injury at work: {outcome}",
    "申请 {number} 已作出决定：{outcome}。决定书附后，写明事实、依据和救济途径。",
    "Application {number} was decided: {outcome}. The letter says the facts, the law and what you may do.",
)


def grade_words(grade: int | None) -> Words:
    """What a committee said of the grade."""
    if grade is None:
        return Words("未达到伤残等级", "no grade")
    return Words(f"{grade}级", f"grade {grade}")


def found_words(application: Application, *, is_silent: bool) -> Words:
    """On whose evidence a decision rests."""
    if is_silent:
        return Words(
            "用人单位在期限内未举证，根据职工提供的证据作出（工伤保险条例第19条）",
            "the employer proved nothing in its days: on the worker's evidence (WIR 19)",
        )
    if application.answer_by is None:
        late = Words(
            "；单位逾期申请，此前发生的待遇费用由单位负担（第17条）",
            "; it applied late and bears the costs of until then (WIR 17)",
        )
        told = APPLICANT_WORDS[application.applicant]
        return Words(
            f"由{told.zh}申请{late.zh if application.is_late else ''}",
            f"applied for by {told.en}{late.en if application.is_late else ''}",
        )
    agrees = application.statement.agrees
    return Words(
        "用人单位已说明，" + ("无异议" if agrees else "有异议，已核实其证据"),
        "the employer was heard: " + ("it agrees" if agrees else "it does not agree, and its evidence was weighed"),
    )


def stands_words(application: Application) -> Words:
    """What the employer did, or until when it may."""
    if application.answer_by is None:
        return APPLICANT_WORDS[application.applicant]
    if hasattr(application, "statement"):
        return Words("单位已说明", "the employer was heard")
    day = application.answer_by
    return Words(f"单位可在 {day} 前举证", f"the employer may prove its case until {day}")
