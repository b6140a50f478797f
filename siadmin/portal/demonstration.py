"""The demonstration: build the invented world where there is none, run the present month, say what is equal."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from contributions.assessment.actions import open_month
from enrollment.registry.models import Employer
from funds.banking.actions import open_reconciliation
from funds.banking.models import Proof
from funds.banking.sources import chain
from siadmin.agency.models import Act, Region
from siadmin.agency.trail import record
from siadmin.kernel import runs
from siadmin.kernel.models import Run, RunState, Slice, SliceState
from siadmin.kernel.months import Month
from siadmin.policy.files import gaps, monthly_keys, shipped
from siadmin.portal.world.between import tell_between
from siadmin.portal.world.bringing import bring_history
from siadmin.portal.world.build import Builder
from siadmin.portal.world.caring import tell_care
from siadmin.portal.world.cities import CITIES
from siadmin.portal.world.claiming import tell_benefits
from siadmin.portal.world.clock import SHANGHAI
from siadmin.portal.world.crews import Step, processors, tell_all
from siadmin.portal.world.ending import finish, tell_bank
from siadmin.portal.world.events import Span
from siadmin.portal.world.finishing import work_out
from siadmin.portal.world.histories import tell
from siadmin.portal.world.injuring import tell_injuries
from siadmin.portal.world.moving import tell_transfers
from siadmin.portal.world.owing import charge_what_came_late
from siadmin.portal.world.pensioners import tell_pensions
from siadmin.portal.world.planning import tell_plans
from siadmin.portal.world.providers import tell_providers
from siadmin.portal.world.recovering import tell_overpaid
from siadmin.portal.world.run_times import tell_run_times
from siadmin.portal.world.sites import tell_sites
from siadmin.portal.world.two_people import assess_by_hand, settle_a_month_again, try_next_limits_out
from siadmin.portal.world.yearly import answer_wages, credit_last_year

SEED = 20231201
MONTHS = 18
PEOPLE_A_SLICE = 250  # small, so that a month of some thousand people can be watched
_TOLD = "demonstration_told"
_EVENING = 18


def span_of(today: dt.date) -> Span:
    """Eighteen months up to the present one, or up to the last month the shipped law covers."""
    book, cities, keys = shipped(), [city.code for city in CITIES], monthly_keys()
    current = Month.of(today)
    while gaps(book, regions=cities, keys=keys, starts=current, ends_before=current + 1):
        current = current - 1
    return Span(opened=current - (MONTHS - 1), current=current, today=min(today, current.last_day))


def is_begun() -> bool:
    return Employer.objects.exists()


def is_whole() -> bool:
    """Whether it was told to its end; one that was interrupted lacks what comes last."""
    return Act.objects.filter(code=_TOLD).exists()


def end(now: dt.datetime) -> None:
    record(by=None, at=now, code="demonstration_told", subject_kind="system", subject=str(SEED))


def builder_of(today: dt.date, now: dt.datetime) -> Builder:
    """The world as of now; where the shipped law ends earlier, as of the evening of the last day it covers."""
    span = span_of(today)
    evening = dt.datetime.combine(span.today, dt.time(_EVENING), SHANGHAI)
    return Builder(tell(SEED, span), now=now if span.today == today else evening)


def build(builder: Builder) -> Iterator[Step]:
    """Tell the world to the portal through its own actions, month by month; yields as city groups finish months."""
    builder.prepare()
    yield from tell_all(builder, crews=processors())
    finish(builder, builder.clock.now)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the runs of the present month are."""

    slices: int
    slices_done: int
    people: int
    people_done: int

    @property
    def is_over(self) -> bool:
        return self.slices_done == self.slices


def open_present_month(builder: Builder) -> list[Run]:
    """The present month's runs of all cities, opened as of their day and handed to the workers."""
    opened, at = [], builder.assessed_at(builder.world.span.current)
    for code in builder.cities_of(builder.world.span.current):
        run, _ = open_month(
            region=Region.objects.get(pk=code),
            month=builder.world.span.current,
            by=None,
            at=at,
            people_a_slice=PEOPLE_A_SLICE,
        )
        opened.append(run)
    return opened


def progress_of(opened: list[Run]) -> Progress:
    slices = Slice.objects.filter(run__in=opened)
    done = slices.filter(state=SliceState.DONE)
    return Progress(
        slices.count(),
        done.count(),
        sum(slices.values_list("people", flat=True)),
        sum(done.values_list("people", flat=True)),
    )


def work_here(opened: list[Run]) -> None:
    """Do what no worker has taken: where no worker runs, all of it."""
    for run in opened:
        runs.work(run.pk)


def decide_together(builder: Builder, now: dt.datetime) -> None:
    """What is left to several people: wages by hand, months settled again, history from elsewhere, moving relations,
    benefits claimed and paid, a construction project, values of next July that were tried out and wait for a decision.
    """
    assess_by_hand(builder, now)
    settle_a_month_again(builder, now)
    bring_history(builder, now)
    tell_transfers(builder, now)
    tell_between(builder, now)
    tell_benefits(builder, now)
    tell_care(builder, now)
    tell_pensions(builder, now)
    tell_overpaid(builder, now)
    tell_injuries(builder, now)
    tell_sites(builder, now)
    tell_plans(builder, now)
    try_next_limits_out(builder, now)


def settle_care(builder: Builder, now: dt.datetime) -> None:
    """With institutions: once the present month is paid, for whom it is not is covered for nothing."""
    tell_providers(builder, now)


def go_round_the_year(builder: Builder, now: dt.datetime) -> None:
    """Last year's interest and statements, and what employees say of the wages declared for them."""
    credit_last_year(builder, now)
    answer_wages(builder, now)


def end_day(builder: Builder, now: dt.datetime) -> None:
    """What came late is charged for, the bank tells of the day, and the runs get the times they would have had."""
    charge_what_came_late(now)
    tell_bank(builder, now)
    tell_run_times()


def unfinished(opened: list[Run]) -> list[Run]:
    return list(Run.objects.filter(pk__in=[run.pk for run in opened]).exclude(state=RunState.DONE))


def equal_numbers(month: Month, at: dt.datetime) -> list[tuple[str, int, int]]:
    """Reconcile the months up to `month` and give the pairs of the present one, all cities and funds together."""
    run, _ = open_reconciliation(
        months=list((month - 3).until(month + 1)), key=f"demo:{at.isoformat()}", by=None, at=at
    )
    work_out(run.pk)
    pairs = []
    for source in chain():
        proofs = Proof.objects.filter(month=month, check_code=source.code)
        left, right = (sum(proofs.values_list(side, flat=True)) for side in ("left_fen", "right_fen"))
        pairs.append((f"{source.title} · {source.sides}", left, right))
    return pairs
