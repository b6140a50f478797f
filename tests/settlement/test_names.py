"""Institutions are named in the reader's language: as they call themselves in English, else as their name is said."""

import pytest
from django.test import Client
from django.urls import reverse

from benefits.settlement.models import Flag
from enrollment.registry.models import Employer
from enrollment.registry.names import organisation
from siadmin.agency.insurances import Line
from siadmin.agency.posts import Post
from tests.cities import BEIJING
from tests.factories import a_member_of_staff
from tests.settlement.agency import Clearer
from tests.settlement.hospital import Hospital, line, patient

pytestmark = [pytest.mark.usefixtures("a_year_paid", "at_the_desk")]
NAME, ENGLISH = "北京第一医院", "Beijing First Hospital"


def test_a_name_in_english_is_the_one_given_or_how_the_registered_one_is_said() -> None:
    assert organisation(NAME, ENGLISH).en == ENGLISH
    assert organisation(NAME).en == f"Bei Jing Di Yi Yi Yuan {NAME}"
    assert organisation("ABC").en == "ABC"
    assert organisation(NAME, ENGLISH).zh == NAME


@pytest.mark.parametrize(("language", "shown", "not_shown"), [("en", ENGLISH, NAME), ("zh-hans", NAME, ENGLISH)])
def test_every_list_of_institutions_names_them_so(language: str, shown: str, not_shown: str) -> None:
    hospital, clearer = Hospital(), Clearer()
    Employer.objects.filter(pk=hospital.institution.employer_id).update(name=NAME, name_en=ENGLISH)
    stay = hospital.admitted(patient())
    hospital.settled(stay, hospital.presettled(stay, [line("XB0001", 1, "20"), line("XB0001", 1, "20")]))
    assert Flag.objects.exists()
    own = clearer.opened()
    looker = a_member_of_staff(Post.DIRECTOR, at=BEIJING, line=Line.HS)
    for user, page, arguments in (
        (clearer.reviewer, "institutions", ()),
        (clearer.reviewer, "institution", (hospital.institution.number,)),
        (clearer.reviewer, "bill_flags", ()),
        (clearer.reviewer, "clearing", (own.number,)),
        (looker, "provider_spending", ()),
    ):
        client = Client(HTTP_ACCEPT_LANGUAGE=language)
        client.force_login(user)
        answer = client.get(reverse(page, args=arguments))
        text = answer.content.decode()
        assert answer.status_code == 200 and shown in text, page
        if language == "zh-hans":
            assert not_shown not in text, page
