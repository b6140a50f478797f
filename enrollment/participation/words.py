"""The codes of insurance relations in words people read."""

from enrollment.participation.models import EndReason, LateCause, WorkerKind
from siadmin.kernel.language import Words

WORKER_KINDS: dict[str, Words] = {
    WorkerKind.EMPLOYEE: Words("职工", "employee"),
    WorkerKind.OVER_AGE: Words("超龄劳动者", "over-age worker"),
    WorkerKind.SECOND_EMPLOYER: Words("第二家用人单位", "second employer"),
}
LATE_CAUSES: dict[str, Words] = {
    LateCause.WORK_UNCLEAR: Words("用工关系当时不明确", "it was unclear whether this was employment"),
    LateCause.PROBATION: Words("误以为试用期不必参保", "taken for not due during probation"),
    LateCause.PAPERS_MISSING: Words("职工证件未齐", "the person's papers were missing"),
    LateCause.INSURED_ELSEWHERE_STILL: Words("原单位未办理减员", "the former employer had not reported the end"),
    LateCause.PERSON_UNWILLING: Words("职工当时不愿参保", "the person did not want to be insured"),
    LateCause.FORGOTTEN: Words("单位漏报", "forgotten by the employer"),
    LateCause.INSPECTION: Words("监察或稽核责令补办", "ordered by an inspection"),
    LateCause.OTHER: Words("其他（请说明）", "other (say which)"),
}
END_REASONS: dict[str, Words] = {
    EndReason.CONTRACT_EXPIRED: Words("劳动合同期满", "contract expired"),
    EndReason.EMPLOYER_TERMINATED: Words("单位解除劳动合同", "terminated by the employer"),
    EndReason.AGREED_ON_EMPLOYERS_PROPOSAL: Words("单位提出、协商解除", "agreed, proposed by the employer"),
    EndReason.EMPLOYER_DISSOLVED: Words("单位破产、撤销或解散", "employer dissolved"),
    EndReason.FORCED_BY_EMPLOYERS_BREACH: Words("因单位过错被迫解除", "forced by the employer's breach"),
    EndReason.DISMISSED_FOR_FAULT: Words("被单位辞退", "dismissed for fault"),
    EndReason.RESIGNED: Words("本人辞职", "resigned"),
    EndReason.RETIRED: Words("退休", "retired"),
    EndReason.DIED: Words("死亡", "died"),
    EndReason.MOVED_WITHIN_GROUP: Words("集团内调动", "moved within the group"),
    EndReason.OTHER: Words("其他", "other"),
}
