"""How a funding plan goes, from asking to the finance department's reply. Pure.

Source: REG 40; 财社〔2017〕144号 art. 41; Accounting Law 35, 37: who asks neither signs nor writes the reply down,
who signs does not write it down, who pays does not either.
"""

from enum import StrEnum

from siadmin.kernel.language import Words
from siadmin.kernel.workflow import Workflow, move


class PlanState(StrEnum):
    PREPARED = "prepared"
    SIGNED = "signed"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


class PlanAct(StrEnum):
    PREPARE = "prepare"
    SIGN = "sign"
    WITHDRAW = "withdraw"
    ANSWER = "answer"


FUNDING_PLAN = Workflow(
    name="funding_plan",
    initial=PlanState.PREPARED,
    moves=(
        move(PlanAct.SIGN, PlanState.PREPARED, to=PlanState.SIGNED, post="approver", not_by=PlanAct.PREPARE),
        move(PlanAct.WITHDRAW, PlanState.PREPARED, to=PlanState.WITHDRAWN, post="accountant"),
        move(
            PlanAct.ANSWER,
            PlanState.SIGNED,
            to=PlanState.ANSWERED,
            post="accountant",
            not_by=(PlanAct.PREPARE, PlanAct.SIGN),
        ),
    ),
)
PLAN_WORDS: dict[str, Words] = {
    PlanState.PREPARED: Words("待报送", "Prepared"),
    PlanState.SIGNED: Words("已报送财政", "Submitted"),
    PlanState.ANSWERED: Words("已批复", "Answered"),
    PlanState.WITHDRAWN: Words("已撤销", "Withdrawn"),
}
ACT_WORDS: dict[str, Words] = {
    PlanAct.SIGN: Words("报送", "submit"),
    PlanAct.WITHDRAW: Words("撤销", "withdraw"),
    PlanAct.ANSWER: Words("登记批复", "write the reply down"),
}
