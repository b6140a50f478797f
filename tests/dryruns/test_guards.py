"""What a dry run found is never taken for something charged: the database refuses, and `verify` names what broke."""

import pytest

from contributions.assessment.actions.resettlements import put_forward
from contributions.assessment.models import AssessmentLine, Bill, Tariff
from contributions.dryruns.models import Baseline, EmployerEffect, PeopleEffect
from siadmin.kernel.models import Run
from tests import database
from tests.assessment.resettling import refused_as
from tests.assessment.resettling import tried_out as resettlement_tried
from tests.cities import BEIJING, SEPTEMBER, broken
from tests.dryruns.trying import a_town, proposed, tried, waiting
from tests.factories import a_user

pytestmark = pytest.mark.usefixtures("five_cities")


@pytest.fixture
def run() -> Run:
    a_town(500_000, 900_000)
    return tried(proposed(7_400))


def test_no_line_is_charged_by_what_a_dry_run_supposes(run: Run) -> None:
    supposed = Tariff.objects.filter(supposed_in=run).earliest("pk")
    assert supposed.pk < 0
    line = AssessmentLine.objects.filter(insurance="pension_employee").earliest("person_id")
    with database.refused("line_by_no_supposed_tariff"):
        database.run(
            "INSERT INTO assessment_line SELECT person_id, month, insurance, employer_id, 9, %s, slice_id, wage_fen,"
            " base_fen, employer_fen, supplement_fen, employee_fen, account_fen FROM assessment_line"
            " WHERE person_id = %s AND insurance = 'pension_employee'",
            supposed.pk, line.person_id,
        )  # fmt: skip


def test_what_a_re_settlement_tries_out_has_numbers_below_zero_too() -> None:
    a_town(500_000)
    other = resettlement_tried(first=SEPTEMBER)
    assert all(pk < 0 for pk in Tariff.objects.filter(supposed_in=other).values_list("pk", flat=True))
    assert broken() == {}


def test_a_supposed_tariff_never_becomes_one_in_force(run: Run) -> None:
    supposed = Tariff.objects.filter(supposed_in=run).earliest("pk")
    with database.refused("tariff_supposed_below_zero"):
        Tariff.objects.filter(pk=supposed.pk).update(supposed_in=None)
    with database.refused("tariff_supposed_governs_nothing"):
        Tariff.objects.filter(pk=supposed.pk).update(is_current=True)
    real = Tariff.objects.filter(is_current=True).earliest("pk")
    with database.refused("baseline_of_a_supposed_tariff"):
        Baseline.objects.create(
            tariff=real, floor_fen=0, ceiling_fen=1, employer_ppm=0, supplement_ppm=0, employee_ppm=0,
            employee_fixed_fen=0, account_ppm=0, laws={},
        )  # fmt: skip


def test_effects_come_from_a_slice_of_a_dry_run_at_work(run: Run) -> None:
    assessed = Run.objects.get(kind="assessment")
    for other in (run, assessed):
        with database.refused("effect_of_a_dry_run"):
            EmployerEffect.objects.create(
                run_id=other.pk, employer_id=1, insurance="injury", slice_id=other.slices.get().pk, region_id=BEIJING,
                lines=1, before_fen=0, employer_fen=1, employee_fen=0, account_fen=0,
            )  # fmt: skip
        with database.refused("effect_of_a_dry_run"):
            PeopleEffect.objects.create(
                run_id=other.pk, employer_id=1, band=0, slice_id=other.slices.get().pk, region_id=BEIJING, more=1,
                less=0, more_fen=1, less_fen=0,
            )  # fmt: skip


def test_effects_are_neither_changed_nor_taken_away(run: Run) -> None:
    for model in (EmployerEffect, PeopleEffect):
        with database.not_permitted():
            model.objects.filter(run_id=run.pk).delete()
    with database.not_permitted():
        EmployerEffect.objects.filter(run_id=run.pk).update(lines=2)
    with database.not_permitted():
        Baseline.objects.update(floor_fen=0)


def test_a_dry_run_stays_one_and_goes_on_saying_which_values_it_tried(run: Run) -> None:
    with database.refused("dry_run_stays"):
        Run.objects.filter(pk=run.pk).update(kind="assessment")
    with database.refused("dry_run_stays"):
        Run.objects.filter(pk=run.pk).update(parameters={})
    with database.refused("dry_run_stays"):
        Run.objects.filter(pk=run.pk).update(totals={})
    with database.refused("dry_run_stays"):
        Run.objects.filter(kind="assessment").update(kind="dry_run")


def test_a_dry_run_of_values_is_never_put_forward_as_a_re_settlement(run: Run) -> None:
    with pytest.raises(Run.DoesNotExist):
        put_forward(tried_id=run.pk, by=a_user(staff=True), at=run.planned_at, reason="新标准")
    refused_as("not_of_one_place", lambda: waiting(proposed(7_400), proposed(7_500)))


def test_verify_names_a_slice_whose_sums_are_not_its_effects(run: Run) -> None:
    assert broken() == {}
    part = run.slices.get()
    part.result["regions"][BEIJING]["insurances"]["pension_employee"]["employee_fen"] += 1
    part.save(update_fields=["result"])
    assert list(broken()) == ["runs_add_up", "dry_runs_add_up"]


def test_verify_names_a_bill_that_says_a_dry_run_wrote_it(run: Run) -> None:
    bill = Bill.objects.earliest("pk")
    Bill.objects.filter(pk=bill.pk).update(slice_id=run.slices.get().pk)
    assert any("dry run" in each for each in broken()["dry_runs_add_up"])
