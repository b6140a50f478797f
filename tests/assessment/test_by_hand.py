"""Nobody declared and there is no earlier month: a person assesses, wherever employers declare (SIL 62; COLL 10)."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from contributions.assessment.actions import assess_by_hand
from contributions.assessment.models import HandAssessment
from contributions.declarations.actions import draft_from_rows, submit
from contributions.declarations.models import Declaration, DeclarationState, Door
from contributions.declarations.selectors import wages_in_force
from enrollment.registry.models import Employer, Person
from siadmin.agency.insurances import Fund
from siadmin.agency.posts import Post
from siadmin.kernel.refusal import Refusal
from tests.cities import BEIJING, COUNTY_OF, GUANGZHOU, SEPTEMBER, SHENZHEN, bills, broken, charge, owed, tick
from tests.declarations.desk import entered, staffed
from tests.factories import TODAY, a_member_of_staff, a_user

pytestmark = pytest.mark.usefixtures("five_cities")


def silent(pool: str) -> tuple[Employer, Person]:
    """An employer that declared nothing, its month charged: it waits for a person."""
    employer, (person,) = staffed(at=COUNTY_OF[pool])
    charge(pool, SEPTEMBER)
    return employer, person


def by_hand(employer: Employer, person: Person, wage: int) -> Declaration:
    return assess_by_hand(
        employer=employer, month=SEPTEMBER, wages={person.pk: wage * 100}, by=a_user(staff=True), at=tick(),
        today=TODAY, reason="未申报，按上年工资核定",
    )  # fmt: skip


def tax_declares(employer: Employer, person: Person, wage: int) -> Declaration:
    draft = draft_from_rows(
        employer=employer, month=SEPTEMBER, rows=[entered(person, wage)], door=Door.TAX, by=None, at=tick()
    )
    return submit(declaration=draft, by=None, at=tick(), today=TODAY)


@pytest.mark.parametrize("pool", [GUANGZHOU, SHENZHEN])
def test_a_person_assesses_whoever_takes_the_declarations(pool: str) -> None:
    employer, person = silent(pool)
    declaration = by_hand(employer, person, 8_000)
    assert (declaration.door, declaration.state, declaration.people) == (Door.COUNTER, DeclarationState.FILED, 1)
    assert {fund for *_, fund, total in bills(employer, SEPTEMBER) if total} >= {Fund.PENSION, Fund.MEDICAL}
    assert HandAssessment.objects.get(employer=employer).decided_at is not None
    assert broken() == {}


def test_what_tax_declares_later_replaces_the_assessment_by_hand() -> None:
    employer, person = silent(SHENZHEN)
    hand = by_hand(employer, person, 8_000)
    before = owed(employer, SEPTEMBER)[Fund.PENSION]
    declared = tax_declares(employer, person, 12_000)
    hand.refresh_from_db()
    assert (hand.state, declared.version, declared.people) == (DeclarationState.REPLACED, 2, 1)
    assert wages_in_force(employer.pk, SEPTEMBER) == {person.pk: 1_200_000}
    assert owed(employer, SEPTEMBER)[Fund.PENSION] * 8 == before * 12
    assert broken() == {}


def test_what_was_declared_is_not_assessed_by_hand() -> None:
    """Not even where the month is still in the queue of those that wait."""
    employer, person = silent(SHENZHEN)
    tax_declares(employer, person, 12_000)
    HandAssessment.objects.filter(employer=employer).update(decided_at=None, decided_by=None)
    with pytest.raises(Refusal) as refused:
        by_hand(employer, person, 1)
    assert refused.value.code == "assessed_already"
    assert wages_in_force(employer.pk, SEPTEMBER) == {person.pk: 1_200_000}


def test_who_does_not_wait_is_not_assessed_by_hand() -> None:
    employer, (person,) = staffed(at=COUNTY_OF[BEIJING])
    with pytest.raises(Refusal) as refused:
        by_hand(employer, person, 8_000)
    assert refused.value.code == "assessed_already"


def test_the_clerks_page_assesses_where_tax_takes_declarations(settings: Any) -> None:
    employer, person = silent(SHENZHEN)
    settings.STAFF_TOTP_REQUIRED = False
    client = Client()
    client.force_login(a_member_of_staff(Post.CLERK, at=SHENZHEN), backend=settings.AUTHENTICATION_BACKENDS[-1])
    answer = client.post(
        reverse("assess_month_by_hand", args=[employer.number, SEPTEMBER]),
        {f"wage-{person.number}": "8000.00", "reason": "未申报"},
    )
    assert answer.status_code == 302
    assert wages_in_force(employer.pk, SEPTEMBER) == {person.pk: 800_000}
