"""Is it the person who asks? What they write against what the record says (REG 49): number, name and one known fact."""

from enum import StrEnum

from django.utils import timezone

from enrollment.participation.selectors import periods_of
from enrollment.registry.models import Employer, Person
from enrollment.registry.records import head_of, records_of
from enrollment.registry.selectors import (
    AT_THE_COUNTER,
    account_tied_to,
    folded,
    good_activations,
    is_settled_phone,
    person_by_identifier,
)
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month
from siadmin.letters.rules.phones import is_mobile


class Fact(StrEnum):
    """What somebody may tell to be known; at the counter a clerk has seen their identity document instead."""

    EMPLOYER = "employer"
    FIRST_MONTH = "first_month"
    COUNTER = AT_THE_COUNTER


FACTS: dict[str, Words] = {
    Fact.EMPLOYER: Words("我现在或以前的工作单位（全称）", "an employer I work or worked for (its whole name)"),
    Fact.FIRST_MONTH: Words("我首次参保的月份（如 2015-07）", "the month I was first insured (such as 2015-07)"),
    Fact.COUNTER: Words("已到窗口核验过身份（七天内）", "I was at the counter within seven days"),
}


def person_known_by(*, number: str, name: str, fact: str, told: str) -> Person | None:
    """The living person whose number, name and fact these are and whose mobile number we hold; nobody if any is not.

    A phone that one clerk alone changed of late, or that somebody else told when they were registered of late, makes
    nobody known but whom a clerk saw. Which of them it was is never told.
    """
    known = person_by_identifier(number)
    person = head_of(known) if known else None
    if person is None or person.died_on is not None or person.name_folded != folded(name):
        return None
    if not person.phone or not is_mobile(person.phone) or not _holds(person, fact, told):
        return None
    if fact != Fact.COUNTER and not is_settled_phone(person, timezone.now()):
        return None
    return person


def _holds(person: Person, fact: str, told: str) -> bool:
    if fact == Fact.EMPLOYER:
        name = folded(told)
        worked_for = Employer.objects.filter(employments__person__in=records_of(person.pk)).values_list(
            "name_folded", "name_en"
        )
        return bool(name) and any(name in (zh, folded(en)) for zh, en in worked_for)
    if fact == Fact.FIRST_MONTH:
        first = min((period.from_month for period in periods_of(person.pk)), default=None)
        return first is not None and first == _month(told)
    return good_activations(person, timezone.now()).exists()


def _month(text: str) -> Month | None:
    try:
        return Month.parse(text.strip())
    except ValueError:
        return None


def account_name_of(person: Person) -> str:
    """The name of the account they have already; empty where they have none."""
    tied = account_tied_to(person)
    return tied.user.username if tied else ""
