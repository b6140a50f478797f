"""What happens in a life, and which claims and matters it opens: several at once where one event opens several."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from benefits.claims.forms import UponADeathForm
from benefits.claims.schemes import Scheme, schemes
from siadmin.agency.insurances import Insurance
from siadmin.kernel.language import Words


@dataclass(frozen=True, slots=True)
class Opened:
    """One claim or matter by its code. `answers`: questions of its form that the day of the event answers."""

    code: str
    dated: Sequence[str] = ()
    answers: Mapping[str, str] = field(default_factory=dict)

    def filled(self, day: str) -> dict[str, str]:
        """What is known of its form, ready for a link."""
        return dict(self.answers) | (dict.fromkeys(self.dated, day) if day else {})


@dataclass(frozen=True, slots=True)
class LifeEvent:
    """`opens` is asked when it is needed: insurances join later than this is read. `may_come`: it may lie ahead."""

    code: str
    title: Words
    icon: str
    asks: Words
    opens: Callable[[], list[Opened]]
    may_come: bool = False


def _children() -> list[Opened]:
    return [
        Opened("maternity_allowance", ("happened_on",), {"event": "birth"}),
        Opened("maternity_costs", ("happened_on",), {"whose": "own"}),
        Opened("unemployment_childbirth", ("born_on",)),
        Opened("resident_tier"),
        Opened("account_sharing", (), {"relation": "child"}),
    ]


def _injured() -> list[Opened]:
    """It is certified first; then whatever work injury insurance has joined with, but upon a death."""
    own = [each for each in schemes() if each.insurance == Insurance.INJURY and not _upon_death(each)]
    certified = Opened("injury_application", ("happened_on",), {"applicant": "worker"})
    return [certified, *(Opened(each.code, ("happened_on",)) for each in own)]


def _without_work() -> list[Opened]:
    return [
        Opened("unemployment_benefit", (), {"cause": "as_told"}),
        Opened("unemployment_migrant"),
        Opened("flexible_join"),
    ]


def _retiring() -> list[Opened]:
    return [Opened("old_age_pension"), Opened("residents_pension"), Opened("pension_conversion")]


def _died() -> list[Opened]:
    """Every scheme claimed upon a death, and the report that stops what was drawn."""
    return [Opened(each.code) for each in schemes() if _upon_death(each)] + [
        Opened("stop_event", ("happened_on",), {"event": "died", "reporter": "relative"})
    ]


def _moving() -> list[Opened]:
    return [
        Opened("person_places"),
        Opened("pension_transfer"),
        Opened("medical_transfer"),
        Opened("unemployment_transfer"),
        Opened("resident_pension_transfer"),
        Opened("away_filing", ("starts_on",), {"kind": "resident_elsewhere"}),
    ]


def _upon_death(scheme: Scheme) -> bool:
    return issubclass(scheme.form, UponADeathForm)


EVENTS = (
    LifeEvent(
        "child", Words("我有孩子了", "I had a child"), "ti-baby-carriage", Words("出生日期", "Day of birth"), _children
    ),
    LifeEvent(
        "injury",
        Words("我在工作中受伤", "I was injured at work"),
        "ti-helmet",
        Words("受伤日期", "Day of the injury"),
        _injured,
    ),
    LifeEvent(
        "work",
        Words("我失业了", "I lost my job"),
        "ti-briefcase-off",
        Words("最后工作日", "Last day of work"),
        _without_work,
    ),
    LifeEvent(
        "retire", Words("我要退休", "I retire"), "ti-umbrella", Words("退休日期", "Day of retirement"), _retiring, True
    ),
    LifeEvent("death", Words("家人去世", "Someone died"), "ti-candle", Words("去世日期", "Day of the death"), _died),
    LifeEvent("move", Words("我要搬家", "I move"), "ti-truck", Words("搬家日期", "Day of the move"), _moving, True),
)


def event_of(code: str) -> LifeEvent | None:
    return next((each for each in EVENTS if each.code == code), None)
