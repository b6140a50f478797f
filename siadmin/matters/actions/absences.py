"""Who is away and who stands in: granted by a third person; open cases go to the deputy, or back to the post."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from siadmin.agency.models import User
from siadmin.agency.posts import Post
from siadmin.agency.selectors import reaches_of
from siadmin.agency.trail import record
from siadmin.kernel.database import refusing
from siadmin.kernel.refusal import Reason
from siadmin.matters.actions.moving import locked, noted, saved
from siadmin.matters.actions.visits import hand_visits_over
from siadmin.matters.models import Absence, Case
from siadmin.matters.rules import OPEN, Act
from siadmin.matters.selectors.permits import may_sign_next

NOT_GRANTED_TO_ONESELF = Reason(
    "absence_not_to_oneself",
    "不能给自己登记离岗代办（同一人的另一账号也不行）。",
    "Nobody records their own absence, not through another account either.",
    "由复核、审批或负责人登记。",
    "A reviewer, an approver or the director records it.",
)
DEPUTY_IS_ANOTHER = Reason(
    "absence_deputy_another",
    "代办人须是另一人。",
    "The deputy is another person.",
    "选择同岗位的另一位工作人员。",
    "Choose somebody else in the same post.",
)
NOT_THEIR_STAFF = Reason(
    "not_their_staff",
    "只能为本线本辖区的工作人员登记离岗。",
    "Absences are recorded for staff of one's own line and region only.",
    "由其所在机构的复核、审批或负责人登记。",
    "A reviewer, an approver or the director of their office records it.",
)
GRANTING = (Post.REVIEWER, Post.APPROVER, Post.DIRECTOR)


@transaction.atomic
def record_absence(
    *, user: User, deputy: User, starts_on: dt.date, ends_before: dt.date, reason: str, by: User, at: dt.datetime
) -> Absence:
    """Record days on which `deputy` does what `user` would. Raises NOT_GRANTED_TO_ONESELF, DEPUTY_IS_ANOTHER,
    NOT_THEIR_STAFF."""
    on = timezone.localdate(at)
    if not (may_grant_for(by, user, on) and may_grant_for(by, deputy, on)):
        raise NOT_THEIR_STAFF()
    with (
        refusing("absence_not_granted_to_oneself", NOT_GRANTED_TO_ONESELF()),
        refusing("absence_deputy_is_another", DEPUTY_IS_ANOTHER()),
    ):
        absence = Absence.objects.create(
            user=user, deputy=deputy, starts_on=starts_on, ends_before=ends_before, reason=reason, granted_by=by,
            granted_at=at,
        )  # fmt: skip
    record(
        by=by, at=at, code="absence_recorded", subject_kind="user", subject=user.username, reason=reason,
        deputy=deputy.display_name, first=starts_on.isoformat(), before=ends_before.isoformat(),
    )  # fmt: skip
    return absence


def may_grant_for(by: User, user: User, on: dt.date) -> bool:
    """Whether a post of `by` that grants absences covers a post of `user`, by line and subtree."""
    granting = [reach for reach in reaches_of(by, on=on) if reach.post in GRANTING]
    return any(
        over.line == its.line and its.path.startswith(over.path) for over in granting for its in reaches_of(user, on=on)
    )


@transaction.atomic
def end_absence(*, absence_id: int, ends_before: dt.date, by: User, at: dt.datetime) -> Absence:
    """Somebody is back earlier; days that are past stay. Raises NOT_THEIR_STAFF."""
    absence = Absence.objects.select_for_update(of=("self",)).select_related("user").get(pk=absence_id)
    if not may_grant_for(by, absence.user, timezone.localdate(at)):
        raise NOT_THEIR_STAFF()
    absence.ends_before = max(absence.starts_on, min(absence.ends_before, ends_before))
    absence.save(update_fields=["ends_before"])
    record(
        by=by, at=at, code="absence_ended", subject_kind="user", subject=absence.user.username,
        before=absence.ends_before.isoformat(),
    )  # fmt: skip
    return absence


def hand_over_absent(*, at: dt.datetime) -> int:
    """Give what is in absent hands to the deputy, if they may take the next step, else back to all in the post.

    Returns how many cases and visits went to other hands. Done every night and when an absence is recorded; again
    changes nothing.
    """
    on = timezone.localdate(at)
    away = Absence.objects.filter(starts_on__lte=on, ends_before__gt=on).select_related("deputy").order_by("pk")
    deputies = {absence.user_id: absence.deputy for absence in away}
    held = Case.objects.filter(assigned_to__in=deputies, state__in=OPEN).order_by("pk")
    moved = sum(_handed(case_id, deputies, at) for case_id in list(held.values_list("pk", flat=True)))
    return moved + _visits_handed(at)


@transaction.atomic
def _visits_handed(at: dt.datetime) -> int:
    """Also of absences that have not begun: the people they were to go to are told in time."""
    ahead = Absence.objects.filter(ends_before__gt=timezone.localdate(at)).select_related("deputy").order_by("pk")
    return sum(hand_visits_over(absence, at=at) for absence in ahead)


@transaction.atomic
def _handed(case_id: int, deputies: dict[int, User], at: dt.datetime) -> bool:
    case = locked(case_id)
    if case.state not in OPEN or case.assigned_to_id not in deputies:
        return False
    deputy = deputies[case.assigned_to_id]
    can = deputy.pk not in deputies and deputy in may_sign_next(case, timezone.localdate(at))
    case.assigned_to = deputy if can else None
    noted(case, Act.HAND_OVER, None, at, f"离岗代办 → {deputy.display_name if can else '待领'}")
    saved(case)
    record(
        by=None, at=at, code="case_handed_over", subject_kind="case", subject=case.number, reason="离岗代办",
        user=deputy.display_name if can else "",
    )  # fmt: skip
    return True
