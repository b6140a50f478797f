"""The month opens by itself, and one that was missed while the schedule stood still opens as well (SIL 58, 62)."""

from typing import Any

import pytest
from django.utils import timezone

from contributions.assessment import tasks
from contributions.assessment.actions import open_month
from contributions.assessment.actions.month import SUMS_DIFFER
from contributions.assessment.models import Bill, BillKind
from contributions.assessment.tasks import LOOKS_BACK, due_months
from funds.ledger.models import Book
from siadmin.kernel.models import Run, RunState
from siadmin.kernel.months import Month
from tests.cities import BEIJING, COUNTY_OF, GUANGZHOU, NOVEMBER, OCTOBER, POOLS, SEPTEMBER, declare, staff, work
from tests.factories import NOW

pytestmark = pytest.mark.usefixtures("five_cities")


@pytest.fixture(autouse=True)
def _on_the_27th_of_november(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW.replace(day=27))


def opened() -> list[str]:
    """The keys of the runs that open now; they are done before the next look."""
    keys = []
    for run in Run.objects.filter(pk__in=due_months()).order_by("key"):
        keys.append(work(run).key)
    return keys


def test_the_present_month_opens_everywhere_once() -> None:
    assert opened() == [f"{pool}:{NOVEMBER}" for pool in sorted(POOLS)]
    assert opened() == []


def test_a_month_whose_day_has_not_come_stays_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW.replace(day=1))
    assert opened() == []


def test_a_missed_month_opens_before_the_later_ones() -> None:
    employer, (person,) = staff(at=COUNTY_OF[GUANGZHOU])
    declare(employer, SEPTEMBER, {person: 8_000})
    others = [f"{pool}:{NOVEMBER}" for pool in sorted(POOLS) if pool != GUANGZHOU]
    assert opened() == sorted([*others, f"{GUANGZHOU}:{SEPTEMBER}"])
    assert opened() == [f"{GUANGZHOU}:{OCTOBER}"]
    assert opened() == [f"{GUANGZHOU}:{NOVEMBER}"]
    kinds = Bill.objects.filter(employer=employer).order_by("month").values_list("month", "kind").distinct()
    assert list(kinds) == [
        (SEPTEMBER, BillKind.ASSESSED), (OCTOBER, BillKind.PROVISIONAL), (NOVEMBER, BillKind.PROVISIONAL),
    ]  # fmt: skip


def test_while_a_month_is_at_work_the_next_waits_and_a_failed_one_holds_nobody_up() -> None:
    staff(since=OCTOBER)
    (october,) = Run.objects.filter(pk__in=due_months(), key__startswith=BEIJING)
    assert october.key == f"{BEIJING}:{OCTOBER}"
    assert due_months() == []
    Run.objects.filter(pk=october.pk).update(state=RunState.FAILED)
    assert opened() == [f"{BEIJING}:{NOVEMBER}"]


@pytest.mark.parametrize(
    ("books", "first"), [(Month(2024, 7), NOVEMBER - LOOKS_BACK), (Month(2026, 8), Month(2026, 8))]
)
def test_it_looks_back_no_further_than_the_books_and_a_year(books: Month, first: Month) -> None:
    staff(since=Month(2024, 7))
    Book.objects.filter(region_id=BEIJING).update(opened_on=books.last_day)
    assert f"{BEIJING}:{first}" in opened()
    assert not Run.objects.filter(key=f"{BEIJING}:{first - 1}").exists()


def test_a_month_that_cannot_be_opened_holds_up_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    staff(since=OCTOBER)

    def refuse_october(*, month: Month, **facts: Any) -> Any:
        if month == OCTOBER:
            raise SUMS_DIFFER(what="x", left=1, right=2)
        return open_month(month=month, **facts)

    monkeypatch.setattr(tasks, "open_month", refuse_october)
    assert opened() == [f"{pool}:{NOVEMBER}" for pool in sorted(POOLS)]
