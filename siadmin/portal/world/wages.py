"""What people earn: drawn by trade and city, some at the floor, some above the ceiling, raised once a year."""

import random

from siadmin.portal.world.employers import DemoEmployer

_FEN_A_YUAN = 100
_LOWEST = 2200  # yuan; a wage for part of a month


def first_wage(draw: random.Random, employer: DemoEmployer) -> int:
    """Fen a month: log-normal around the trade's median; every tenth pay office writes fen, the others tens of yuan."""
    median = employer.trade.wage * employer.city.wages
    yuan = max(median * draw.lognormvariate(0, employer.trade.spread), _LOWEST)
    return _written(draw, employer, yuan)


def second_wage(draw: random.Random) -> int:
    """Some hours a week at a second employer."""
    return draw.randrange(24, 42) * 100 * _FEN_A_YUAN


def raised(draw: random.Random, employer: DemoEmployer, wage_fen: int, least: float, most: float) -> int:
    """After a rise of between `least` and `most` per cent."""
    return _written(draw, employer, wage_fen / _FEN_A_YUAN * (1 + draw.uniform(least, most) / 100))


def with_bonus(draw: random.Random, employer: DemoEmployer, wage_fen: int) -> int:
    """The month of the year-end bonus: one to three wages more."""
    return _written(draw, employer, wage_fen / _FEN_A_YUAN * (2 + 2 * draw.random()))


def _written(draw: random.Random, employer: DemoEmployer, yuan: float) -> int:
    if employer.key % 10 == 3:
        return round(yuan * _FEN_A_YUAN)
    return round(yuan / 10) * 10 * _FEN_A_YUAN
