"""What is reported that ends a benefit, and by whom. Pure.

Source: REG 25 (employer, beneficiary and relatives report it within 20 working days).
"""

from enum import StrEnum

from siadmin.kernel.language import Words


class Event(StrEnum):
    """What happened. Those that are a cause of a stop have its code."""

    DIED = "died"
    IMPRISONED = "imprisoned"
    REEMPLOYED = "reemployed"
    ON_PENSION = "on_pension"
    ABROAD = "abroad"
    OTHER = "other"


class Reporter(StrEnum):
    BENEFICIARY = "beneficiary"
    RELATIVE = "relative"
    EMPLOYER = "employer"


EVENT_WORDS: dict[str, Words] = {
    Event.DIED: Words("死亡", "died"),
    Event.IMPRISONED: Words("被判刑收监执行", "in prison"),
    Event.REEMPLOYED: Words("重新就业", "back at work"),
    Event.ON_PENSION: Words("开始享受基本养老保险待遇", "draws a basic pension"),
    Event.ABROAD: Words("移居境外", "moved abroad"),
    Event.OTHER: Words("其他应当停止发放的情形", "something else that ends a benefit"),
}
REPORTER_WORDS: dict[str, Words] = {
    Reporter.BENEFICIARY: Words("待遇享受人员本人", "the beneficiary"),
    Reporter.RELATIVE: Words("亲属", "a relative"),
    Reporter.EMPLOYER: Words("用人单位", "the employer"),
}
REPORTED = "reported_"
REPORTED_WORDS: dict[str, Words] = {
    f"{REPORTED}{event}": Words(f"有人报告：{words.zh}", f"reported: {words.en}")
    for event, words in EVENT_WORDS.items()
}
