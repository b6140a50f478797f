"""An application to certify an injury is accepted, and the employer says what it has to say (WIR 17–19; WIC 8)."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from benefits.injury.law import law_of
from benefits.injury.models import Application, Statement
from benefits.injury.rules.days import last_day_of_months, last_day_within
from benefits.injury.rules.grounds import Applicant
from benefits.injury.selectors import was_insured
from benefits.injury.words import STATEMENT_ASKED
from contributions.projects.models import Project
from enrollment.registry.actions import lock_people
from enrollment.registry.models import Employer, Person
from enrollment.registry.records import records_of
from siadmin.agency.models import Region, User
from siadmin.agency.trail import record
from siadmin.kernel.database import refusing
from siadmin.kernel.protection import opaque_number
from siadmin.kernel.refusal import Reason, Refusal
from siadmin.letters.actions import send
from siadmin.letters.models import RecipientKind
from siadmin.letters.protocols import Recipient
from siadmin.matters.models import Case
from siadmin.policy.calendar import WorkCalendar

APPLIED_ALREADY = Reason(
    "injury_applied_for_already",
    "{name}在{employer} {day} 受到的伤害已受理过工伤认定申请（{number}）。",
    "The injury of {name} at {employer} on {day} was applied for already: {number}.",
    "查看已受理的申请；日期有误的，请更正。",
    "Look at that application; correct the day if it is wrong.",
)
TOO_LATE = Reason(
    "injury_applied_too_late",
    "申请期限已于 {last} 届满，且没有说明不可归责于职工的原因。",
    "The time to apply ended on {last}, and nothing is told that kept the worker from it.",
    "确有不属于职工自身原因的，写明原因；没有的，不予受理并书面说明理由（工伤保险条例第17条）。",
    "Where it was no fault of the worker, say it; else it is not accepted, with reasons in writing (WIR 17).",
)
NOTHING_ASKED = Reason(
    "injury_nothing_asked",
    "这份申请不需要单位说明，或者已经说明、已经决定。",
    "Nothing is asked of the employer here: it has said it, or it was decided.",
    "查看申请的进度。",
    "Look at how the application stands.",
)


@dataclass(frozen=True, slots=True)
class Told:
    """What an application tells. `excuse`: why it is late through no fault of the worker.

    `project`: the construction project on whose site it happened, where there is one.
    """

    applicant: str
    applied_on: dt.date
    happened_on: dt.date
    ground: str
    is_undisputed: bool
    excuse: str = ""
    project: Project | None = None

    def region(self, employer: Employer) -> Region:
        """Whose fund it is: that of the project, else where the employer is insured."""
        return self.project.region if self.project is not None else employer.pooling_region


def why_not_accept(person: Person, employer: Employer, told: Told) -> Refusal | None:
    """Applied for already, or later than a year after it without an excuse."""
    before = _same(person, employer, told.happened_on)
    if before is not None:
        return _already(before)
    months = law_of("injury.worker_applies_months", told.region(employer), told.happened_on)
    last = last_day_of_months(told.happened_on, months, WorkCalendar())
    if told.applied_on > last and not told.excuse.strip():
        return TOO_LATE(last=last)
    return None


@transaction.atomic
def accept(
    *, person: Person, employer: Employer, told: Told, case: Case, by: User, at: dt.datetime
) -> Application:  # fmt: skip
    """The clock of the decision begins; an employer that did not apply is asked. Raises APPLIED_ALREADY, TOO_LATE."""
    lock_people(records_of(person.pk))
    if refusal := why_not_accept(person, employer, told):
        raise refusal
    on, region = timezone.localdate(at), told.region(employer)
    by_employer = told.applicant == Applicant.EMPLOYER
    days = law_of("injury.employer_applies_days", region, told.happened_on)
    application = Application.objects.create(
        number=opaque_number("J"), person=person, employer=employer, region=region, applicant=told.applicant,
        applied_on=told.applied_on, happened_on=told.happened_on, ground=told.ground,
        is_undisputed=told.is_undisputed,
        is_late=by_employer and told.applied_on > last_day_within(told.happened_on, days, WorkCalendar()),
        was_insured=was_insured(person, employer, told.happened_on, told.project), project=told.project,
        answer_by=None if by_employer else last_day_within(
            on, law_of("injury.employer_answers_days", region, on), WorkCalendar()
        ),
        case=case, accepted_at=at,
    )  # fmt: skip
    record(
        by=by, at=at, code="injury_application_accepted", subject_kind="person", subject=person.number,
        number=application.number, employer=employer.number, happened_on=str(told.happened_on),
    )  # fmt: skip
    if application.answer_by is not None:
        send(
            STATEMENT_ASKED, to=Recipient(RecipientKind.EMPLOYER, employer.number), at=at,
            page=("employer_apply", employer.number, "injury_statement"),
            values={
                "number": application.number, "happened_on": str(told.happened_on),
                "answer_by": str(application.answer_by),
            },
            key=application.number,
        )  # fmt: skip
    return application


def why_not_state(application: Application) -> Refusal | None:
    decided = hasattr(application, "certification") or hasattr(application, "statement")
    return NOTHING_ASKED() if decided or application.answer_by is None else None


@transaction.atomic
def make_statement(*, application: Application, agrees: bool, case: Case, by: User, at: dt.datetime) -> Statement:
    """Heard as long as nothing is decided, also past its days (WIR 19). Raises NOTHING_ASKED."""
    lock_people(records_of(application.person_id))
    if refusal := why_not_state(application):
        raise refusal
    with refusing("injury_statement_application_id_key", NOTHING_ASKED()):
        statement = Statement.objects.create(application=application, agrees=agrees, case=case, made_at=at)
    record(
        by=by, at=at, code="injury_statement_made", subject_kind="person", subject=application.person.number,
        number=application.number, agrees=agrees,
    )  # fmt: skip
    return statement


def _same(person: Person, employer: Employer, happened_on: dt.date) -> Application | None:
    same = Application.objects.filter(person__in=records_of(person.pk), employer=employer, happened_on=happened_on)
    return same.select_related("person", "employer").first()


def _already(before: Application) -> Refusal:
    return APPLIED_ALREADY(
        name=before.person.name, employer=before.employer.name, day=before.happened_on, number=before.number
    )
