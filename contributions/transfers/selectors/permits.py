"""Who sees a transfer, and who may take its next step: the one place both screens and actions ask."""

import datetime as dt

from django.db.models import Q, QuerySet

from contributions.transfers.models import OverlapReturn, TemporaryAccount, Transfer
from contributions.transfers.rules.course import SIDE_OF, TOWARDS_THE_MONEY, TRANSFER, Act, Side, State
from contributions.transfers.selectors.standing import stays_for_good
from contributions.transfers.words import PRESSES, SIDES, STATES
from enrollment.registry.records import records_of
from siadmin.agency.insurances import LINE_OF, Insurance
from siadmin.agency.models import Region, User
from siadmin.agency.posts import NAMES, Post
from siadmin.agency.selectors import reaches_of
from siadmin.agency.viewer import Viewer
from siadmin.kernel.refusal import Reason, Refusal
from siadmin.kernel.workflow import CHANGED_SINCE, SAME_PERSON, WRONG_STATE
from siadmin.matters import subjects

LOOKERS = (Post.CLERK, Post.REVIEWER, Post.APPROVER, Post.DIRECTOR, Post.ACCOUNTANT, Post.AUDITOR)
NOT_YOUR_STEP = Reason(
    "transfer_not_your_step",
    "此环节由{side_zh}（{place_zh}）的“{post_zh}”办理。",
    "This step is for the post “{post_en}” of {side_en} ({place_en}).",
    "请由该地该岗位的人员办理。",
    "Somebody who holds that post there must do it.",
)
OWN_TRANSFER = Reason(
    "transfer_of_oneself",
    "不能办理本人的转移，须回避。",
    "Nobody handles their own transfer.",
    "请由他人办理。",
    "Someone else must do it.",
)
NOTHING_GOES_BACK = Reason(
    "overlap_nothing_goes_back",
    "没有需要清退的重复缴费，或者转移资金尚未到账。",
    "Nothing was paid twice, or the transfer has not arrived yet.",
    "到账记入后再办理清退。",
    "Return it once the transfer has been credited.",
)


def transfers_seen_by(viewer: Viewer) -> QuerySet[Transfer]:
    """For staff: transfers of their line that leave or reach a pooling region they cover; for citizens their own."""
    found = Transfer.objects.select_related("person", "from_region", "to_region", "case", "overlap_return")
    if not viewer.is_staff:
        return (
            found.filter(person_id__in=records_of(viewer.person_id)) if viewer.person_id is not None else found.none()
        )
    within = Q(pk__in=[])
    for reach in viewer.reaches:
        insurances = [insurance for insurance, line in LINE_OF.items() if line == reach.line]
        place = Q(from_region__path__startswith=reach.path) | Q(to_region__path__startswith=reach.path)
        within |= place & Q(insurance__in=insurances)
    return found.filter(within)


def temporaries_seen_by(viewer: Viewer) -> QuerySet[TemporaryAccount]:
    """For staff of the pension's line: temporary accounts at places they cover, and of relations that stay at one."""
    within = Q(pk__in=[])
    for reach in viewer.reaches:
        if reach.line == LINE_OF[Insurance.PENSION]:
            within |= Q(region__path__startswith=reach.path) | Q(kept_at__path__startswith=reach.path)
    return TemporaryAccount.objects.filter(within).select_related("person", "region", "kept_at")


def region_of_side(transfer: Transfer, side: str) -> Region:
    return transfer.from_region if side == Side.OLD else transfer.to_region


def holds(user: User, post: str, transfer: Transfer, side: str, on: dt.date) -> bool:
    """Whether a user's post, with its line and subtree, covers that side's pooling region."""
    line, path = LINE_OF[transfer.insurance], region_of_side(transfer, side).path
    return any(
        reach.post == post and reach.line == line and path.startswith(reach.path) for reach in reaches_of(user, on=on)
    )


def why_not(transfer: Transfer, act: str, user: User, on: dt.date) -> Refusal | None:
    """What keeps a user from an act: state, post, place, that they acted before, or that the relation moves no more."""
    arrow = next((move for move in TRANSFER.possible(transfer.state) if move.name == act), None)
    if arrow is None:
        return WRONG_STATE(state=STATES[transfer.state], move=PRESSES[act])
    side = SIDE_OF[act]
    if not holds(user, arrow.post, transfer, side, on):
        words, post, place = SIDES[side], NAMES[arrow.post], region_of_side(transfer, side).words
        return NOT_YOUR_STEP(
            side_zh=words.zh, side_en=words.en, place_zh=place.zh, place_en=place.en, post_zh=post.zh, post_en=post.en
        )
    if user.eyes == _eyes_of(transfer):
        return OWN_TRANSFER()
    if any(actors_of(transfer).get(earlier) == user.eyes for earlier in arrow.not_by):
        return SAME_PERSON()
    if act not in TOWARDS_THE_MONEY:
        return None
    return stays_for_good(transfer.person, transfer.insurance, transfer.to_insurance)


def why_not_return(transfer: Transfer, user: User, on: dt.date) -> Refusal | None:
    """What keeps a user from returning what was paid twice: nothing there, not yet, post, place, they answered it."""
    if not transfer.overlap_fen or transfer.state != State.CREDITED:
        return NOTHING_GOES_BACK()
    if OverlapReturn.objects.filter(transfer=transfer).exists():
        return CHANGED_SINCE()
    if not holds(user, Post.ACCOUNTANT, transfer, Side.NEW, on):
        side, post, place = SIDES[Side.NEW], NAMES[Post.ACCOUNTANT], transfer.to_region.words
        return NOT_YOUR_STEP(
            side_zh=side.zh, side_en=side.en, place_zh=place.zh, place_en=place.en, post_zh=post.zh, post_en=post.en
        )
    if user.eyes == _eyes_of(transfer):
        return OWN_TRANSFER()
    return SAME_PERSON() if user.eyes in (transfer.prepared_eyes, transfer.answered_eyes) else None


def actors_of(transfer: Transfer) -> dict[str, str]:
    """Which natural person took which step."""
    return {
        Act.PREPARE: transfer.prepared_eyes,
        Act.ANSWER: transfer.answered_eyes,
        Act.PAY_OUT: transfer.paid_eyes,
    }


def _eyes_of(transfer: Transfer) -> str:
    return subjects.find("person", [transfer.person.number])[transfer.person.number].eyes


def offered(transfer: Transfer) -> list[str]:
    """The acts that lead on from here, in the order of the table."""
    return list(dict.fromkeys(move.name for move in TRANSFER.possible(transfer.state)))


def may_do_now(viewer: Viewer) -> Q:
    """Transfers whose next step the viewer's posts cover, or whose overlap they return, whoever acted before."""
    found = Q(pk__in=[])
    for reach in viewer.reaches:
        insurances = [insurance for insurance, line in LINE_OF.items() if line == reach.line]
        for move in TRANSFER.moves:
            if move.post == reach.post and move.name != Act.WITHDRAW:
                column = "from_region" if SIDE_OF[move.name] == Side.OLD else "to_region"
                found |= Q(state=move.source, insurance__in=insurances, **{f"{column}__path__startswith": reach.path})
        if reach.post == Post.ACCOUNTANT:
            arrived = Q(state=State.CREDITED, to_insurance__in=insurances, to_region__path__startswith=reach.path)
            found |= arrived & Q(overlap_fen__gt=0, overlap_return__isnull=True)
    return found
