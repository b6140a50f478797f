"""Grounds to stop benefits of injuries join those of payments (WIR 35, 42; SIL 40, 43)."""

from benefits.payments.causes import Cause, known_cause
from siadmin.kernel.language import Words

ON_PENSION, SETTLED_ANEW, APPRAISED_ANEW = "injury_on_pension", "injury_settled_anew", "injury_appraised_anew"
CAME_BACK, NO_GRADE = "injury_came_back", "injury_no_grade"
GROUNDS = {
    ON_PENSION: Words(
        "已领取基本养老金，停发伤残津贴（社会保险法第40条）", "draws a pension: the allowance ends (SIL 40)"
    ),
    "injury_refuses_appraisal": Words("拒不接受劳动能力鉴定（工伤保险条例第42条）", "refuses to be appraised (WIR 42)"),
    "injury_refuses_treatment": Words("拒绝治疗（工伤保险条例第42条）", "refuses to be treated (WIR 42)"),
    APPRAISED_ANEW: Words(
        "复查鉴定后等级变化，按新结论核定（工伤保险条例第28条）", "appraised anew: another grade counts (WIR 28)"
    ),
    SETTLED_ANEW: Words(
        "按变化后的等级、份额或者差额重新核定（工伤保险条例第28条、第35条、第39条、第45条）",
        "settled anew by another grade, share or difference (WIR 28, 35, 39, 45)",
    ),
    CAME_BACK: Words("下落不明的职工重新出现（工伤保险条例第41条）", "who was missing came back (WIR 41)"),
    "injury_able_again": Words(
        "供养亲属恢复劳动能力、就业或者再婚等（因工死亡职工供养亲属范围规定）",
        "a dependant works, is able to, or married again (劳社部令第18号)",
    ),
}


def register_grounds() -> None:
    for code, words in GROUNDS.items():
        known_cause(code, Cause(words))
