"""A measure against an institution: proposed and told, heard, decided by another person (REG 43)."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from benefits.providers.kinds import MEASURE_PROPOSED
from benefits.providers.models import Department, Hearing, Institution, Measure
from benefits.providers.rules.measures import MEASURE_WORDS, Heard, MeasureKind, Outcome
from benefits.providers.selectors import insurances_of
from benefits.providers.selectors.permits import DECIDE, PROPOSE, why_not, why_own
from enrollment.registry.selectors import acts_for
from siadmin.agency.models import Office, User
from siadmin.agency.trail import record, refusals_recorded
from siadmin.kernel.protection import opaque_number
from siadmin.kernel.refusal import Reason
from siadmin.kernel.workflow import CHANGED_SINCE, SAME_PERSON
from siadmin.letters.actions import issue
from siadmin.letters.models import Language, RecipientKind
from siadmin.letters.protocols import Recipient

MEASURE_DAYS = Reason(
    "measure_days",
    "处理须在陈述期限之后生效，陈述期限不早于今天。",
    "A measure begins after the days to state the case, which end today at the earliest.",
    "核对日期。",
    "Check the days.",
)
MEASURE_WHOM = Reason(
    "measure_whom",
    "中止科室服务须指定科室，其他处理不指定。",
    "A department is named where one is suspended, and only there.",
    "核对处理种类和科室。",
    "Check the kind and the department.",
)
HEARD_ALREADY = Reason(
    "measure_heard_already",
    "{number} 已有陈述记录。",
    "{number} was heard already.",
    "打开该处理查看。",
    "Look at it there.",
)
NOT_YET_PASSED = Reason(
    "measure_not_yet_passed",
    "陈述期限到 {until}，尚未届满。",
    "The days to state the case run to {until}.",
    "期满后再记录未陈述。",
    "Write it down once they have passed.",
)
UNHEARD = Reason(
    "measure_unheard",
    "{number} 还没有陈述记录，不能决定。",
    "{number} has not been heard; nothing is decided.",
    "记录陈述，或者期满后记录未陈述。",
    "Write down what was said, or that the days passed unused.",
)
NOT_YOURS = Reason(
    "measure_not_yours",
    "只有该机构的经办人可以陈述。",
    "Only who acts for the institution states its case.",
    "由该机构的经办人提交。",
    "Its delegate must do it.",
)


def _whose(measure_id: int) -> tuple[str, str]:
    return "employer", Measure.objects.values_list("institution__employer__number", flat=True).get(pk=measure_id)


@transaction.atomic
def propose_measure(
    *, institution: Institution, kind: str, facts: str, department: Department | None, effective_on: dt.date,
    ends_before: dt.date | None, state_until: dt.date, office: Office, by: User, at: dt.datetime,
) -> Measure:  # fmt: skip
    """Proposed, and told to the institution by a letter. Raises MEASURE_DAYS, MEASURE_WHOM, what `why_not` answers."""
    today = timezone.localdate(at)
    if refusal := why_not(PROPOSE, institution.region, insurances_of(institution), by, today):
        raise refusal
    if not today <= state_until < effective_on or (ends_before is not None and ends_before <= effective_on):
        raise MEASURE_DAYS()
    if (kind == MeasureKind.SUSPEND_DEPARTMENT) != (department is not None):
        raise MEASURE_WHOM()
    number, employer = opaque_number("N"), institution.employer
    letter, _ = issue(
        kind=MEASURE_PROPOSED, office=office, subject=Recipient(RecipientKind.EMPLOYER, employer.number),
        content={
            "name": employer.name, "number": number, "measure": MEASURE_WORDS[kind], "facts": facts,
            "department": department.name if department else "", "effective_on": effective_on,
            "state_until": state_until,
        },
        figures={"measure": MEASURE_WORDS[kind], "effective_on": effective_on, "state_until": state_until},
        language=Language.BOTH, by=by, at=at, today=today, holder=employer.name, to=employer.name,
    )  # fmt: skip
    made = Measure.objects.create(
        number=number, institution=institution, department=department, kind=kind, facts=facts,
        effective_on=effective_on, ends_before=ends_before, state_until=state_until, letter=letter, proposed_by=by,
        proposed_eyes=by.eyes, proposed_at=at,
    )  # fmt: skip
    record(by=by, at=at, code="measure_proposed", reason=facts, **_told(made))
    return made


@transaction.atomic
def state_case(*, measure_id: int, said: str, by: User, at: dt.datetime) -> Hearing:
    """Who acts for the institution states and defends. Raises NOT_YOURS, HEARD_ALREADY, CHANGED_SINCE."""
    measure = _locked(measure_id)
    if not acts_for(by, measure.institution.employer, timezone.localdate(at)):
        raise NOT_YOURS()
    return _heard(measure, Heard.STATED, said, by, at)


@transaction.atomic
def record_silence(*, measure_id: int, by: User, at: dt.datetime) -> Hearing:
    """The days passed unused. Raises NOT_YET_PASSED, HEARD_ALREADY, CHANGED_SINCE and what `why_not` answers."""
    measure = _locked(measure_id)
    today = timezone.localdate(at)
    if refusal := why_not(PROPOSE, measure.institution.region, insurances_of(measure.institution), by, today):
        raise refusal
    if today <= measure.state_until:
        raise NOT_YET_PASSED(until=measure.state_until)
    return _heard(measure, Heard.PASSED, "", by, at)


@refusals_recorded(_whose, by="measure_id")
@transaction.atomic
def decide_measure(*, measure_id: int, outcome: Outcome, decision: str, by: User, at: dt.datetime) -> Measure:
    """Imposed or dropped, by another person than proposed it, once it was heard.

    Raises UNHEARD, SAME_PERSON, CHANGED_SINCE and what `why_not` and `why_own` answer.
    """
    measure = _locked(measure_id)
    today = timezone.localdate(at)
    covered = insurances_of(measure.institution)
    if refusal := why_not(DECIDE, measure.institution.region, covered, by, today):
        raise refusal
    if refusal := why_own(measure.institution, by, today):
        raise refusal
    if not Hearing.objects.filter(measure=measure).exists():
        raise UNHEARD(number=measure.number)
    if by.eyes == measure.proposed_eyes:
        raise SAME_PERSON()
    measure.outcome, measure.decision = outcome, decision
    measure.decided_by, measure.decided_eyes, measure.decided_at = by, by.eyes, at
    measure.save(update_fields=["outcome", "decision", "decided_by", "decided_eyes", "decided_at"])
    record(by=by, at=at, code="measure_decided", reason=decision, outcome=str(outcome), **_told(measure))
    return measure


def _locked(measure_id: int) -> Measure:
    """Not decided yet, under a lock. Raises CHANGED_SINCE."""
    own = Measure.objects.select_for_update(of=("self",)).select_related("institution__region", "institution__employer")
    measure = own.get(pk=measure_id)
    if measure.outcome:
        raise CHANGED_SINCE()
    return measure


def _heard(measure: Measure, kind: str, said: str, by: User, at: dt.datetime) -> Hearing:
    if Hearing.objects.filter(measure=measure).exists():
        raise HEARD_ALREADY(number=measure.number)
    made = Hearing.objects.create(measure=measure, kind=kind, said=said, heard_by=by, heard_at=at)
    record(by=by, at=at, code="measure_heard", heard=kind, **_told(measure))
    return made


def _told(measure: Measure) -> dict[str, Any]:
    """For the trail."""
    return {
        "subject_kind": "employer", "subject": measure.institution.employer.number, "measure": measure.number,
        "kind": measure.kind,
    }  # fmt: skip
