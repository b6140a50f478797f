"""An institution is heard before anything is decided about it (REG 43)."""

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from benefits.providers.actions import decide_measure, open_department, record_silence, state_case
from benefits.providers.models import Hearing, Measure
from benefits.providers.rules.measures import Outcome
from siadmin.agency.posts import Post
from siadmin.kernel.refusal import Refusal
from siadmin.letters.models import Issued
from tests import database
from tests.cities import broken, tick
from tests.factories import TODAY, a_delegate, an_employer
from tests.settlement.agency import decided, in_force, proposed, silent, stated
from tests.settlement.hospital import YEAR_START, Hospital, Refused, desk, patient

pytestmark = [pytest.mark.usefixtures("a_year_paid", "at_the_desk")]


def test_a_measure_that_is_refused_stays_before_who_proposed_it(client: Client, settings: Any) -> None:
    settings.STAFF_TOTP_REQUIRED = False
    client.force_login(desk(Post.CLERK), backend=settings.AUTHENTICATION_BACKENDS[-1])
    page = reverse("measure_propose", args=[Hospital().institution.number])
    told = {"kind": "urge", "facts": "重复收费", "state_until": str(TODAY), "effective_on": str(TODAY)}
    answer = client.post(page, told)
    assert answer.status_code == 409
    assert re.search(r"<details[^>]* open>(?:(?!</details>).)*重复收费", answer.content.decode(), re.DOTALL)


def test_nothing_is_decided_before_the_institution_was_heard() -> None:
    hospital = Hospital()
    measure = proposed(hospital, "urge")
    letter = Issued.objects.get(pk=measure.letter_id)
    assert (letter.subject_kind, letter.subject) == ("employer", hospital.institution.employer.number)
    with pytest.raises(Refusal) as refused:
        decided(measure)
    assert refused.value.code == "measure_unheard"
    with database.refused("measure_heard_first"):
        approver = desk(Post.APPROVER)
        Measure.objects.filter(pk=measure.pk).update(
            outcome="imposed", decision="x", decided_by=approver, decided_eyes=approver.eyes, decided_at=tick()
        )
    stated(measure)
    assert decided(measure).outcome == Outcome.IMPOSED
    assert broken() == {}


def test_days_that_have_not_passed_are_not_unused() -> None:
    measure = proposed(Hospital(), "refuse")
    with pytest.raises(Refusal) as refused:
        record_silence(measure_id=measure.pk, by=desk(Post.CLERK), at=tick())
    assert refused.value.code == "measure_not_yet_passed"
    with database.refused("hearing_in_time"):
        Hearing.objects.create(measure=measure, kind="passed", heard_by=desk(Post.CLERK), heard_at=tick())
    silent(measure)
    assert measure.hearing.kind == "passed"


def test_only_its_own_people_state_its_case_and_once() -> None:
    measure = proposed(Hospital(), "urge")
    with pytest.raises(Refusal) as refused:
        state_case(measure_id=measure.pk, said="不实", by=a_delegate(an_employer()), at=tick())
    assert refused.value.code == "measure_not_yours"
    stated(measure)
    with pytest.raises(Refusal) as refused:
        stated(measure)
    assert refused.value.code == "measure_heard_already"


def test_who_proposed_it_does_not_decide_and_what_is_decided_stays() -> None:
    hospital = Hospital()
    measure = proposed(hospital, "recover")
    stated(measure)
    with pytest.raises(Refusal) as refused:
        decide_measure(measure_id=measure.pk, outcome=Outcome.DROPPED, decision="x", by=measure.proposed_by, at=tick())
    assert refused.value.code == "payments_not_your_post"
    with database.refused("measure_decided_by_another"):
        Measure.objects.filter(pk=measure.pk).update(
            outcome="imposed", decision="x", decided_by=measure.proposed_by, decided_eyes=measure.proposed_eyes,
            decided_at=tick(),
        )  # fmt: skip
    decided(measure, Outcome.DROPPED)
    with pytest.raises(Refusal) as refused:
        decided(measure)
    assert refused.value.code == "changed_since"
    with database.refused("measure_stays"):
        Measure.objects.filter(pk=measure.pk).update(outcome="imposed")


def test_a_department_that_is_suspended_admits_nobody_and_others_do() -> None:
    hospital = Hospital()
    for code in ("0301", "0302"):
        open_department(
            institution=hospital.institution, code=code, name=code, starts_on=YEAR_START, by=desk(Post.CLERK),
            at=tick(),
        )  # fmt: skip
    in_force(hospital, "suspend_department", department=hospital.institution.departments.get(code="0301"))
    with pytest.raises(Refused) as refused:
        hospital.admitted(patient(), department="0301")
    assert refused.value.code == "institution_suspended"
    assert hospital.admitted(patient(), department="0302")


def test_a_measure_that_is_over_or_dropped_stops_nobody() -> None:
    hospital = Hospital()
    in_force(hospital, "suspend_institution", ends_before=TODAY)
    measure = proposed(hospital, "terminate")
    stated(measure)
    decided(measure, Outcome.DROPPED)
    assert hospital.admitted(patient())


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"state_until": TODAY - dt.timedelta(1)}, "measure_days"),
        ({"effective_on": TODAY}, "measure_days"),
        ({"ends_before": TODAY}, "measure_days"),
    ],
)
def test_days_in_no_order_are_refused(wrong: dict[str, Any], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        proposed(Hospital(), "urge", **wrong)
    assert refused.value.code == code
    with pytest.raises(Refusal) as refused:
        proposed(Hospital(with_catalogue=False), "suspend_department")
    assert refused.value.code == "measure_whom"
