"""What was found upon an application is decided, in writing to the worker and the employer (WIR 14–20; WIC 19, 22)."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from benefits.injury.kinds import CERTIFIED
from benefits.injury.models import Application, Certification, Injury
from benefits.injury.rules.grounds import GROUND_WORDS, OUTCOME_OF, OUTCOME_WORDS, Outcome
from benefits.injury.selectors import to_state, was_insured
from benefits.injury.words import CERTIFIED_TEXT, found_words
from contributions.projects.models import Project
from enrollment.registry.actions import lock_people
from enrollment.registry.records import records_of
from siadmin.agency.models import User
from siadmin.agency.trail import record
from siadmin.kernel.database import refusing
from siadmin.kernel.language import Words
from siadmin.kernel.protection import opaque_number
from siadmin.kernel.refusal import Reason, Refusal
from siadmin.letters.actions import issue, send
from siadmin.letters.models import Issued, Language, RecipientKind
from siadmin.letters.protocols import Recipient
from siadmin.matters import subjects
from siadmin.matters.models import Case

CERTIFIED_ALREADY = Reason(
    "injury_certified_already",
    "申请 {number} 已经作出工伤认定决定。",
    "Application {number} was decided already.",
    "查看已作出的决定。",
    "Look at that decision.",
)
NOT_CONCLUDED = Reason(
    "injury_not_concluded",
    "还没有写明认定的情形、日期和查明的事实。",
    "The ground, the day and what was found are not written down yet.",
    "经办人员在“更正申请内容”中填写结论后再签署。",
    "Whoever handles it writes the conclusion into the facts of the case, then signs.",
)
EMPLOYER_STILL_ASKED = Reason(
    "injury_employer_still_asked",
    "用人单位的举证期限到 {day} 届满，现在还不能仅凭职工提供的证据作出决定。",
    "The employer may prove its case until {day}; before that it is not decided on the worker's evidence alone.",
    "期限届满后或者单位说明后再决定（工伤保险条例第19条）。",
    "Decide once it has said something or its days are over (WIR 19).",
)
PROJECT_ELSEWHERE = Reason(
    "injury_project_elsewhere",
    "项目 {project} 在地区 {there} 参保，本申请在地区 {here} 受理。",
    "Project {project} is insured in region {there}; this application was accepted in region {here}.",
    "按项目参保的，在项目参保地申请工伤认定。",
    "Who is insured by a project applies where the project is insured.",
)
ACTS_FOR_THE_EMPLOYER = Reason(
    "injury_decided_by_the_employer",
    "{name}是该用人单位的经办人，不能签署本单位职工的工伤认定。",
    "{name} acts for this employer and does not sign whether its worker's injury is one of work.",
    "交由其他人员办理。",
    "Let somebody else sign.",
)


def why_not_certify(application: Application, on: dt.date) -> Refusal | None:
    if Certification.objects.filter(application=application).exists():
        return CERTIFIED_ALREADY(number=application.number)
    if is_silent(application) and application.answer_by is not None and on <= application.answer_by:
        return EMPLOYER_STILL_ASKED(day=application.answer_by)
    return None


def why_not_sign(application: Application, by: User, on: dt.date) -> Refusal | None:
    if by.eyes in subjects.eyes_for("employer", application.employer.number, on):
        return ACTS_FOR_THE_EMPLOYER(name=by.display_name)
    return why_not_certify(application, on)


def why_not_there(application: Application, project: Project | None) -> Refusal | None:
    if project is None or project.region_id == application.region_id:
        return None
    return PROJECT_ELSEWHERE(project=project.number, there=project.region_id, here=application.region_id)


def is_silent(application: Application) -> bool:
    """Whether its employer was asked, and has said nothing."""
    return application in to_state(application.employer)


@transaction.atomic
def certify(
    *, application: Application, ground: str, happened_on: dt.date, found: str, project: Project | None, case: Case,
    by: User, at: dt.datetime,
) -> Certification:  # fmt: skip
    """What follows from the ground is decided; an injury of work gets its number. `project`: on whose site it was.

    Raises CERTIFIED_ALREADY, EMPLOYER_STILL_ASKED, ACTS_FOR_THE_EMPLOYER, PROJECT_ELSEWHERE.
    """
    lock_people(records_of(application.person_id))
    if refusal := why_not_sign(application, by, timezone.localdate(at)):
        raise refusal
    if refusal := why_not_there(application, project):
        raise refusal
    outcome, silent = OUTCOME_OF[ground], is_silent(application)
    letters = [_letter(application, to, ground, happened_on, found, silent, case, by, at) for to in _both(application)]
    with refusing("injury_certification_application_id_key", CERTIFIED_ALREADY(number=application.number)):
        decided = Certification.objects.create(
            application=application, outcome=outcome, ground=ground, is_silent=silent, case=case, letter=letters[0],
            employer_letter=letters[1], decided_by=by, decided_at=at,
        )  # fmt: skip
    if outcome != Outcome.NOT_CERTIFIED:
        Injury.objects.create(
            number=opaque_number("W"), certification=decided, person=application.person,
            employer=application.employer, region=application.region, happened_on=happened_on,
            was_insured=was_insured(application.person, application.employer, happened_on, project), project=project,
        )  # fmt: skip
    record(
        by=by, at=at, code="injury_certified", subject_kind="person", subject=application.person.number,
        number=application.number, outcome=outcome.value, ground=ground,
    )  # fmt: skip
    for to, letter in zip(_both(application), letters, strict=True):
        send(
            CERTIFIED_TEXT, to=to, at=at, issued=letter, key=application.number,
            page=("citizen_case", case.number) if to.kind == RecipientKind.PERSON else (),
            values={"number": application.number, "outcome": OUTCOME_WORDS[outcome]},
        )  # fmt: skip
    return decided


def _both(application: Application) -> list[Recipient]:
    return [
        Recipient(RecipientKind.PERSON, application.person.number),
        Recipient(RecipientKind.EMPLOYER, application.employer.number),
    ]


def _letter(
    application: Application, to: Recipient, ground: str, happened_on: dt.date, found: str, silent: bool, case: Case,
    by: User, at: dt.datetime,
) -> Issued:  # fmt: skip
    person, employer = application.person, application.employer
    figures: dict[str, Any] = {"outcome": OUTCOME_WORDS[OUTCOME_OF[ground]], "happened_on": str(happened_on)}
    content = figures | {
        "name": person.name, "employer": Words(employer.name, employer.name_en or employer.name), "found": found,
        "ground": GROUND_WORDS[ground], "evidence": found_words(application, is_silent=silent), "case": case.number,
        "number": application.number, "applied_on": str(application.applied_on),
    }  # fmt: skip
    whose = person.name if to.kind == RecipientKind.PERSON else employer.name
    issued, _ = issue(
        kind=CERTIFIED, office=case.office, subject=to, content=content, figures=figures, language=Language.BOTH,
        by=by, at=at, today=timezone.localdate(at), holder=whose, to=whose, key=f"{case.number}:{to.kind}",
    )  # fmt: skip
    return issued
