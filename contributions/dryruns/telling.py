"""What a dry run says in words: its answer, what it cannot show, what makes it stale; and to the page of a proposal."""

from contributions.dryruns.answers import beyond, is_charged_with
from contributions.dryruns.changes import Changes, changes_since
from contributions.dryruns.selectors import Found, dry_runs_of, found_by, of_line, places_of, seen_in
from siadmin.agency.tiles import page
from siadmin.agency.viewer import Viewer
from siadmin.kernel.language import Words
from siadmin.kernel.models import RunState
from siadmin.kernel.money import written
from siadmin.policy.models import Proposal, ProposalState
from siadmin.policy.protocols import DryRunTold
from siadmin.policy.reach import line_of

_RUNNING = (RunState.PLANNED, RunState.RUNNING, RunState.PAUSED)
NEVER = Words("还没有人试算过这个参数。", "Nobody has tried this value out on the people insured.")
RUNNING = Words("正在试算。", "It is being tried out.")
STOPPED = Words("试算中止，没有结果。", "The dry run stopped and found nothing.")
ELSEWHERE = Words("已试算；结果由该地区的人员查看。", "It was tried out; what that found is for those who work there.")


def answer(found: Found) -> Words:
    """Who pays more and who less, and what that comes to in a month; of residents, in a year."""
    said = []
    if found.people.all or not found.residents.all:
        said.append(_of_a_month(found))
    if found.residents.all:
        said.append(_of_a_year(found))
    return Words("。".join(each.zh for each in said), ". ".join(each.en for each in said))


def _of_a_month(found: Found) -> Words:
    people, employers, net = found.people, found.employers, found.net_fen
    if people.more or people.less:
        who = Words(
            f"{people.more:,} 人多缴，{people.less:,} 人少缴",
            f"{people.more:,} {_plural(people.more, 'person pays', 'people pay')} more, {people.less:,} less",
        )
    elif employers.more or employers.less:
        who = Words(
            f"个人不多缴也不少缴，{employers.more:,} 家单位多缴，{employers.less:,} 家少缴",
            f"Nobody pays more or less of their own; {employers.more:,} "
            f"{_plural(employers.more, 'employer pays', 'employers pay')} more, {employers.less:,} less",
        )
    elif found.account_fen:
        return Words(
            f"没有人多缴或少缴；个人账户每月{_more_zh(found.account_fen, '记')}",
            f"Nobody pays more or less; personal accounts get {_more_en(found.account_fen)} a month",
        )
    else:
        return Words("没有人多缴或少缴", "Nobody pays more or less")
    return Words(f"{who.zh}；基金每月{_more_zh(net)}", f"{who.en}; the funds receive {_more_en(net)} a month")


def _of_a_year(found: Found) -> Words:
    people, net = found.residents, found.year_fen
    if not people.more and not people.less:
        return Words("城乡居民没有人多缴或少缴", "No resident pays more or less")
    return Words(
        f"城乡居民 {people.more:,} 人多缴，{people.less:,} 人少缴；居民基金每年{_more_zh(net)}",
        f"{people.more:,} {_plural(people.more, 'resident pays', 'residents pay')} more, {people.less:,} less; "
        f"their funds receive {_more_en(net)} a year",
    )


def _more_zh(fen: int, verb: str = "收") -> str:
    return f"{'少' if fen < 0 else '多'}{verb} {written(abs(fen))} 元"


def _more_en(fen: int) -> str:
    return f"¥{written(abs(fen))} {'less' if fen < 0 else 'more'}"


def _plural(count: int, one: str, many: str) -> str:
    return one if count == 1 else many


def stale_because(changes: Changes) -> tuple[Words, ...]:
    """What makes a dry run stale, a sentence each."""
    why = []
    if changes.decided:
        count = len(changes.decided)
        verb = _plural(count, "proposal was", "proposals were")
        why.append(Words(f"其中 {count} 个提案已经处理。", f"{count} {verb} decided on since."))
    if changes.values:
        verb = _plural(changes.values, "value", "values")
        why.append(
            Words(
                f"之后批准了 {changes.values} 个其他参数。",
                f"{changes.values} other {verb} of the law came into it since.",
            )
        )
    for region, month in changes.charged:
        why.append(Words(f"{region.name_zh}之后又核定了 {month}。", f"{region.name_en} has charged {month} since."))
    if changes.people:
        verb = _plural(changes.people, "person has", "people have")
        why.append(
            Words(
                f"之后有 {changes.people:,} 人的参保、工资、所选基数或费率发生变动。",
                f"{changes.people:,} {verb} come, left, or got another wage, base or rate since.",
            )
        )
    return tuple(why)


def told_of(proposal: Proposal, viewer: Viewer) -> DryRunTold:
    """What the page of a proposal says of its newest dry run, for a viewer."""
    if not is_charged_with(proposal.key):
        return DryRunTold("beyond", beyond(proposal.key))
    held = of_line(viewer, line_of(proposal.key))
    reached = any(held.reaches_region(each.path) for each in [proposal.region, *places_of(proposal.region)])
    url = page("dry_run", proposal.pk) if reached else ""
    run = dry_runs_of(proposal).first()
    if run is None:
        return DryRunTold("never", NEVER, url)
    others = len(run.parameters["proposals"]) - 1
    if run.state in _RUNNING:
        return DryRunTold("running", RUNNING, url, run.planned_at, others)
    if run.state != RunState.DONE:
        return DryRunTold("stopped", STOPPED, url, run.planned_at, others)
    seen = seen_in(viewer, run)
    sentence = answer(found_by(run, seen)) if seen else ELSEWHERE
    stale = stale_because(changes_since(run)) if proposal.state == ProposalState.PROPOSED else ()
    return DryRunTold("done", sentence, url, run.planned_at, others, stale)
