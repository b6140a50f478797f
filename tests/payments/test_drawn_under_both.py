"""Two records of one person that drew one benefit for the same months are not merged before one of them is ended."""

import pytest

from benefits.payments.models import Entitlement
from enrollment.registry.matters import MERGE
from enrollment.registry.models import Merge, Person
from siadmin.agency.insurances import Fund
from siadmin.agency.posts import Post
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from tests import database
from tests.cities import NOVEMBER, broken, tick
from tests.factories import a_member_of_staff, a_person
from tests.payments.till import Till, a_card
from tests.registry.counter import asked, merged

pytestmark = pytest.mark.usefixtures("five_cities")


def both_draw(till: Till) -> tuple[list[Person], list[Entitlement]]:
    people = [a_person(name="李双", lives_in="110105") for _ in range(2)]
    for person in people:
        a_card(person)
    return people, [till.granted(person) for person in people]


def test_the_benefit_that_is_not_due_is_ended_before_records_are_merged() -> None:
    till = Till("toy_pension", Fund.PENSION)
    (kept, other), (its, theirs) = both_draw(till)
    clerk, reviewer = a_member_of_staff(Post.CLERK), a_member_of_staff(Post.REVIEWER)
    with pytest.raises(Refusal) as refused:
        asked(MERGE, kept, clerk, number=other.number, why="核对")
    assert refused.value.code == "stands_against_merge"
    assert its.number in refused.value.zh and theirs.number in refused.value.en
    till.stopped(theirs, month=NOVEMBER + 1)
    with pytest.raises(Refusal) as refused:
        asked(MERGE, kept, clerk, number=other.number, why="核对")
    assert refused.value.code == "stands_against_merge", "November was drawn under both"
    with database.refused("merged_drawn_once"):
        Merge.objects.create(
            record=other, into=kept, from_month=NOVEMBER, case=its.decision.claim.case, merged_at=tick()
        )
    till.stopped(theirs, month=Month.of(theirs.decision.decided_at.date()))
    merged(kept, other, clerk, reviewer)
    assert broken() == {}


def test_the_database_refuses_such_a_merge() -> None:
    till = Till("toy_pension", Fund.PENSION)
    (kept, other), (its, _) = both_draw(till)
    with database.refused("merged_drawn_once"):
        Merge.objects.create(
            record=other, into=kept, from_month=NOVEMBER, case=its.decision.claim.case, merged_at=tick()
        )


def test_other_benefits_do_not_stand_against_it() -> None:
    kept, other = (a_person(name="李双", lives_in="110105") for _ in range(2))
    Till("toy_pension", Fund.PENSION).granted(kept)
    Till("toy_stick_monthly", Fund.PENSION).granted(other)
    merged(kept, other, a_member_of_staff(Post.CLERK), a_member_of_staff(Post.REVIEWER))
    assert Merge.objects.count() == 1
