"""Whom a dry run touches: employers, the most affected first, and their people, whose names are masked.

No person is kept by a dry run: people are computed again as they are asked for, employer by employer, and those who
pay for themselves slice by slice.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, overload

from django.db.models import F, QuerySet, Sum
from django.db.models.functions import Abs

from contributions.assessment.visibility import WORK_WITH_BILLS, employers_worked_on_by
from contributions.dryruns.models import EmployerEffect, PeopleEffect
from contributions.dryruns.rules import BANDS
from contributions.dryruns.selectors import LOOKS, of_line
from enrollment.registry.models import Employer, Person
from siadmin.agency.models import Region
from siadmin.agency.viewer import Viewer
from siadmin.kernel.database import joining_sets, run_sql
from siadmin.kernel.identifiers.masking import masked_name
from siadmin.kernel.models import Run
from siadmin.kernel.months import Month

SQL = Path(__file__).resolve().parent / "sql"
SEES_PEOPLE = LOOKS & WORK_WITH_BILLS
MORE, LESS = "more", "less"
OWN, RESIDENTS = "own", "residents"


@dataclass(frozen=True, slots=True)
class Touched:
    """One employer: what its month costs without the values, and what it and its people would pay more, in fen."""

    employer: Employer
    before_fen: int
    employer_fen: int
    employee_fen: int
    account_fen: int
    more: int
    less: int

    @property
    def net_fen(self) -> int:
        return self.employer_fen + self.employee_fen


@dataclass(frozen=True, slots=True)
class TouchedPerson:
    """One person: the wage, chosen base or tier, and what they pay themselves without the values and with them, in fen.

    Without an employer they pay for themselves; residents for a year, everybody else for a month.
    """

    name: str
    employer: Employer | None
    wage_fen: int
    before_fen: int
    difference_fen: int

    @property
    def after_fen(self) -> int:
        return self.before_fen + self.difference_fen


def effects_on_employers(run: Run, regions: Iterable[Region]) -> QuerySet[EmployerEffect, Any]:
    """A row per employer, summed over insurances: the greatest difference first."""
    return (
        EmployerEffect.objects.filter(run_id=run.pk, region_id__in=[each.pk for each in regions])
        .values("employer_id")
        .annotate(
            before=Sum("before_fen"),
            employer=Sum("employer_fen"),
            employee=Sum("employee_fen"),
            account=Sum("account_fen"),
        )
        .annotate(net=F("employer") + F("employee"))
        .order_by(Abs(F("net")).desc(), "employer_id")
    )


def touched(run: Run, rows: Sequence[dict[str, Any]]) -> list[Touched]:
    """Those rows with their employers and how many of the people there pay more or less."""
    ids = [row["employer_id"] for row in rows]
    employers = Employer.objects.in_bulk(ids)
    people = {
        row["employer_id"]: row
        for row in PeopleEffect.objects.filter(run_id=run.pk, employer_id__in=ids)
        .values("employer_id")
        .annotate(up=Sum("more"), down=Sum("less"))
    }
    nobody = {"up": 0, "down": 0}
    return [
        Touched(
            employer=employers[row["employer_id"]],
            before_fen=int(row["before"]),
            employer_fen=int(row["employer"]),
            employee_fen=int(row["employee"]),
            account_fen=int(row["account"]),
            more=people.get(row["employer_id"], nobody)["up"],
            less=people.get(row["employer_id"], nobody)["down"],
        )
        for row in rows
    ]


class People(Sequence[TouchedPerson]):
    """People of a dry run who would pay more, or less, themselves; of a band of wages or all of them.

    `who`: everybody who pays by the month, those of them who pay for themselves (`own`), or `residents`, whose
    amounts are of a year and have no bands. Only people the viewer works with: of employers there, and of whole
    regions. Counted from what the run found; computed anew where a stretch of them is asked for, so that somebody who
    came since may be among them.
    """

    def __init__(
        self, run: Run, viewer: Viewer, regions: Iterable[Region], *, outcome: str, band: int | None = None,
        employer: str = "", who: str = "",
    ) -> None:  # fmt: skip
        self._run, self._outcome, self._who = run, outcome, who
        self._band = None if who == RESIDENTS else band
        held = of_line(viewer, run.parameters["line"], SEES_PEOPLE)
        places = list(regions)
        self._worked_on = employers_worked_on_by(held, frozenset(SEES_PEOPLE))
        if employer:
            self._worked_on = self._worked_on.filter(number=employer)
        self._ranges: list[tuple[str, int, int, int]] = []
        if not who:
            self._ranges += self._employers({each.pk for each in places})
        if not employer:
            self._ranges += self._of_their_own({each.pk for each in places if held.reaches_region(each.path)})
        self._all = sum(people for *_, people in self._ranges)

    def _employers(self, places: set[str]) -> list[tuple[str, int, int, int]]:
        """Region, employer twice, and how many people there: the greatest difference first."""
        rows = PeopleEffect.objects.filter(
            run_id=self._run.pk, region_id__in=places, employer_id__in=self._worked_on.values("pk"),
            **{f"{self._outcome}__gt": 0},
        )  # fmt: skip
        if self._band is not None:
            rows = rows.filter(band=self._band)
        counted = (
            rows.values("employer_id", "region_id")
            .annotate(people=Sum(self._outcome), fen=Sum(f"{self._outcome}_fen"))
            .order_by(Abs(F("fen")).desc(), "employer_id")
        )
        return [(each["region_id"], each["employer_id"], each["employer_id"], each["people"]) for each in counted]

    def _of_their_own(self, places: set[str]) -> list[tuple[str, int, int, int]]:
        """Region, first and last payer and people of the slices of people who pay for themselves."""
        ranges = []
        of_own = self._run.slices.filter(scope__last__lt=0, scope__region__in=places).order_by("number")
        for scope, result in of_own.values_list("scope", "result"):
            told = result["regions"][scope["region"]]
            if self._who == RESIDENTS:
                counted = list(told["tiers"].values())
            else:
                counted = [sums for band, sums in told["bands"].items() if self._band in (None, int(band))]
            people = sum(sums[self._outcome] for sums in counted)
            if people:
                ranges.append((scope["region"], scope["first"], scope["last"], people))
        return ranges

    def __len__(self) -> int:
        return self._all

    @overload
    def __getitem__(self, which: int) -> TouchedPerson: ...
    @overload
    def __getitem__(self, which: slice) -> list[TouchedPerson]: ...
    def __getitem__(self, which: int | slice) -> TouchedPerson | list[TouchedPerson]:
        """A stretch of them: the payers it falls on are computed, no others."""
        if isinstance(which, int):
            return self[which : which + 1][0]
        first, before = which.start or 0, self._all if which.stop is None else which.stop
        rows, passed = [], 0
        for region_id, first_payer, last_payer, people in self._ranges:
            if passed + people > first and passed < before:
                there = self._people_of(region_id, first_payer, last_payer)
                rows += there[max(first - passed, 0) : before - passed]
            passed += people
        return self._named(rows)

    def __iter__(self) -> Iterator[TouchedPerson]:
        """All of them, a slice of the run after another: for a file."""
        employers = {first for _, first, _, _ in self._ranges if first > 0}
        own = {(region_id, first) for region_id, first, _, _ in self._ranges if first < 0}
        places = {region_id for region_id, first, _, _ in self._ranges if first > 0}
        for scope in self._run.slices.order_by("number").values_list("scope", flat=True):
            region_id, first, last = scope["region"], scope["first"], scope["last"]
            if first > 0 and region_id in places:
                there = self._people_of(region_id, first, last)
                yield from self._named([row for row in there if row[1] in employers])
            elif (region_id, first) in own:
                yield from self._named(self._people_of(region_id, first, last))

    def _people_of(self, region_id: str, first: int, last: int) -> list[tuple[int, ...]]:
        month = Month.parse(self._run.parameters["regions"][region_id]["month"])
        wanted = {
            "region": region_id, "month": month.first_day, "first": first, "last": last, "run": self._run.pk,
            "bands": list(BANDS), "residents": self._who == RESIDENTS,
        }  # fmt: skip
        with joining_sets():
            rows = run_sql(SQL / "people_of.sql", wanted)
        return [
            row
            for row in rows
            if (row[5] > 0) == (self._outcome == MORE) and (self._band is None or row[2] == self._band)
        ]

    def _named(self, rows: list[tuple[int, ...]]) -> list[TouchedPerson]:
        people = Person.objects.in_bulk([row[0] for row in rows])
        employers = Employer.objects.in_bulk({row[1] for row in rows if row[1] > 0})
        return [
            TouchedPerson(masked_name(people[person].name), employers.get(payer), wage, before, difference)
            for person, payer, _, wage, before, difference in rows
        ]
