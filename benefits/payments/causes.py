"""Why a benefit stops: what holds of every benefit is here, an insurance brings the grounds of its own law.

# in an insurance's `ready`
known_cause(Stop.CONSCRIPTED, Cause(stop_words(Stop.CONSCRIPTED)))
"""

from collections.abc import Callable
from dataclasses import dataclass

from siadmin.kernel.language import Words
from siadmin.kernel.months import Month


@dataclass(frozen=True, slots=True)
class Cause:
    """A ground with its article. `kind_at`: of benefits of `fund`, whether the law of a place suspends or ends for it
    in a month, none where nothing is on file."""

    words: Words
    fund: str = ""
    kind_at: Callable[[str, Month], str | None] | None = None


_causes: dict[str, Cause] = {
    "died": Cause(Words("死亡（社会保险经办条例第25条）", "died (REG 25)")),
    "not_verified": Cause(
        Words("资格认证期满未能核实（社会保险经办条例第26条）", "entitlement could not be verified in time (REG 26)")
    ),
    "not_entitled": Cause(
        Words("丧失领取资格的其他情形（社会保险经办条例第25条）", "another ground that ends entitlement (REG 25)")
    ),
}


def known_cause(code: str, cause: Cause) -> Cause:
    """Kept under its code. Raises ValueError for a second one of that code."""
    if _causes.setdefault(code, cause) is not cause:
        raise ValueError(f"another cause has the code {code}")
    return cause


def causes() -> dict[str, Words]:
    """Each with its article, in the order in which they joined."""
    return {code: cause.words for code, cause in _causes.items()}


def cause_of(code: str) -> Cause:
    """Raises KeyError."""
    return _causes[code]
