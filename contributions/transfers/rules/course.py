"""How a transfer goes between two places: its states, who moves it on, the workflow table. Pure.

Source: 国办发〔2009〕66号 art. 8 (contact letter, information form and money, both within limits), REG 12–16, 37.
"""

from enum import StrEnum

from siadmin.kernel.workflow import Workflow, move


class State(StrEnum):
    REQUESTED = "requested"
    PREPARED = "prepared"
    REFUSING = "refusing"
    ANSWERED = "answered"
    IN_TRANSIT = "in_transit"
    CREDITED = "credited"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Act(StrEnum):
    PREPARE = "prepare"
    PREPARE_REFUSAL = "prepare_refusal"
    SEND_BACK = "send_back"
    ANSWER = "answer"
    REFUSE = "refuse"
    PAY_OUT = "pay_out"
    RECEIVE = "receive"
    WITHDRAW = "withdraw"


class Side(StrEnum):
    """The place the relation leaves, and the place it comes to."""

    OLD = "old"
    NEW = "new"


_CLERK, _REVIEWER, _ACCOUNTANT = "clerk", "reviewer", "accountant"
# The money has not moved: the applicant may still take the application back.
BEFORE_MONEY = (State.REQUESTED, State.PREPARED, State.REFUSING, State.ANSWERED)
OPEN = (*BEFORE_MONEY, State.IN_TRANSIT)
ENDED = (State.CREDITED, State.REFUSED, State.WITHDRAWN)
SIDE_OF: dict[str, Side] = {
    Act.PREPARE: Side.OLD,
    Act.PREPARE_REFUSAL: Side.OLD,
    Act.SEND_BACK: Side.OLD,
    Act.ANSWER: Side.OLD,
    Act.REFUSE: Side.OLD,
    Act.PAY_OUT: Side.OLD,
    Act.RECEIVE: Side.NEW,
    Act.WITHDRAW: Side.NEW,
}
TOWARDS_THE_MONEY = (Act.PREPARE, Act.ANSWER, Act.PAY_OUT)
MUST_SAY_WHY = (Act.PREPARE_REFUSAL, Act.SEND_BACK, Act.WITHDRAW)
_PREPARED = Act.PREPARE

TRANSFER = Workflow(
    name="transfer",
    initial=State.REQUESTED,
    moves=(
        move(Act.PREPARE, State.REQUESTED, to=State.PREPARED, post=_CLERK),
        move(Act.PREPARE_REFUSAL, State.REQUESTED, to=State.REFUSING, post=_CLERK),
        move(Act.ANSWER, State.PREPARED, to=State.ANSWERED, post=_REVIEWER, not_by=_PREPARED),
        move(Act.SEND_BACK, State.PREPARED, to=State.REQUESTED, post=_REVIEWER, not_by=_PREPARED),
        move(Act.REFUSE, State.REFUSING, to=State.REFUSED, post=_REVIEWER, not_by=_PREPARED),
        move(Act.SEND_BACK, State.REFUSING, to=State.REQUESTED, post=_REVIEWER, not_by=_PREPARED),
        move(Act.PAY_OUT, State.ANSWERED, to=State.IN_TRANSIT, post=_ACCOUNTANT, not_by=(_PREPARED, Act.ANSWER)),
        move(
            Act.RECEIVE,
            State.IN_TRANSIT,
            to=State.CREDITED,
            post=_ACCOUNTANT,
            not_by=(_PREPARED, Act.ANSWER, Act.PAY_OUT),
        ),
        *(move(Act.WITHDRAW, state, to=State.WITHDRAWN, post=_CLERK) for state in BEFORE_MONEY),
    ),
)


def side_due(state: str) -> Side:
    """Whose turn it is."""
    return Side.NEW if state == State.IN_TRANSIT else Side.OLD
