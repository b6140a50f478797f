"""What is done where silent comparison and self-service have not answered: somebody is entrusted, or goes there. Pure.

Source: REG 26 (compared first, then by self-service, then by others), 30 (home visits for who cannot come).
"""

from enum import StrEnum

from siadmin.kernel.language import Words


class Way(StrEnum):
    """Another office looks into it, with whom it names there; or a clerk goes to the person's home."""

    ENTRUSTED = "entrusted"
    VISITED = "visited"


class Directly(StrEnum):
    """Why nobody waits for self-service (REG 30): the person cannot use it, or wishes to be visited."""

    ELDERLY = "elderly"
    DISABLED = "disabled"
    NO_PHONE = "no_phone"
    CANNOT_ANSWER = "cannot_answer"


class Finding(StrEnum):
    """What was found there. It informs who decides, and stops nothing."""

    ENTITLED = "entitled"
    NOT_ENTITLED = "not_entitled"
    NOT_MET = "not_met"
    TAKEN_BACK = "taken_back"


FOUND = (Finding.ENTITLED, Finding.NOT_ENTITLED)
REPORTED = (*FOUND, Finding.NOT_MET)
WAY_WORDS: dict[str, Words] = {
    Way.ENTRUSTED: Words("委托核实", "entrusted to another office"),
    Way.VISITED: Words("上门核实", "home visit"),
}
DIRECTLY_WORDS: dict[str, Words] = {
    Directly.ELDERLY: Words("高龄", "of great age"),
    Directly.DISABLED: Words("残疾或者重病", "disabled or gravely ill"),
    Directly.NO_PHONE: Words("不会使用或者没有手机", "has no phone, or cannot use one"),
    Directly.CANNOT_ANSWER: Words("按线索内容本人无法自助确认", "cannot answer, by what is suspected"),
}
FINDING_WORDS: dict[str, Words] = {
    Finding.ENTITLED: Words("见到本人或者查明，仍符合领取条件", "met, or made sure of: still entitled"),
    Finding.NOT_ENTITLED: Words("查明情形属实，可能丧失领取条件", "what was suspected seems to be so"),
    Finding.NOT_MET: Words("未见到本人，也未查明", "nobody was met and nothing made sure of"),
    Finding.TAKEN_BACK: Words("逾期收回，另行委托", "taken back when overdue, and given to another"),
}
