"""Why an injury is one of work, is treated as one, or is not: the grounds of the law, each with its article.

Source: WIR 14 (certified), 15 (treated as one), 16 (excluded). What follows from a ground is not chosen beside it.
"""

from enum import StrEnum

from siadmin.kernel.language import Words


class Outcome(StrEnum):
    CERTIFIED = "certified"
    TREATED_AS = "treated_as"
    NOT_CERTIFIED = "not_certified"


class Ground(StrEnum):
    ACCIDENT = "accident"
    PREPARING = "preparing"
    VIOLENCE = "violence"
    DISEASE = "disease"
    ON_ERRAND = "on_errand"
    COMMUTING = "commuting"
    BY_OTHER_LAW = "by_other_law"
    SUDDEN_ILLNESS = "sudden_illness"
    RESCUE = "rescue"
    VETERAN = "veteran"
    CRIME = "crime"
    DRUNK = "drunk"
    SELF_HARM = "self_harm"
    NONE_OF_THESE = "none_of_these"


_CERTIFIES = (
    Ground.ACCIDENT,
    Ground.PREPARING,
    Ground.VIOLENCE,
    Ground.DISEASE,
    Ground.ON_ERRAND,
    Ground.COMMUTING,
    Ground.BY_OTHER_LAW,
)
_TREATS_AS = (Ground.SUDDEN_ILLNESS, Ground.RESCUE, Ground.VETERAN)
CLAIMED = (*_CERTIFIES, *_TREATS_AS)
OUTCOME_OF: dict[str, Outcome] = {
    ground: Outcome.CERTIFIED
    if ground in _CERTIFIES
    else Outcome.TREATED_AS
    if ground in _TREATS_AS
    else Outcome.NOT_CERTIFIED
    for ground in Ground
}
OUTCOME_WORDS: dict[str, Words] = {
    Outcome.CERTIFIED: Words("认定为工伤", "certified as a work injury"),
    Outcome.TREATED_AS: Words("视同工伤", "treated as a work injury"),
    Outcome.NOT_CERTIFIED: Words("不予认定工伤", "not certified as a work injury"),
}
GROUND_WORDS: dict[str, Words] = {
    Ground.ACCIDENT: Words(
        "工作时间、工作场所内因工作原因受到事故伤害（工伤保险条例第14条第(一)项）",
        "an accident of work, at work and in working hours (WIR 14(1))",
    ),
    Ground.PREPARING: Words(
        "工作时间前后在工作场所内从事预备性或者收尾性工作受到事故伤害（第14条第(二)项）",
        "an accident while preparing or finishing work at the workplace (WIR 14(2))",
    ),
    Ground.VIOLENCE: Words(
        "工作时间、工作场所内因履行工作职责受到暴力等意外伤害（第14条第(三)项）",
        "violence because of the duties of work (WIR 14(3))",
    ),
    Ground.DISEASE: Words("患职业病（第14条第(四)项）", "an occupational disease (WIR 14(4))"),
    Ground.ON_ERRAND: Words(
        "因工外出期间由于工作原因受到伤害或者下落不明（第14条第(五)项）",
        "hurt or missing while away for work (WIR 14(5))",
    ),
    Ground.COMMUTING: Words(
        "上下班途中受到非本人主要责任的交通事故等伤害（第14条第(六)项）",
        "a traffic accident on the way to or from work, not mainly one's own fault (WIR 14(6))",
    ),
    Ground.BY_OTHER_LAW: Words("法律、行政法规规定的其他情形（第14条第(七)项）", "another case of the law (WIR 14(7))"),
    Ground.SUDDEN_ILLNESS: Words(
        "工作时间、工作岗位突发疾病死亡或者48小时内抢救无效死亡（第15条第(一)项）",
        "a sudden illness at work, fatal at once or within 48 hours (WIR 15(1))",
    ),
    Ground.RESCUE: Words(
        "抢险救灾等维护国家利益、公共利益活动中受到伤害（第15条第(二)项）",
        "hurt in rescue or for the public good (WIR 15(2))",
    ),
    Ground.VETERAN: Words(
        "因战、因公负伤致残的军人到用人单位后旧伤复发（第15条第(三)项）",
        "an old wound of a disabled soldier breaks open (WIR 15(3))",
    ),
    Ground.CRIME: Words("故意犯罪（第16条第(一)项）", "a crime committed with intent (WIR 16(1))"),
    Ground.DRUNK: Words("醉酒或者吸毒（第16条第(二)项）", "drunk or on drugs (WIR 16(2))"),
    Ground.SELF_HARM: Words("自残或者自杀（第16条第(三)项）", "self-harm or suicide (WIR 16(3))"),
    Ground.NONE_OF_THESE: Words("不符合第14条、第15条规定的任何情形", "none of the cases of WIR 14 and 15"),
}


class Applicant(StrEnum):
    """Who may ask (WIR 17)."""

    EMPLOYER = "employer"
    WORKER = "worker"
    RELATIVE = "relative"
    UNION = "union"


APPLICANT_WORDS: dict[str, Words] = {
    Applicant.EMPLOYER: Words("用人单位", "the employer"),
    Applicant.WORKER: Words("受伤害职工本人", "the injured worker"),
    Applicant.RELATIVE: Words("近亲属", "a near relative"),
    Applicant.UNION: Words("工会组织", "the trade union"),
}
