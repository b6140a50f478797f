"""A re-settlement is put forward by one natural person, let go by another, and is what was tried out (REG 11, 37)."""

from typing import Any

import pytest

from contributions.assessment.actions import freeze_tariffs
from contributions.assessment.actions.resettlements import let_go, send_back, try_out, withdraw
from contributions.assessment.models import Resettlement
from siadmin.agency.models import Region
from siadmin.kernel.models import Run, RunState
from tests import database
from tests.assessment.resettling import (
    AUGUST,
    JULY,
    a_difference,
    an_employer_charged,
    charge_all,
    law_changes,
    opened,
    put,
    refused_as,
    tried_out,
    written,
)
from tests.cities import (
    BEIJING,
    COUNTY_OF,
    OCTOBER,
    broken,
    charge,
    declare,
    staff,
    tick,
    work,
)
from tests.factories import a_user, citizen_number

pytestmark = pytest.mark.usefixtures("five_cities")


def test_who_put_it_forward_does_not_let_it_go_not_by_another_sign_in_either() -> None:
    _, tried = a_difference()
    maker, twin = (a_user(staff=True, identity_number=citizen_number(order=77)) for _ in range(2))
    asked = put(tried, maker)
    for same in (maker, twin):
        refused_as("same_person", lambda same=same: opened(asked, same))  # type: ignore[misc]
    assert not Run.objects.filter(parameters__dry_run=False, kind="resettlement").exists()


def test_the_database_refuses_one_person_for_both_and_a_run_nobody_approved() -> None:
    _, tried = a_difference()
    maker, twin = (a_user(staff=True, identity_number=citizen_number(order=77)) for _ in range(2))
    asked = Resettlement.objects.filter(pk=put(tried, maker).pk)
    decided: dict[str, Any] = {"state": "sent_back", "answer": "x", "decided_at": tick()}
    with database.refused("resettlement_four_eyes"):
        asked.update(**decided, decided_by=twin, decided_eyes=twin.eyes)
    with database.refused("prepared_stays"):
        asked.update(reason="x")
    with database.refused("resettlement_is_approved"):
        Run.objects.create(
            kind="resettlement", key="110000:x", planned_at=tick(),
            parameters=tried.parameters | {"dry_run": False, "tried": tried.pk},
        )  # fmt: skip
    run = opened(asked.get())
    without_a_word = {name: value for name, value in run.parameters.items() if name != "dry_run"}
    for changed in (
        run.parameters | {"first": "2026-06"},
        {name: value for name, value in run.parameters.items() if name != "tried"},
        without_a_word | {"first": "2026-06"},
    ):
        with database.refused("resettlement_is_approved"):
            Run.objects.filter(pk=run.pk).update(parameters=changed)


@pytest.mark.parametrize("otherwise", [{"proposal": 7}, {"dry_run": None}])
def test_only_a_dry_run_by_the_law_in_force_can_be_let_go(otherwise: dict[str, Any]) -> None:
    """The database alone, whatever the portal's own checks say."""
    _, tried = a_difference()
    asked = put(tried)
    run = opened(asked)
    with database.refused("resettlement_is_approved"):
        Run.objects.filter(pk=tried.pk).update(parameters=tried.parameters | otherwise)
        Run.objects.filter(pk=run.pk).update(parameters=run.parameters | {"people_a_slice": 1})


def test_a_dry_run_is_put_forward_when_it_is_done_and_once() -> None:
    an_employer_charged(5_000)
    charge_all()
    law_changes()
    planned, _ = try_out(region=Region.objects.get(pk=BEIJING), first=JULY, by=None, at=tick())
    refused_as("try_out_first", lambda: put(planned))
    asked = put(work(planned))
    refused_as("put_forward_already", lambda: put(planned))
    send_back(resettlement_id=asked.pk, seen_version=0, by=a_user(staff=True), at=tick(), reason="从八月起")
    refused_as("wrong_state", lambda: let_go(resettlement_id=asked.pk, seen_version=1, by=a_user(), at=tick()))
    refused_as("changed_since", lambda: opened(asked))
    again = put(tried_out(first=AUGUST))
    assert work(opened(again)).state == RunState.DONE
    assert list(Resettlement.objects.order_by("pk").values_list("state", "answer")) == [
        ("sent_back", "从八月起"), ("approved", ""),
    ]  # fmt: skip
    assert broken() == {}


def test_a_dry_run_is_not_put_forward_once_the_months_were_settled_again() -> None:
    _, tried = a_difference()
    work(opened(put(tried)))
    refused_as("settled_since_tried", lambda: put(tried))


def test_only_who_put_it_forward_takes_it_back() -> None:
    _, tried = a_difference()
    maker = a_user(staff=True)
    asked = put(tried, maker)
    refused_as(
        "only_its_preparer",
        lambda: withdraw(resettlement_id=asked.pk, seen_version=0, by=a_user(staff=True), at=tick()),
    )
    assert withdraw(resettlement_id=asked.pk, seen_version=0, by=maker, at=tick()).state == "withdrawn"


def test_it_is_not_let_go_when_a_value_changed_since_it_was_tried_out() -> None:
    _, tried = a_difference()
    asked = put(tried)
    before = written()
    law_changes(7_500)
    refused_as("values_changed_since_tried", lambda: opened(asked))
    asked.refresh_from_db()
    assert (asked.state, written()[0]) == ("prepared", before[0])


def test_it_is_not_let_go_when_others_were_charged_since_it_was_tried_out() -> None:
    _, tried = a_difference()
    asked = put(tried)
    late, (somebody,) = staff(1, at=COUNTY_OF[BEIJING], since=JULY)
    declare(late, AUGUST, {somebody: 9_000})
    assert late.bills.filter(month=AUGUST).exists()
    refused_as("charged_since_tried", lambda: opened(asked))


def test_it_is_not_let_go_when_another_month_was_charged_since_it_was_tried_out() -> None:
    employer, tried = a_difference()
    asked = put(tried)
    charge(BEIJING, OCTOBER)
    assert employer.bills.filter(month=OCTOBER).exists()
    refused_as("charged_since_tried", lambda: opened(asked))


def test_a_value_that_changes_while_it_is_settled_stops_it() -> None:
    """What the slices before it wrote stays; nobody is settled by a value that nobody tried out."""
    employer, tried = a_difference()
    run = opened(put(tried))
    law_changes(7_500)
    freeze_tariffs(region=Region.objects.get(pk=BEIJING), month=AUGUST, at=tick())
    assert work(run).state == RunState.FAILED
    assert not employer.bills.filter(version=1).exists()
    assert broken() == {}
