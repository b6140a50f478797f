"""What is mine to do, what is late, what waits for my post, and what I may not do and why."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Case as Choice
from django.db.models import Exists, IntegerField, OuterRef, Q, QuerySet, Value, When

from siadmin.agency.models import User
from siadmin.agency.posts import NAMES
from siadmin.agency.viewer import Viewer
from siadmin.kernel.language import Words
from siadmin.kernel.workdays import after_working_days
from siadmin.matters.catalogue import Matter, matter_of
from siadmin.matters.models import Case, Step
from siadmin.matters.rules import DUE_POST, FOUR_EYES, OPEN, SIGNED_BY, Act, State
from siadmin.matters.selectors.cases import cases_seen_by, facts_of, subjects_of
from siadmin.matters.selectors.permits import NOBODY, holders, named
from siadmin.matters.subjects import Subject
from siadmin.policy.calendar import WorkCalendar

LATE, RETURNED, SOON, LATER, STANDING = range(5)
NEAR_DAYS = 3  # working days; as the mark of a deadline turns
_STATES_OF = {post: [state for state, due in DUE_POST.items() if due == post] for post in set(DUE_POST.values())}


@dataclass(frozen=True, slots=True)
class Entry:
    """One case of the list. `waits_for`: who may take the next step; `is_barred`: the viewer signed already.

    `told_name`: whom it is about where nobody of that name is on record yet.
    """

    case: Case
    matter: Matter
    subject: Subject | None
    group: int
    next_act: str
    is_barred: bool
    waits_for: Words
    told_name: str = ""


@dataclass(frozen=True)
class Inbox:
    """Open cases by whose they are; each late first, then by due day."""

    to_do: QuerySet[Case]
    mine: QuerySet[Case]
    others: QuerySet[Case]
    late: QuerySet[Case]


def _of_my_posts(viewer: Viewer) -> Q:
    """Cases whose turn is a post of the viewer's, with its line and subtree."""
    within = Q(pk__in=[])
    for reach in viewer.reaches:
        if reach.post in _STATES_OF:
            within |= Q(
                state__in=_STATES_OF[reach.post],
                office__line=reach.line,
                office__region__path__startswith=reach.path,
            )
    return within


def inbox(viewer: Viewer, today: dt.date) -> Inbox:
    """What a member of staff has to do: in their own hands, open to their post, with others."""
    user = viewer.user
    assert user is not None
    signed = Step.objects.filter(
        Q(act__in=FOUR_EYES, round=OuterRef("round")) | Q(act=Act.APPLY),
        case=OuterRef("pk"),
        by__person_hash=user.person_hash,
    )
    soon = after_working_days(today, NEAR_DAYS, WorkCalendar())
    seen = (
        cases_seen_by(viewer)
        .filter(state__in=OPEN)
        .annotate(
            is_barred=Exists(signed),
            is_mine=Choice(When(assigned_to=user, then=Value(0)), default=Value(1), output_field=IntegerField()),
            group=Choice(
                When(stopped_on__isnull=False, then=Value(STANDING)),
                When(due_on__lt=today, then=Value(LATE)),
                When(state=State.RETURNED, assigned_to=user, then=Value(RETURNED)),
                When(due_on__lte=soon, then=Value(SOON)),
                default=Value(LATER),
                output_field=IntegerField(),
            ),
        )
        .order_by("group", "due_on", "is_mine", "pk")
    )
    my_turn = _of_my_posts(viewer) & Q(is_barred=False) & (Q(assigned_to=user) | Q(assigned_to__isnull=True))
    to_do = seen.filter(my_turn)
    return Inbox(
        to_do=to_do,
        mine=to_do.filter(assigned_to=user),
        others=seen.exclude(pk__in=to_do.order_by().values("pk")),
        late=to_do.filter(group=LATE),
    )


def entries_of(cases: Sequence[Case], today: dt.date, nobody: Words = NOBODY) -> list[Entry]:
    """Rows of a page, with a handful of questions for all of them. `nobody`: what is said where none holds the post."""
    known = subjects_of(cases)
    waiting = _waiting_for(cases, known, today, nobody)
    return [
        Entry(
            case=case,
            matter=matter_of(case.matter),
            subject=known.get((case.subject_kind, case.subject)),
            group=getattr(case, "group", LATER),
            next_act=next_act(case),
            is_barred=getattr(case, "is_barred", False),
            waits_for=waiting[case.pk],
            told_name="" if case.subject_kind else str(facts_of(case).get("name", "")),
        )
        for case in cases
    ]


def _waiting_for(
    cases: Sequence[Case], known: dict[tuple[str, str], Subject], today: dt.date, nobody: Words
) -> dict[int, Words]:
    """By case: who has it in hand, else who may take the next step."""
    barred: dict[int, set[str]] = {case.pk: set() for case in cases}
    signed = Step.objects.filter(Q(act__in=FOUR_EYES) | Q(act=Act.APPLY), case__in=barred)
    rounds = {case.pk: case.round for case in cases}
    for step in signed.select_related("by"):
        if step.act == Act.APPLY or step.round == rounds[step.case_id]:
            barred[step.case_id].add(step.person)
    standing: dict[tuple[int, str], list[User]] = {}
    found = {}
    for case in cases:
        post = DUE_POST[case.state]
        if (case.office_id, post) not in standing:
            standing[case.office_id, post] = holders(case.region, case.line, post, today)
        subject = known.get((case.subject_kind, case.subject))
        others = barred[case.pk] | ({subject.eyes} if subject else set())
        in_hand = [case.assigned_to] if case.assigned_to else standing[case.office_id, post]
        found[case.pk] = named([user for user in in_hand if user.eyes not in others], nobody)
    return found


def next_act(case: Case) -> str:
    """The signature an open case waits for; the completion where the applicant has to complete it."""
    if case.state == State.CORRECTING:
        return Act.CORRECT
    return next(act for act, post in SIGNED_BY.items() if post == DUE_POST[case.state])


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Cases that wait for somebody else: who or which post, how many, until when the nearest must be done."""

    who: Words
    count: int
    due_on: dt.date | None


def elsewhere(cases: QuerySet[Case]) -> list[Elsewhere]:
    """Where the rest waits, most first; days of stopped clocks do not count as near."""
    counts: Counter[Words] = Counter()
    nearest: dict[Words, dt.date] = {}
    rows = cases.order_by("due_on").values_list(
        "assigned_to__display_name", "assigned_to__display_name_en", "state", "due_on", "stopped_on"
    )
    for name, name_en, state, due_on, stopped_on in rows:
        post = _APPLICANT if state == State.CORRECTING else NAMES[DUE_POST[state]]
        who = Words(f"{name}，{post.zh}", f"{name_en or name}, {post.en.lower()}") if name else post
        counts[who] += 1
        if stopped_on is None:
            nearest.setdefault(who, due_on)
    return [Elsewhere(who, count, nearest.get(who)) for who, count in counts.most_common()]


_APPLICANT = Words("申请人补正", "Applicant to complete")
