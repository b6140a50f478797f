"""Whom a dry run touches: employers, the most affected first, and their people, whose names are masked.

No person is kept by a dry run: people are computed again as they are asked for, employer by employer.
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
    """One person at an employer: the wage, and what they pay themselves without the values and with them, in fen."""

    name: str
    employer: Employer
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

    Only of employers whose people the viewer works with. Counted from what the run found; computed anew where a stretch
    of them is asked for, so that somebody who came since may be among them.
    """

    def __init__(
        self, run: Run, viewer: Viewer, regions: Iterable[Region], *, outcome: str, band: int | None = None,
        employer: str = "",
    ) -> None:  # fmt: skip
        self._run, self._outcome, self._band = run, outcome, band
        worked_on = employers_worked_on_by(of_line(viewer, run.parameters["line"], SEES_PEOPLE), frozenset(SEES_PEOPLE))
        if employer:
            worked_on = worked_on.filter(number=employer)
        self._worked_on = worked_on
        rows = PeopleEffect.objects.filter(
            run_id=run.pk, region_id__in=[each.pk for each in regions], employer_id__in=worked_on.values("pk"),
            **{f"{outcome}__gt": 0},
        )  # fmt: skip
        if band is not None:
            rows = rows.filter(band=band)
        self._counts = list(
            rows.values("employer_id", "region_id")
            .annotate(people=Sum(outcome), fen=Sum(f"{outcome}_fen"))
            .order_by(Abs(F("fen")).desc(), "employer_id")
            .values_list("employer_id", "region_id", "people")
        )
        self._all: int = sum(people for *_, people in self._counts)

    def __len__(self) -> int:
        return self._all

    @overload
    def __getitem__(self, which: int) -> TouchedPerson: ...
    @overload
    def __getitem__(self, which: slice) -> list[TouchedPerson]: ...
    def __getitem__(self, which: int | slice) -> TouchedPerson | list[TouchedPerson]:
        """A stretch of them: the employers it falls on are computed, no others."""
        if isinstance(which, int):
            return self[which : which + 1][0]
        first, before = which.start or 0, self._all if which.stop is None else which.stop
        rows, passed = [], 0
        for employer_id, region_id, people in self._counts:
            if passed + people > first and passed < before:
                there = self._people_of(region_id, employer_id, employer_id)
                rows += there[max(first - passed, 0) : before - passed]
            passed += people
        return self._named(rows)

    def __iter__(self) -> Iterator[TouchedPerson]:
        """All of them, a slice of the run after another: for a file."""
        allowed = set(self._worked_on.filter(pk__in=[row[0] for row in self._counts]).values_list("pk", flat=True))
        places = {row[1] for row in self._counts}
        for scope in self._run.slices.order_by("number").values_list("scope", flat=True):
            if scope["region"] in places:
                there = self._people_of(scope["region"], scope["first"], scope["last"])
                yield from self._named([row for row in there if row[1] in allowed])

    def _people_of(self, region_id: str, first: int, last: int) -> list[tuple[int, ...]]:
        month = Month.parse(self._run.parameters["regions"][region_id]["month"])
        wanted = {
            "region": region_id, "month": month.first_day, "first": first, "last": last, "run": self._run.pk,
            "bands": list(BANDS),
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
        employers = Employer.objects.in_bulk({row[1] for row in rows})
        return [
            TouchedPerson(masked_name(people[person].name), employers[employer], wage, before, difference)
            for person, employer, _, wage, before, difference in rows
        ]
