"""Wages that are amounts, but hardly wages: a slipped decimal point, fen for yuan, ten thousands for yuan.

These limits are ours, not the law's; they only warn.
"""

from dataclasses import dataclass

from contributions.declarations.intake.problems import WAGE_IMPLAUSIBLE, Problem
from contributions.declarations.intake.results import RowResult
from contributions.declarations.intake.roster import Roster
from contributions.declarations.intake.suggestions import for_implausible, usual_wage
from siadmin.kernel.money import Fen, written


@dataclass(frozen=True, slots=True)
class Plausibility:
    """How far a wage may be from its yardstick: the person's last wage, else the file's median, else a typical one.

    Amounts in fen per month. `typical_fen` may be the average wage of the region.
    """

    typical_fen: int = 1_000_000
    times_last: int = 20
    times_median: int = 20
    times_typical: int = 30
    lowest_fen: int = 10_000
    people_for_a_median: int = 10


def warn_of_implausible_wages(results: list[RowResult], roster: Roster, limits: Plausibility) -> None:
    """Adds WAGE_IMPLAUSIBLE, and a corrected amount where a slip of the unit explains it."""
    amounts = [result.wage_fen for result in results if result.wage_fen]
    median = usual_wage(amounts, limits.people_for_a_median)
    for result in results:
        if result.wage_fen:
            known = roster.by_number.get(result.id_number)
            last = known.last_wage_fen if known is not None else None
            _judge(result, result.wage_fen, last or None, median, limits)


def _judge(result: RowResult, amount: Fen, last: int | None, median: int | None, limits: Plausibility) -> None:
    if last is not None:
        usual, times = last, limits.times_last
        compared = ("上次申报的工资", "the wage last declared")
    elif median is not None:
        usual, times = max(median, limits.typical_fen // 4), limits.times_median
        compared = ("本表多数人的工资", "what most people in this file earn")
    else:
        usual, times = limits.typical_fen, limits.times_typical
        compared = ("一般工资水平", "usual wages")
    is_low = amount * times * 5 < usual if last is not None else amount < limits.lowest_fen
    if amount <= usual * times and not is_low:
        return
    values = {"wage": written(amount), "compared_zh": compared[0], "compared_en": compared[1]}
    result.problems += (Problem(WAGE_IMPLAUSIBLE, values),)
    suggestion = for_implausible(amount, usual)
    if suggestion is not None and result.suggestion_for(suggestion.field) is None:
        result.suggestions += (suggestion,)
