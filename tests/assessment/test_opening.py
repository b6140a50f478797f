"""What is said before a month is opened is what happens when it is: employer by employer (SIL 58, 62; COLL 10)."""

from typing import Any

import pytest
from django.db.models import Count
from django.test import Client
from django.urls import reverse

from contributions.assessment.models import Bill, HandAssessment
from contributions.assessment.opening import Opening, opening
from contributions.declarations.models import ContributionWage
from enrollment.participation.models import InsuredPeriod
from enrollment.registry.models import Employer
from siadmin.agency.models import Region
from siadmin.agency.posts import Post
from siadmin.kernel.models import RunState
from siadmin.kernel.months import Month
from tests.cities import (
    BEIJING,
    COUNTY_OF,
    GUANGZHOU,
    OCTOBER,
    SEPTEMBER,
    SHENZHEN,
    charge,
    declare,
    staff,
    tick,
)
from tests.factories import NOW, TODAY, a_member_of_staff, an_employment

pytestmark = pytest.mark.usefixtures("five_cities")
Said = tuple[int, int, int, int, int]


def said(pool: str, month: Month) -> tuple[Opening, Said]:
    """Beforehand: billed already, declared, unchanged, provisional, left to a person."""
    seen = opening(Region.objects.get(pk=pool), month, at=tick())
    counts = (seen.billed, seen.declared, seen.unchanged, seen.provisional, seen.by_hand)
    assert sum(counts) == seen.employers
    return seen, counts


def done(pool: str, month: Month) -> tuple[int, int, int]:
    """Opened and done: assessed, provisional, left to a person, by the run's own sums and by what it wrote."""
    run = charge(pool, month, people_a_slice=2)
    assert run.state == RunState.DONE
    written = Bill.objects.filter(month=month, slice_id__in=run.slices.values("pk"))
    by_kind = dict(written.values_list("kind").annotate(Count("employer", distinct=True)))
    assert by_kind.get("provisional", 0) == run.totals["provisional"]["employers"]
    assert HandAssessment.objects.filter(run=run).count() == run.totals["by_hand"]
    return by_kind.get("assessed", 0), run.totals["provisional"]["employers"], run.totals["by_hand"]


def employed(at: str = GUANGZHOU, *, charged: bool = True) -> Employer:
    """An employer with one person, who has a wage; charged when its region's September is."""
    employer, (person,) = staff(at=COUNTY_OF[at])
    if charged:
        declare(employer, SEPTEMBER, {person: 8_000})
    return employer


def declares(employer: Employer, month: Month) -> None:
    period = InsuredPeriod.objects.filter(employer=employer).select_related("person").first()
    assert period is not None
    declare(employer, month, {period.person: 8_000})


def moves(employer: Employer, pool: str) -> None:
    Employer.objects.filter(pk=employer.pk).update(region=COUNTY_OF[pool], pooling_region=pool)


def a_bill(employer: Employer, fen: int, version: int = 0) -> None:
    Bill.objects.create(
        employer=employer, region_id=GUANGZHOU, month=SEPTEMBER, fund="pension_employee", version=version,
        kind="adjustment", people=1, lines=1, employer_fen=fen, employee_fen=0, account_fen=0, total_fen=fen,
        issued_at=NOW, due_on=TODAY,
    )  # fmt: skip


def test_where_silence_is_a_fault_everybody_becomes_what_was_said() -> None:
    declared, without_wages, _silent = (employed() for _ in range(3))
    moved, moved_and_billed = employed(SHENZHEN), employed(SHENZHEN)
    for pool in (GUANGZHOU, SHENZHEN):
        charge(pool, SEPTEMBER)
    _new, zero, set_off = (employed(charged=False) for _ in range(3))
    a_bill(zero, 0)
    for version, fen in enumerate([19_200, -19_200]):
        a_bill(set_off, fen, version)
    for employer in (declared, without_wages, moved_and_billed):
        declares(employer, OCTOBER)
    ContributionWage.objects.filter(employer=without_wages).update(superseded_at=tick())
    moves(moved, GUANGZHOU)
    charge(SHENZHEN, OCTOBER)
    moves(moved_and_billed, GUANGZHOU)
    empty = employed()
    InsuredPeriod.objects.filter(employer=empty).update(before_month=OCTOBER, ended_because="left")
    _, counts = said(GUANGZHOU, OCTOBER)
    assert counts == (1, 1, 0, 3, 3), "billed: moved_and_billed; left to a person: _new, zero, set_off"
    assert done(GUANGZHOU, OCTOBER) == (counts[1] + counts[2], counts[3], counts[4])


def test_where_silence_means_unchanged_only_who_has_no_wages_waits() -> None:
    declared, silent, without_wages = (employed(BEIJING) for _ in range(3))
    charge(BEIJING, SEPTEMBER)
    employed(BEIJING, charged=False)
    declares(declared, OCTOBER)
    ContributionWage.objects.filter(employer=without_wages).update(superseded_at=tick())
    _, counts = said(BEIJING, OCTOBER)
    assert counts == (0, 1, 1, 1, 1)
    assert done(BEIJING, OCTOBER) == (counts[1] + counts[2], counts[3], counts[4])
    assert Bill.objects.filter(employer=silent, month=OCTOBER).exists()


def test_a_person_of_two_employers_is_one_person() -> None:
    _, (li,) = staff()
    second, _ = staff()
    an_employment(li, second, since=SEPTEMBER, insured_in=("injury",), kind="second_employer")
    seen, counts = said(BEIJING, SEPTEMBER)
    assert (seen.employers, seen.people, counts) == (2, 2, (0, 0, 0, 0, 2))


def test_the_screen_says_so_before_anybody_starts_it(settings: Any) -> None:
    settings.STAFF_TOTP_REQUIRED = False
    employer = employed(SHENZHEN)
    charge(SHENZHEN, SEPTEMBER)
    moves(employer, GUANGZHOU)
    employed(charged=False)
    client = Client()
    client.force_login(a_member_of_staff(Post.REVIEWER, at=GUANGZHOU), backend=settings.AUTHENTICATION_BACKENDS[-1])

    def page(month: Month) -> str:
        asked = {"region": GUANGZHOU, "month": str(month)}
        return client.get(reverse("month_start"), asked, headers={"accept-language": "en"}).content.decode()

    september = page(SEPTEMBER)
    assert "Billed already" in september and "billed 110% of last month" not in september
    assert "left to a person, in a queue" in september
    october = page(OCTOBER)
    assert "Billed already" not in october and "billed 110% of last month" in october
