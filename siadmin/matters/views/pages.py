"""What the pages of a case are drawn from, for those who handle it and for those who asked."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from siadmin.agency.access import open_page
from siadmin.agency.models import User
from siadmin.agency.viewer import Viewer
from siadmin.kernel.language import Words
from siadmin.kernel.refusal import Refusal
from siadmin.matters.catalogue import Matter, Paper, matter_of
from siadmin.matters.forms import HandOverForm, MissingForm, ReasonForm, RemarkForm, ReopenForm, SeenForm, StopForm
from siadmin.matters.models import Case, CasePaper
from siadmin.matters.rules import DECIDED, SIGNATURES, Act, State
from siadmin.matters.selectors.cases import changes_of, facts_of, since_last_hand, subject_of, told_of
from siadmin.matters.selectors.permits import (
    CLOCK_STANDS,
    NOBODY,
    PAPERS_MISSING,
    may_sign_next,
    named,
    offered,
    why_not,
)
from siadmin.matters.selectors.rail import rail_of, record_of
from siadmin.matters.selectors.terms import terms_of
from siadmin.matters.subjects import Subject
from siadmin.matters.words import (
    APPLIED_BY,
    CHANNELS,
    HANDS,
    ICONS,
    PRESSES,
    REVIEW_DECIDES,
    RISKS,
    STATE_KINDS,
    STATES,
)

_EARLY = (PAPERS_MISSING.code, CLOCK_STANDS.code)  # whoever asks
FORMS: dict[str, type[SeenForm]] = {
    Act.HANDLE: RemarkForm,
    Act.REVIEW: RemarkForm,
    Act.APPROVE: RemarkForm,
    Act.SEND_BACK: ReasonForm,
    Act.REFUSE: ReasonForm,
    Act.ASK_CORRECTION: MissingForm,
    Act.CORRECT: RemarkForm,
    Act.GO_ON: RemarkForm,
    Act.STOP_CLOCK: StopForm,
    Act.HAND_OVER: HandOverForm,
    Act.WITHDRAW: RemarkForm,
    Act.REOPEN: ReopenForm,
}
# Share one remark in the first box: sign, return, refuse.
DECISIONS = (*SIGNATURES, Act.SEND_BACK, Act.REFUSE)


@dataclass(frozen=True, slots=True)
class Offer:
    """One act as a button: what it is called, and what keeps the viewer from it."""

    act: str
    label: Any
    icon: str
    why_not: Refusal | None
    form: SeenForm | None = None


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One paper that may be asked for, with what came of it."""

    paper: Paper
    is_needed: bool
    came: list[CasePaper]

    @property
    def is_missing(self) -> bool:
        return self.is_needed and not self.came


def form_of(act: str, case: Case, on: dt.date, data: Any = None) -> SeenForm:
    """The form an act asks for, empty or filled."""
    given: dict[str, Any] = {"data": data, "initial": {"seen_version": case.version}, "auto_id": f"{act}-%s"}
    return HandOverForm(may_sign_next(case, on), **given) if act == Act.HAND_OVER else FORMS[act](**given)


def told_by(case: Case, on: dt.date, nobody: Words = NOBODY) -> dict[str, Any]:
    """What everybody who may see a case sees of it. `nobody`: what is said where nobody holds the post."""
    matter = matter_of(case.matter)
    papers = paper_rows(case, matter)
    return {
        "case": case,
        "matter": matter,
        "subject": subject_of(case),
        "state": STATES[case.state],
        "state_kind": STATE_KINDS[case.state],
        "told": told_of(case),
        "changes": changes_of(case),
        "papers": papers,
        "to_bring": [row.paper.name for row in papers if row.is_missing],
        "rail": rail_of(case, on, nobody),
        "hands": HANDS[case.hands],
        "risk": RISKS[case.risk],
        "channel": CHANNELS[case.channel],
        "applied_by": APPLIED_BY[case.applied_by],
        "next": None if case.state in DECIDED else named(may_sign_next(case, on), nobody),
        "missing": missing_of(case),
        "beside": matter.beside(case),
        "remedies": terms_of(matter, case.region, on).remedies if case.state == State.REFUSED else None,
    }


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands against a matter, in the words for its reader; the page where they can clear it, if any.

    `is_on_record`: it rests on a record, which may be wrong and is put right then.
    """

    words: str
    url: str
    is_on_record: bool


def standing_against(matter: Matter, subject: Subject | None, viewer: Viewer, on: dt.date) -> list[Standing]:
    """For whoever looks, staff or who asks."""
    if subject is None:
        return []
    return [
        Standing(
            str(each.said if viewer.is_staff else each.plain or each.said),
            _page_of(each.desk if viewer.is_staff else each.door, viewer),
            each.plain is None,
        )
        for each in matter.against(subject, on)
    ]


def _page_of(page: tuple[str, ...], viewer: Viewer) -> str:
    return open_page(viewer, *page) if page else ""


def missing_of(case: Case) -> list[str]:
    """What the applicant was asked to bring."""
    asked = case.steps.filter(act=Act.ASK_CORRECTION).first()
    return asked.reason.splitlines() if asked else []


def paper_rows(case: Case, matter: Matter) -> list[PaperRow]:
    came: dict[str, list[CasePaper]] = {}
    for each in case.papers.select_related("document", "by").defer("document__content").order_by("pk"):
        came.setdefault(each.code, []).append(each)
    facts = facts_of(case)
    return [PaperRow(paper, paper.is_needed(facts), came.get(paper.code, [])) for paper in matter.papers]


def offers_to(case: Case, user: User, on: dt.date) -> list[Offer]:
    presses = PRESSES | ({Act.REVIEW: REVIEW_DECIDES} if SIGNATURES[case.hands - 1] == Act.REVIEW else {})
    return [
        Offer(act, presses[act], ICONS[act], why_not(case, act, user, on), form_of(act, case, on))
        for act in offered(case)
    ]


def desk_page(case: Case, user: User, on: dt.date, filled: Iterable[tuple[str, SeenForm]] = ()) -> dict[str, Any]:
    """The page of a case at the agency: beside what is told, what changed since, the record, and what one may do."""
    offers = offers_to(case, user, on)
    bound = dict(filled)
    seen, differences = since_last_hand(case, user)
    decisions = [offer for offer in offers if offer.act in DECISIONS]
    remark = next((form for act, form in bound.items() if act in DECISIONS), None)
    return told_by(case, on) | {
        "decisions": decisions,
        "may_decide": any(offer.why_not is None for offer in decisions),
        "is_early": any(offer.why_not is not None and offer.why_not.code in _EARLY for offer in decisions),
        "remark": remark or form_of(Act.HANDLE, case, on),
        "others": [
            Offer(each.act, each.label, each.icon, each.why_not, bound.get(each.act, each.form))
            for each in offers
            if each.act not in DECISIONS
        ],
        "opened": next(iter(bound), ""),
        "may_change_facts": why_not(case, Act.CHANGE_FACTS, user, on) is None
        or (case.state == State.CORRECTING and why_not(case, Act.CORRECT, user, on) is None),
        "facts_stand": case.state not in (State.RECEIVED, State.RETURNED, State.CORRECTING),
        "record": record_of(case),
        "seen": seen,
        "differences": differences,
    }
