"""What kinds of workers and reasons of leaving are called, in both languages (IMPL 13)."""

from enrollment.participation.models import EndReason, WorkerKind
from siadmin.kernel.language import Words

KINDS: dict[str, Words] = {
    WorkerKind.EMPLOYEE: Words("职工", "Employee"),
    WorkerKind.OVER_AGE: Words("超龄劳动者（仅工伤）", "Over-age worker (work injury only)"),
    WorkerKind.SECOND_EMPLOYER: Words("第二家单位（仅工伤）", "Second employer (work injury only)"),
}
END_REASONS: dict[str, Words] = {
    EndReason.CONTRACT_EXPIRED: Words("劳动合同期满", "Contract expired"),
    EndReason.EMPLOYER_TERMINATED: Words("单位解除劳动合同", "Employer ended the contract"),
    EndReason.AGREED_ON_EMPLOYERS_PROPOSAL: Words("单位提出、协商一致解除", "Agreed on the employer's proposal"),
    EndReason.EMPLOYER_DISSOLVED: Words("单位破产、关闭或解散", "Employer bankrupt, closed or dissolved"),
    EndReason.FORCED_BY_EMPLOYERS_BREACH: Words("因单位违法被迫辞职", "Left because of the employer's breach"),
    EndReason.DISMISSED_FOR_FAULT: Words("被用人单位开除、除名", "Dismissed for fault"),
    EndReason.RESIGNED: Words("本人辞职", "Resigned"),
    EndReason.RETIRED: Words("退休", "Retired"),
    EndReason.DIED: Words("死亡", "Died"),
    EndReason.MOVED_WITHIN_GROUP: Words("调动", "Moved within the group"),
    EndReason.OTHER: Words("其他", "Other"),
}
