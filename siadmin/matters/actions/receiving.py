"""Taking an application in, at the counter or online; papers; correcting what was told."""

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from siadmin.agency.insurances import Line
from siadmin.agency.models import Document, Office, Region, User
from siadmin.agency.posts import Post
from siadmin.agency.selectors import nearest_office, reaches_of
from siadmin.agency.trail import record
from siadmin.kernel.database import refusing
from siadmin.kernel.protection import keyed_hash, opaque_number
from siadmin.kernel.refusal import Reason, Refusal
from siadmin.matters.actions.moving import by_agent, counted, examined, locked, moved, noted, saved, taken, weighed
from siadmin.matters.agents import Agent, acting_in, agents_of, may_act
from siadmin.matters.catalogue import Door, Matter, matter_of, paper_of
from siadmin.matters.models import AppliedBy, Case, CasePaper, Channel, Facts
from siadmin.matters.rules import FACTS_OPEN, OPEN, Act
from siadmin.matters.selectors.cases import subject_of
from siadmin.matters.selectors.permits import holds
from siadmin.matters.selectors.terms import terms_of
from siadmin.matters.subjects import Subject
from siadmin.policy.calendar import WorkCalendar

FACTS_INVALID = Reason(
    "facts_invalid",
    "填写有误：{fields}。",
    "Some answers are not right: {fields}.",
    "改正后再提交，已填内容不会丢失。",
    "Correct them and send again; nothing you wrote is lost.",
)
NO_SUCH_DOOR = Reason(
    "no_such_door",
    "“{matter_zh}”不能由此提交。",
    "“{matter_en}” is not open here.",
    "到办事指南所列的渠道办理。",
    "Use one of the ways its service guide names.",
)
NO_OFFICE = Reason(
    "no_office_for_this",
    "找不到受理“{matter_zh}”的经办机构。",
    "There is no office that takes “{matter_en}” for this place.",
    "请到窗口办理，或拨打 12333。",
    "Go to a counter, or call 12333.",
)
ELSEWHERE = Reason(
    "matter_handled_elsewhere",
    "“{matter_zh}”由{place}的经办机构受理。",
    "“{matter_en}” is taken by the offices of {place}.",
    "请到该地窗口办理，或由本人网上申请。",
    "Go to a counter there, or apply online.",
)
ALREADY_OPEN = Reason(
    "case_open_already",
    "相同内容的申请正在办理（办件 {case}），没有重复受理。",
    "The same application is being handled as case {case}; it was not taken twice.",
    "打开该办件查看进度。",
    "Open that case to follow it.",
)
NOT_A_PAPER = Reason(
    "not_a_paper_of_this",
    "“{matter_zh}”不收取这份材料：没有法定依据的材料不得索要。",
    "“{matter_en}” takes no such paper: none may be asked for without a legal basis.",
    "只收取办事指南所列的材料。",
    "Take only the papers its service guide lists.",
)
FACTS_STAND = Reason(
    "facts_stand",
    "此件已有人签署，申请内容和材料不能再改。",
    "Somebody has signed this case; what was told and its papers stand.",
    "退回经办后再改。",
    "Have it returned first.",
)
NOT_THEIR_CASE = Reason(
    "not_their_case",
    "只有申请人或本机构经办人员可以这样做。",
    "Only the applicant, or a clerk of this office, may do this.",
    "请申请人本人或经办人员办理。",
    "Ask the applicant or the clerk.",
)
WRONG_SUBJECT = Reason(
    "wrong_subject",
    "“{matter_zh}”不是为这类对象办理的。",
    "“{matter_en}” is not for this kind of subject.",
    "从该事项的办事指南查看谁可以申请。",
    "Its service guide says who may apply.",
)

NOT_BY_THIS_AGENT = Reason(
    "not_by_this_agent",
    "“{matter_zh}”没有可用的代办授权：未登记、已终止、不含此事项，或代办人就是受理人。",
    "No mandate of an agent covers “{matter_en}”: none is recorded, it has ended, it is for other matters, or the "
    "agent is the clerk who receives it.",
    "先办理“登记代办人”，或由本人办理；受理人不能兼任代办人。",
    "Record the agent first, or let the person apply; a clerk is never the agent of a case they receive.",
)


# Ways on which a clerk takes it in; on the others whoever speaks for the subject applies themselves.
AT_THE_DESK = (Channel.COUNTER, Channel.HOME_VISIT)


@dataclass(frozen=True, slots=True)
class Attached:
    """A paper that came: a kept file, or the original seen at the counter."""

    code: str
    document: Document | None = None
    seen_original: bool = False


@transaction.atomic
def receive(
    *,
    matter: Matter,
    subject: Subject | None,
    facts: Mapping[str, Any],
    channel: str = Channel.COUNTER,
    applied_by: str = AppliedBy.SELF,
    agent: str = "",
    mandate: str = "",
    papers: Iterable[Attached] = (),
    by: User,
    at: dt.datetime,
) -> Case:
    """Take an application in; the clock begins. `subject` is one the caller showed it may see.

    A clerk receives it at their office; whoever speaks for the subject, or is its recorded agent, applies online, to
    the nearest office of the matter's line. Who acts for a person does so by a `mandate`; `agent` says in words who
    does where nobody can be recorded. Raises NOT_BY_THIS_AGENT, FACTS_INVALID, STANDS_AGAINST, what the matter's own
    check refuses, NoLawInForce, NO_SUCH_DOOR, NO_OFFICE, WRONG_SUBJECT, ALREADY_OPEN, NOT_A_PAPER.
    """
    on = timezone.localdate(at)
    if (subject.kind if subject else "") != matter.subject_kind:
        raise WRONG_SUBJECT(matter_zh=matter.title.zh, matter_en=matter.title.en)
    told = _valid(matter, facts, subject)
    office, act = _place(matter, subject, matter.place(told, subject, on), channel, by, on)
    acting = _agent(matter, subject, applied_by, mandate, channel, by, on)
    examined(matter, told, subject, on)
    case = _begun(matter, subject, office, told, by, at)
    case.channel, case.applied_by = channel, applied_by
    case.agent = str(acting.name.zh) if acting else agent or None
    if acting:
        case.agent_number, case.mandate = acting.number, acting.mandate
    weighed(case, matter, told, subject, on)
    counted(case, WorkCalendar())
    _kept(case, told, act, by, at)
    for paper in papers:
        attach(case, matter, paper, by, at)
    matter.taken_in(case, told, by, at)
    record(
        by=by, at=at, code="case_received", subject_kind="case", subject=case.number,
        channel=Channel(channel).value, matter=matter.code, **_by(acting),
    )  # fmt: skip
    return case


def _begun(
    matter: Matter, subject: Subject | None, office: Office, told: Mapping[str, Any], by: User, at: dt.datetime
) -> Case:
    """The case, not saved: of which matter and whom it is, where, and since when its clock runs."""
    on = timezone.localdate(at)
    terms = terms_of(matter, office.region, on)
    return Case(
        number=opaque_number("C"),
        matter=matter.code,
        office=office,
        subject_kind=matter.subject_kind,
        subject=subject.number if subject else "",
        facts_hash=_hash(told),
        limit_days=terms.limit_days,
        limit_unit=terms.limit.unit,
        limit_basis=terms.limit.source,
        counted_from=on,
        received_by=by,
        received_at=at,
    )


def _kept(case: Case, told: Mapping[str, Any], act: Act, by: User, at: dt.datetime) -> None:
    """The row, what was told, and the first step. Raises ALREADY_OPEN."""
    with refusing("case_open_once", already_open(case)):
        case.save(force_insert=True)
    Facts.objects.create(case=case, version=1, content=_as_json(told), by=by, at=at)
    noted(case, act, by, at)


def already_open(case: Case) -> Refusal:
    """The same was asked for and is open: by which case."""
    same = Case.objects.filter(
        matter=case.matter, subject_kind=case.subject_kind, subject=case.subject, facts_hash=case.facts_hash,
        state__in=OPEN,
    ).exclude(pk=case.pk)  # fmt: skip
    found = same.first()
    return ALREADY_OPEN(case=found.number if found else "—")


def _by(agent: Agent | None) -> dict[str, str]:
    """For the trail (REG 30, 38)."""
    return {"agent": agent.number, "mandate": agent.mandate} if agent else {}


def _agent(
    matter: Matter, subject: Subject | None, applied_by: str, mandate: str, channel: str, by: User, on: dt.date
) -> Agent | None:
    """By which recorded agent somebody is represented: a person by nobody else. Raises NOT_BY_THIS_AGENT."""
    if applied_by != AppliedBy.AGENT or subject is None or subject.kind != "person":
        return None
    if channel in AT_THE_DESK:
        known = [each for each in agents_of.call(subject.number, matter.code, on) if each.mandate == mandate]
        found = known[0] if known and known[0].eyes != by.eyes else None
    else:
        found = acting_in(by, subject.kind, subject.number, matter.code, on)
    if found is None or not matter.may_agents:
        raise NOT_BY_THIS_AGENT(matter_zh=matter.title.zh, matter_en=matter.title.en)
    return found


def _place(
    matter: Matter, subject: Subject | None, place: Region | None, channel: str, by: User, on: dt.date
) -> tuple[Office, Act]:
    """The office that takes it, and whether it is received there or applied for from outside.

    `place`: where alone the matter is handled, if it says so.
    """
    region = place or (subject.region if subject else None)
    if channel in AT_THE_DESK:
        reaches = [
            reach for reach in reaches_of(by, on=on) if reach.post == Post.CLERK and matter.line in ("", reach.line)
        ]
        if not reaches:
            raise NO_SUCH_DOOR(matter_zh=matter.title.zh, matter_en=matter.title.en)
        if place is not None:
            reaches = [each for each in reaches if place.path.startswith(each.path) or each.path.startswith(place.path)]
            if not reaches:
                raise ELSEWHERE(matter_zh=matter.title.zh, matter_en=matter.title.en, place=place.words)
        nearest = max(reaches, key=lambda reach: (_is_over(reach.path, region), len(reach.path)))
        return Office.objects.select_related("region").get(region=nearest.region_code, line=nearest.line), Act.RECEIVE
    door = {"person": Door.CITIZEN, "employer": Door.EMPLOYER}.get(matter.subject_kind)
    is_theirs = subject is not None and may_act(by, subject.kind, subject.number, matter.code, on)
    if subject is None or door not in matter.doors or not is_theirs:
        raise NO_SUCH_DOOR(matter_zh=matter.title.zh, matter_en=matter.title.en)
    assert region is not None
    office = nearest_office(region, matter.line or Line.HRSS)
    if office is None:
        raise NO_OFFICE(matter_zh=matter.title.zh, matter_en=matter.title.en)
    return office, Act.APPLY


def _is_over(path: str, region: Region | None) -> bool:
    return region is not None and region.path.startswith(path)


def _valid(matter: Matter, facts: Mapping[str, Any], subject: Subject | None) -> dict[str, Any]:
    """Facts as the matter's own form lets them pass, whichever door they came through."""
    form = matter.form(data=dict(facts), subject=subject)
    if not form.is_valid():
        wrong = [str(form.fields[name].label or name) if name in form.fields else name for name in form.errors]
        raise FACTS_INVALID(fields="、".join(wrong))
    return form.facts()


def _as_json(facts: Mapping[str, Any]) -> str:
    return json.dumps(facts, ensure_ascii=False, sort_keys=True)


def _hash(facts: Mapping[str, Any]) -> bytes:
    return keyed_hash(_as_json(facts))


def attach(case: Case, matter: Matter, paper: Attached, by: User, at: dt.datetime) -> CasePaper:
    """Put a paper into a case that is locked. Raises NOT_A_PAPER."""
    if paper_of(matter, paper.code) is None:
        raise NOT_A_PAPER(matter_zh=matter.title.zh, matter_en=matter.title.en)
    return CasePaper.objects.create(
        case=case, code=paper.code, document=paper.document, seen_original=paper.seen_original, by=by, at=at
    )


@transaction.atomic
def add_paper(*, case_id: int, paper: Attached, by: User, at: dt.datetime) -> CasePaper:
    """Add a paper while nobody has signed. Raises FACTS_STAND, NOT_THEIR_CASE, NOT_A_PAPER.

    It takes no version: a paper that comes changes nothing of what others see, and is never refused for being second.
    """
    case, on = locked(case_id), timezone.localdate(at)
    theirs = may_act(by, case.subject_kind, case.subject, case.matter, on)
    if not (theirs or holds(by, Post.CLERK, case, on)):
        raise NOT_THEIR_CASE()
    if case.state not in FACTS_OPEN:
        raise FACTS_STAND()
    kept = attach(case, matter_of(case.matter), paper, by, at)
    saved(case)
    record(
        by=by, at=at, code="case_paper_added", subject_kind="case", subject=case.number, paper=paper.code,
        **by_agent(case, by, on),
    )  # fmt: skip
    return kept


@transaction.atomic
def change_facts(
    *, case_id: int, seen_version: int, facts: Mapping[str, Any], by: User, at: dt.datetime, reason: str
) -> Case:
    """A clerk puts right what was told, before the first signature. Raises FACTS_INVALID and what `taken` refuses."""
    case = taken(case_id, seen_version, Act.CHANGE_FACTS, by, at)
    _retold(case, facts, by, at)
    noted(case, Act.CHANGE_FACTS, by, at, reason)
    record(
        by=by, at=at, code="case_facts_changed", subject_kind="case", subject=case.number, reason=reason,
        version=case.facts_version,
    )  # fmt: skip
    with refusing("case_open_once", already_open(case)):
        return saved(case)


@transaction.atomic
def correct(
    *,
    case_id: int,
    seen_version: int,
    facts: Mapping[str, Any] | None = None,
    papers: Iterable[Attached] = (),
    by: User,
    at: dt.datetime,
    reason: str = "",
) -> Case:
    """The applicant, or a clerk for them, brings what was asked for; the clock runs again.

    `facts` None: what was told stands. Raises FACTS_INVALID, NOT_A_PAPER and what `taken` refuses.
    """
    case = taken(case_id, seen_version, Act.CORRECT, by, at)
    for paper in papers:
        attach(case, matter_of(case.matter), paper, by, at)
    if facts is not None:
        _retold(case, facts, by, at)
    moved(case, Act.CORRECT, by, at, reason)
    case.stopped_on, case.stopped_because, case.stopped_law = None, "", ""
    counted(case, WorkCalendar())
    record(
        by=by, at=at, code="case_corrected", subject_kind="case", subject=case.number, reason=reason,
        **by_agent(case, by, timezone.localdate(at)),
    )  # fmt: skip
    with refusing("case_open_once", already_open(case)):
        return saved(case)


def _retold(case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> None:
    """A new version of the facts, where they differ; risk and hands are looked up again."""
    matter, subject, on = matter_of(case.matter), subject_of(case), timezone.localdate(at)
    told = _valid(matter, facts, subject)
    examined(matter, told, subject, on)
    if _hash(told) == bytes(case.facts_hash):
        return
    Facts.objects.create(case=case, version=case.facts_version + 1, content=_as_json(told), by=by, at=at)
    case.facts_version += 1
    case.facts_hash = _hash(told)
    weighed(case, matter, told, subject, on)
    matter.taken_in(case, told, by, at)
