"""What somebody may do with a case, and if not, why not: the one place both screens and actions ask."""

import datetime as dt

from siadmin.agency.models import Region, User
from siadmin.agency.posts import NAMES, Post
from siadmin.agency.selectors import grants_over, reaches_of
from siadmin.kernel.language import Words, chosen
from siadmin.kernel.refusal import Reason, Refusal
from siadmin.kernel.workflow import WRONG_STATE
from siadmin.matters import subjects
from siadmin.matters.agents import may_act
from siadmin.matters.catalogue import Matter, matter_of, paper_of
from siadmin.matters.models import Case
from siadmin.matters.rules import CASE, DUE_POST, FOUR_EYES, OPEN, SIGNATURES, Act, State
from siadmin.matters.selectors.cases import facts_of, signers_of, subject_of
from siadmin.matters.words import ACTS, PRESSES, STATES

NOT_YOUR_POST = Reason(
    "not_your_post",
    "此环节由{office}的“{post_zh}”办理。",
    "This step is for the post “{post_en}” at {office}.",
    "可以办理的人：{others_zh}。",
    "Who may do it: {others_en}.",
)
SIGNED_ALREADY = Reason(
    "same_person_in_round",
    "{name}在本轮已办理过此件（{act_zh}），不能再办下一环节。",
    "{name} has already {act_en} this case in this round and may not take another step.",
    "须由另一人办理：{others_zh}。",
    "Someone else must do it: {others_en}.",
)
SIGNED_TWICE_BY_ONE = Reason(
    "signed_twice_by_one",
    "此件已有的两个签署出自同一自然人（其身份号码已更换），不能继续办理。",
    "Two signatures on this case prove to be of one natural person, whose identity number was replaced.",
    "退回经办，重新逐级签署。",
    "Have it returned, so that different people sign anew.",
)
OWN_MATTER = Reason(
    "own_matter",
    "不能办理本人或本人经办的单位的事项，也不能办理本人提交的申请，须回避。",
    "Nobody decides on their own matter, on that of an employer they act for, or on what they applied for themselves.",
    "由他人办理：{others_zh}。",
    "Someone else must do it: {others_en}.",
)
IN_OTHER_HANDS = Reason(
    "in_other_hands",
    "此件正由{name}办理。",
    "{name} has this case in hand.",
    "先说明理由移交给自己，再办理。",
    "Take it over with a reason first.",
)
CLOCK_STANDS = Reason(
    "clock_stands",
    "计时已中止：{because}。",
    "The clock stands: {because}.",
    "恢复计时后再办理。",
    "Start the clock again first.",
)
CLOCK_RUNS = Reason(
    "clock_runs",
    "计时未中止。",
    "The clock is running.",
    "无需恢复。",
    "There is nothing to start again.",
)
PAPERS_MISSING = Reason(
    "papers_missing",
    "缺少材料：{papers_zh}。",
    "Papers are missing: {papers_en}.",
    "收取材料或核对原件，也可一次性告知申请人补正。",
    "Take them in, see the originals, or ask the applicant once for everything that is missing.",
)
CORRECTION_ASKED = Reason(
    "correction_asked_already",
    "补正只能一次性告知，此件已经告知过。",
    "What is missing is asked for once; it has been asked for already.",
    "按现有材料办理或作出决定。",
    "Go on with what is there, or decide.",
)
LAST_HAND_ONLY = Reason(
    "last_hand_only",
    "不予办理与办结同样须经 {hands} 人；您不是最后一人。",
    "A refusal passes as many people as a grant, here {hands}; you are not the last of them.",
    "在意见中写明应不予办理的理由，交下一环节决定。",
    "Say in your remark why it should be refused, and let the next person decide.",
)
NOBODY = Words("目前无人任此岗位，请系统管理员授予", "nobody holds the post; ask the system administrator")
# The same for who asks: how posts are held is not theirs to see to.
STAFF = Words("本机构经办人员", "the staff of this office")
MOST_NAMED = 4
_APPLICANTS_TOO = (Act.WITHDRAW, Act.CORRECT)
_BESIDE = (Act.STOP_CLOCK, Act.GO_ON, Act.HAND_OVER)  # they change no state


def holders(office_region: Region, line: str, post: str, on: dt.date) -> list[User]:
    """Who holds a post whose line and region cover an office; the nearest office first."""
    nearest = grants_over(office_region, [post], on, line=line)
    return list({grant.user_id: grant.user for grant in nearest}.values())


def holds(user: User, post: str, case: Case, on: dt.date) -> bool:
    """Whether a user's post, with its line and subtree, covers the case's office."""
    return any(
        reach.post == post and reach.line == case.line and case.region.path.startswith(reach.path)
        for reach in reaches_of(user, on=on)
    )


def barred_from(case: Case, on: dt.date) -> set[str]:
    """Natural persons who may not sign next: who signed in this round, who applied online, whom it is about, who acts
    for them, and on that day for the employer it is about."""
    eyes = {step.person for step in signers_of(case)}
    eyes |= {step.person for step in case.steps.filter(act=Act.APPLY).select_related("by")}
    concerned = [subject_of(case), *subjects.find("person", [case.agent_number] if case.agent_number else []).values()]
    eyes |= subjects.eyes_for(case.subject_kind, case.subject, on)
    return eyes | {each.eyes for each in concerned if each is not None and each.eyes}


def may_sign_next(case: Case, on: dt.date) -> list[User]:
    """Whom the next step waits for: by name, the nearest office first."""
    post = DUE_POST.get(case.state)
    if post is None:
        return []
    barred = barred_from(case, on)
    return [user for user in holders(case.region, case.line, post, on) if user.eyes not in barred]


def named(users: list[User], nobody: Words = NOBODY) -> Words:
    """Some of them by name."""
    if not users:
        return nobody
    first = users[:MOST_NAMED]
    return Words(
        "、".join(user.display_name for user in first) + ("等" if len(users) > MOST_NAMED else ""),
        ", ".join(user.display_name_en or user.display_name for user in first)
        + (" and others" if len(users) > MOST_NAMED else ""),
    )


def why_not(case: Case, act: str, by: User, on: dt.date) -> Refusal | None:
    """Why `by` may not do this with the case now; None when they may.

    In this order: state, post with line and region, own matter, four eyes, other hands, the clock, what the act needs.
    """
    if not _is_possible(case, act):
        return WRONG_STATE(state=STATES[case.state], move=PRESSES.get(act, ACTS[act]))
    if act in _APPLICANTS_TOO and may_act(by, case.subject_kind, case.subject, case.matter, on):
        return None
    post = _post_for(case, act)
    if not holds(by, post, case, on):
        return NOT_YOUR_POST(
            office=chosen(zh=case.office.name_zh, en=case.office.name_en),
            post_zh=NAMES[post].zh,
            post_en=NAMES[post].en,
            **_others(case, on, post),
        )
    return _own_or_signed(case, act, by, on, post) or _in_the_way(case, act, by)


def _is_possible(case: Case, act: str) -> bool:
    if act in _BESIDE:
        return case.state in OPEN and not (act != Act.HAND_OVER and case.state == State.CORRECTING)
    if act == Act.CHANGE_FACTS:
        return case.state in (State.RECEIVED, State.RETURNED)
    return any(arrow.name == act for arrow in CASE.possible(case.state))


def _post_for(case: Case, act: str) -> str:
    """Which post an act takes: its arrow's, or that of whose turn it is; what applicants do, a clerk may do too."""
    own = next((arrow.post for arrow in CASE.possible(case.state) if arrow.name == act), "")
    return own or (str(Post.CLERK) if act in _APPLICANTS_TOO else DUE_POST[case.state])


def _others(case: Case, on: dt.date, post: str) -> dict[str, str]:
    barred = barred_from(case, on)
    names = named([user for user in holders(case.region, case.line, post, on) if user.eyes not in barred])
    return {"others_zh": names.zh, "others_en": names.en}


def _own_or_signed(case: Case, act: str, by: User, on: dt.date, post: str) -> Refusal | None:
    """Own matters and four eyes: for signing, deciding, returning and reopening, and for taking a case over."""
    if act not in (*FOUR_EYES, Act.SEND_BACK, Act.REOPEN):
        return None
    signers = signers_of(case)
    if act != Act.SEND_BACK and len({step.person for step in signers}) < len(signers):
        return SIGNED_TWICE_BY_ONE()
    signed = next((step for step in signers if step.person == by.eyes), None)
    if signed is not None:
        assert signed.by is not None
        name = chosen(zh=signed.by.display_name, en=signed.by.display_name_en or signed.by.display_name)
        words = ACTS[signed.act]
        return SIGNED_ALREADY(name=name, act_zh=words.zh, act_en=words.en, **_others(case, on, post))
    if by.eyes in barred_from(case, on):
        return OWN_MATTER(**_others(case, on, post))
    return None


def _in_the_way(case: Case, act: str, by: User) -> Refusal | None:
    deciding = (*FOUR_EYES, Act.SEND_BACK, Act.ASK_CORRECTION, Act.CHANGE_FACTS, Act.STOP_CLOCK)
    if act in deciding and case.assigned_to is not None and case.assigned_to_id != by.pk:
        holder = case.assigned_to
        return IN_OTHER_HANDS(name=chosen(zh=holder.display_name, en=holder.display_name_en or holder.display_name))
    if act == Act.GO_ON and case.stopped_on is None:
        return CLOCK_RUNS()
    if act in deciding and case.stopped_on is not None:
        return CLOCK_STANDS(because=case.stopped_because)
    if act == Act.ASK_CORRECTION and case.steps.filter(act=Act.ASK_CORRECTION).exists():
        return CORRECTION_ASKED()
    if act == Act.REFUSE and len(signers_of(case)) + 1 != case.hands:
        return LAST_HAND_ONLY(hands=case.hands)
    missing = missing_papers(case) if act == Act.HANDLE else []
    return PAPERS_MISSING(**_paper_names(matter_of(case.matter), missing)) if missing else None


def missing_papers(case: Case) -> list[str]:
    """Codes of papers that what was told needs, of which neither a file nor the original is there."""
    there, facts = set(case.papers.values_list("code", flat=True)), facts_of(case)
    papers = matter_of(case.matter).papers
    return [paper.code for paper in papers if paper.is_needed(facts) and paper.code not in there]


def _paper_names(matter: Matter, codes: list[str]) -> dict[str, str]:
    names = [paper.name for code in codes if (paper := paper_of(matter, code))]
    return {"papers_zh": "、".join(name.zh for name in names), "papers_en": ", ".join(name.en for name in names)}


def offered(case: Case) -> list[str]:
    """Acts a screen of the agency shows in this state, whether or not the viewer may; signing first."""
    order = (*SIGNATURES, Act.SEND_BACK, Act.REFUSE, Act.ASK_CORRECTION, Act.CORRECT, Act.GO_ON, Act.STOP_CLOCK)
    return [
        act
        for act in (*order, Act.HAND_OVER, Act.WITHDRAW, Act.REOPEN)
        if _is_possible(case, act) and (act != Act.GO_ON or case.stopped_on is not None)
    ]
