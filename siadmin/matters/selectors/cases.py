"""Which cases somebody may see, and what a case holds."""

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from siadmin.agency.models import User
from siadmin.agency.posts import Post
from siadmin.agency.viewer import Viewer
from siadmin.kernel.language import Words
from siadmin.kernel.reading import answered_once
from siadmin.matters import subjects
from siadmin.matters.agents import Mandated
from siadmin.matters.catalogue import Change, Told, matter_of, matters
from siadmin.matters.models import Case, Channel, Step, Visit
from siadmin.matters.rules import FOUR_EYES, Act, Stop, VisitState
from siadmin.matters.subjects import Subject

_STOPPING, _STARTING = (Act.STOP_CLOCK, Act.ASK_CORRECTION), (Act.GO_ON, Act.CORRECT)
LOOKING = (Post.CLERK, Post.REVIEWER, Post.APPROVER, Post.DIRECTOR, Post.AUDITOR)


def cases_seen_by(viewer: Viewer) -> QuerySet[Case]:
    """For staff: cases of offices of their line in their subtree (REG 4). None for others: see `own_cases`."""
    within = Q(pk__in=[])
    for path, line in {(reach.path, reach.line) for reach in viewer.holding(LOOKING).reaches}:
        within |= Q(office__region__path__startswith=path, office__line=line)
    return Case.objects.filter(within).select_related("office__region", "assigned_to", "received_by")


def own_cases(user: User, subject: Subject, on: dt.date) -> QuerySet[Case]:
    """A person's or an employer's cases, for whoever speaks for them; none for others."""
    if not subjects.speaks_for(user, subject.kind, subject.number, on):
        return Case.objects.none()
    return cases_of_subject(subject).select_related("office__region", "assigned_to")


def represented_cases(mandated: Mandated) -> QuerySet[Case]:
    """For an agent: cases of whom they act for, in the matters of the mandate alone."""
    codes = [matter.code for matter in matters() if matter.may_agents and mandated.covers(matter.code)]
    found = cases_of_subject(mandated.subject).filter(matter__in=codes)
    return found.select_related("office__region", "assigned_to")


def cases_of_subject(subject: Subject) -> QuerySet[Case]:
    """Newest first, for a caller that has shown it may see the subject."""
    return Case.objects.filter(subject_kind=subject.kind, subject__in=subject.numbers).order_by("-received_at", "-pk")


@answered_once
def subject_of(case: Case) -> Subject | None:
    """Whom a case is about, whoever asks. None for a matter about nobody in particular."""
    if not case.subject_kind:
        return None
    return subjects.find(case.subject_kind, [case.subject])[case.subject]


def subjects_of(cases: Iterable[Case]) -> dict[tuple[str, str], Subject]:
    """Whom many cases are about, one question a kind."""
    asked: dict[str, set[str]] = {}
    for case in cases:
        if case.subject_kind:
            asked.setdefault(case.subject_kind, set()).add(case.subject)
    return {
        (kind, number): subject
        for kind, numbers in asked.items()
        for number, subject in subjects.find(kind, numbers).items()
    }


def facts_of(case: Case, version: int | None = None) -> dict[str, Any]:
    """What was told, as it stands or as it stood in a version."""
    return case.told.get(version=version or case.facts_version).facts


def told_of(case: Case, version: int | None = None) -> list[Told]:
    """The same in the words of the form."""
    return matter_of(case.matter).form(subject=subject_of(case)).told(facts_of(case, version))


def changes_of(case: Case) -> list[Change]:
    """What it would change now; of a case that is done, what it changed."""
    if case.changed is not None:
        return [
            Change(Words(each["zh"], each["en"]), each["before"], each["after"], each["is_masked"])
            for each in json.loads(case.changed)
        ]
    return matter_of(case.matter).changes(facts_of(case), subject_of(case)) if case.is_open else []


def changes_as_json(changes: Iterable[Change]) -> str:
    rows = [
        {
            "zh": each.label.zh,
            "en": each.label.en,
            "before": each.before,
            "after": each.after,
            "is_masked": each.is_masked,
        }
        for each in changes
    ]
    return json.dumps(rows, ensure_ascii=False)


def seen_at_home(case: Case) -> bool:
    """Whether it was received at somebody's home, or a visit was made for it: the visitor alone does not decide it."""
    if case.channel == Channel.HOME_VISIT:
        return True
    return not case._state.adding and Visit.objects.filter(case=case.pk, state=VisitState.DONE).exists()


def steps_of(case: Case) -> list[Step]:
    return list(case.steps.select_related("by").order_by("pk"))


@answered_once
def signers_of(case: Case) -> list[Step]:
    """Who signed in the present round, in order."""
    return list(case.steps.filter(round=case.round, act__in=FOUR_EYES).select_related("by").order_by("pk"))


def stops_of(case: Case) -> list[Stop]:
    """Days on which the clock was stopped and started again since it is counted; the last may be open."""
    stops: list[Stop] = []
    for step in case.steps.filter(act__in=(*_STOPPING, *_STARTING)).order_by("pk"):
        on = timezone.localdate(step.at)
        if on < case.counted_from:
            continue
        if step.act in _STOPPING:
            stops.append((on, None))
        elif stops and stops[-1][1] is None:
            stops[-1] = (stops[-1][0], on)
    return stops


@dataclass(frozen=True, slots=True)
class Difference:
    """One fact that is not what it was."""

    label: str
    before: str
    after: str
    is_masked: bool


def since_last_hand(case: Case, user: User) -> tuple[int, list[Difference]]:
    """What changed since this person last had the case in hand, else since it was received; and since which version."""
    own = case.steps.filter(by__person_hash=user.person_hash).order_by("-pk")
    seen = own.values_list("facts_version", flat=True).first() or 1
    if seen == case.facts_version:
        return seen, []
    old = {each.name: each for each in told_of(case, seen)}
    return seen, [
        Difference(new.label, old[new.name].value, new.value, new.is_masked)
        for new in told_of(case)
        if old[new.name].value != new.value
    ]
