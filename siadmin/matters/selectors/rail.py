"""The steps of a case as a rail: who did which, when; whom the next waits for; what is still to come."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from siadmin.agency.models import User
from siadmin.kernel.language import Words, chosen
from siadmin.matters.models import Case, Step
from siadmin.matters.rules import DECIDED, DUE_POST, SIGNATURES, SIGNED_BY, Act, State
from siadmin.matters.selectors.cases import steps_of
from siadmin.matters.selectors.permits import NOBODY, holders, may_sign_next, named
from siadmin.matters.words import ACTS, STATES

_TITLES: dict[str, Words] = {
    Act.HANDLE: Words("经办", "Handling"),
    Act.REVIEW: Words("复核", "Review"),
    Act.APPROVE: Words("审批", "Approval"),
}
_RECEIVED, _END = Words("受理", "Acceptance"), Words("办结", "Done")
_BY_ITSELF = Words("随最后一人签署自动办结", "by itself, with the last signature")


@dataclass(frozen=True, slots=True)
class Stage:
    """One station, as `components/rail.html` draws it: state is done, now or locked."""

    title: Words
    who: str
    when: str
    state: str


def rail_of(case: Case, on: dt.date, nobody: Words = NOBODY) -> list[Stage]:
    """Received, one station a signature, the end. Pending ones name who may take them, or say `nobody`."""
    steps = steps_of(case)
    signed = {step.act: step for step in steps if step.round == case.round and step.act in SIGNATURES}
    first = steps[0]
    stages = [Stage(_RECEIVED, person(first.by), _when(first), "done")]
    for act in SIGNATURES[: case.hands]:
        if act in signed:
            stages.append(Stage(_TITLES[act], person(signed[act].by), _when(signed[act]), "done"))
        elif case.state in DECIDED:
            break
        else:
            stages.append(_pending(case, act, on, nobody))
    return [*stages, _end(case, steps)]


def _pending(case: Case, act: str, on: dt.date, nobody: Words) -> Stage:
    post = SIGNED_BY[act]
    if DUE_POST[case.state] != post:
        return Stage(_TITLES[act], str(named(holders(case.region, case.line, post, on), nobody)), "", "locked")
    if case.state == State.CORRECTING:
        return Stage(_TITLES[act], str(STATES[case.state]), "", "now")
    who = person(case.assigned_to) if case.assigned_to else str(named(may_sign_next(case, on), nobody))
    return Stage(_TITLES[act], who, "", "now")


def _end(case: Case, steps: list[Step]) -> Stage:
    if case.state not in DECIDED:
        return Stage(_END, str(_BY_ITSELF), "", "locked")
    last = next(step for step in reversed(steps) if step.state == case.state)
    return Stage(STATES[case.state], person(last.by), _when(last), "done")


def person(user: User | None) -> str:
    """A natural person by name."""
    if user is None:
        return chosen(zh="系统", en="the system")
    return chosen(zh=user.display_name, en=user.display_name_en or user.display_name)


def _when(step: Step) -> str:
    return f"{timezone.localtime(step.at):%m-%d %H:%M}"


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the record of handling (REG 38)."""

    step: Step
    who: str
    what: Words


def record_of(case: Case) -> list[Told]:
    """Everything that was done, newest first."""
    return [Told(step, person(step.by), ACTS[step.act]) for step in reversed(steps_of(case))]
