"""What the law of a place says about a matter: how long it may take, how many people sign, what one may do against it.

A value that is missing is a refusal, never a default.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from siadmin.agency.models import Region
from siadmin.kernel.language import Words
from siadmin.kernel.trace import Law
from siadmin.matters.catalogue import Matter
from siadmin.matters.rules import effective_limit
from siadmin.policy.lawbook import NoLawInForce
from siadmin.policy.selectors import LawOfDay, law_of_day

LIMIT, PROMISE, HANDS = "matter.limit_days", "matter.committed_days", "matter.hands"
CALENDAR_LIMIT = "matter.limit_calendar_days"
AT_HOME = "home_visit"
RECONSIDERATION, LITIGATION = "remedy.reconsideration_days", "remedy.litigation_months"


@dataclass(frozen=True, slots=True)
class Terms:
    """`limit_days` counts: the law's limit or, where shorter, the promise. `hands` by risk, each with its law.

    `at_home`: how many sign at least where somebody was served at home.
    """

    legal: Law
    promise: Law | None
    hands: dict[str, Law]
    at_home: Law
    reconsideration: Law
    litigation: Law

    @property
    def limit_days(self) -> int:
        """In the unit of the law's limit: a promise counts in no other."""
        return effective_limit(int(self.legal.value), None if self.promise is None else int(self.promise.value))

    @property
    def limit(self) -> Law:
        """The value that counts, with its source."""
        return self.promise if self.promise and self.promise.value < self.legal.value else self.legal

    def hands_for(self, risk: str) -> int:
        return int(self.hands[risk].value)

    @property
    def hands_at_home(self) -> int:
        return int(self.at_home.value)

    @property
    def remedies(self) -> Words:
        """Every decision says what one may do against it, where and until when (REG 52)."""
        days, months = f"{self.reconsideration.value:f}", f"{self.litigation.value:f}"
        return Words(
            f"不服本决定的，可以自收到决定之日起{days}日内向本机构的主管部门或同级人民政府申请行政复议，"
            f"或者在{months}个月内向人民法院提起行政诉讼。",
            f"Whoever does not agree may ask the department over this agency, or the people's government, for "
            f"reconsideration within {days} days of receipt, or go to the people's court within {months} months.",
        )


def terms_of(matter: Matter, region: Region, on: dt.date) -> Terms:
    """Raises NoLawInForce for what nobody has said."""
    book = law_of_day(region, on)
    places = (matter.code, matter.category)
    legal = _limit(book, places)
    return Terms(
        legal=legal,
        promise=_promise(book, places, legal),
        hands={risk: _law(book, HANDS, (f"{matter.code}_{risk}", risk)) for risk in matter.risks},
        at_home=_law(book, HANDS, (AT_HOME,)),
        reconsideration=_law(book, RECONSIDERATION, ("",)),
        litigation=_law(book, LITIGATION, ("",)),
    )


def _limit(book: LawOfDay, categories: Sequence[str]) -> Law:
    """Of the first category that has one, in working days or in calendar days."""
    for category in categories:
        for key in (LIMIT, CALENDAR_LIMIT):
            if found := book.laws.get((key, category)):
                return found
    return _law(book, LIMIT, categories)


def _promise(book: LawOfDay, categories: Sequence[str], legal: Law) -> Law | None:
    found = next((found for each in categories if (found := book.laws.get((PROMISE, each)))), None)
    return found if found is not None and found.unit == legal.unit else None


def _law(book: LawOfDay, key: str, categories: Sequence[str]) -> Law:
    """The value of the first of the categories that has one; ordinary cases do not stand in."""
    for category in categories:
        if found := book.laws.get((key, category)):
            return found
    raise NoLawInForce(key, f"{book.region.pk} {book.region.name_zh}", categories[0], book.day)
