"""What may be done about an institution (REG 43), and what each stops. Pure."""

from enum import StrEnum

from siadmin.kernel.language import Words


class MeasureKind(StrEnum):
    URGE = "urge"
    SUSPEND_PAYMENT = "suspend_payment"
    REFUSE = "refuse"
    RECOVER = "recover"
    SUSPEND_DEPARTMENT = "suspend_department"
    SUSPEND_INSTITUTION = "suspend_institution"
    TERMINATE = "terminate"


class Outcome(StrEnum):
    IMPOSED = "imposed"
    DROPPED = "dropped"


class Heard(StrEnum):
    STATED = "stated"
    PASSED = "passed"


MEASURE_WORDS: dict[str, Words] = {
    MeasureKind.URGE: Words("约谈、督促整改", "Urged to put it right"),
    MeasureKind.SUSPEND_PAYMENT: Words("暂停拨付费用", "Payment suspended"),
    MeasureKind.REFUSE: Words("拒付费用", "Payment refused"),
    MeasureKind.RECOVER: Words("追回已支付费用", "What was paid is recovered"),
    MeasureKind.SUSPEND_DEPARTMENT: Words("中止相关责任部门服务", "Department suspended"),
    MeasureKind.SUSPEND_INSTITUTION: Words("中止协议", "Agreement suspended"),
    MeasureKind.TERMINATE: Words("解除协议", "Agreement terminated"),
}
OUTCOME_WORDS: dict[str, Words] = {
    "": Words("待决定", "to be decided"),
    Outcome.IMPOSED: Words("已作出", "imposed"),
    Outcome.DROPPED: Words("不予作出", "dropped"),
}
HEARD_WORDS: dict[str, Words] = {
    Heard.STATED: Words("已陈述申辩", "stated its case"),
    Heard.PASSED: Words("逾期未陈述", "said nothing in its days"),
}
NO_ADMISSION = (MeasureKind.SUSPEND_INSTITUTION, MeasureKind.TERMINATE)
NO_PAYMENT = (MeasureKind.SUSPEND_PAYMENT, MeasureKind.REFUSE)
