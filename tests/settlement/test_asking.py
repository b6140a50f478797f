"""Who asks about whom: on the trail, so often a day; and who sees whose bills."""

import pytest
from django.test import Client
from django.urls import reverse

from benefits.settlement import law
from benefits.settlement.serializers import MOST_ROWS, DayIn
from siadmin.agency.models import Act
from tests.factories import TODAY, a_delegate, a_person
from tests.settlement.hospital import Hospital, Refused, line, patient

pytestmark = [pytest.mark.usefixtures("a_year_paid", "at_the_desk")]


def test_whom_a_program_asks_about_is_on_the_trail() -> None:
    hospital, person, stranger = Hospital(), patient(), a_person()
    hospital.eligible(person)
    for asked in ({"id_number": "nobody"}, {}):
        with pytest.raises(Refused):
            hospital.eligible(stranger, **asked)
    told = Act.objects.filter(code="eligibility_asked").order_by("pk")
    assert [(each.subject, each.detail["refusal"]) for each in told] == [
        (person.number, ""),
        (hospital.institution.number, "stay_nobody"),
        (stranger.number, "medical_not_covered"),
    ]
    assert {(each.detail["institution"], each.detail["client"]) for each in told} == {
        (hospital.institution.number, "HIS")
    }


def test_an_admission_that_is_refused_is_on_the_trail_and_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    hospital, stranger = Hospital(), a_person()
    with pytest.raises(Refused) as refused:
        hospital.admitted(stranger)
    assert refused.value.code == "medical_not_covered"
    told = Act.objects.get(code="eligibility_asked")
    assert (told.subject, told.detail["refusal"]) == (stranger.number, "medical_not_covered")
    monkeypatch.setattr(law, "number", lambda *_: 1)
    with pytest.raises(Refused) as refused:
        hospital.admitted(stranger)
    assert refused.value.code == "eligibility_asked_too_often"


def test_a_program_asks_so_often_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    hospital, person = Hospital(), patient()
    assert law.number(law.ASKED_A_DAY, hospital.institution.region_id, TODAY) == 20_000
    monkeypatch.setattr(law, "number", lambda *_: 2)
    hospital.eligible(person)
    hospital.eligible(person)
    with pytest.raises(Refused) as refused:
        hospital.eligible(person)
    assert (refused.value.status, refused.value.code) == (409, "eligibility_asked_too_often")


def test_a_day_has_no_more_rows_than_it_may() -> None:
    row = {"settlement": "Z", "fund_fen": 0, "self_pay_fen": 0}
    told = {"day": str(TODAY), "count": 0, "charged_fen": 0, "fund_fen": 0, "self_pay_fen": 0}
    assert not DayIn(data=told | {"rows": [row] * (MOST_ROWS + 1)}).is_valid()


def test_the_institutions_list_masks_whose_bill_it_is(client: Client) -> None:
    hospital, person = Hospital(), patient()
    visit = hospital.admitted(person, care="outpatient")
    made = hospital.settled(visit, hospital.presettled(visit, [line("XA0001", 1, "20")]))
    employer = hospital.institution.employer
    client.force_login(a_delegate(employer))
    page = client.get(reverse("employer_institution", args=[employer.number])).content.decode()
    assert made["settlement"] in page
    assert person.name not in page
