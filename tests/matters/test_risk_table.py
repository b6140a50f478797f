"""How many people sign is a dated table by matter and risk; every matter stands in it (REG 37)."""

import pytest
from django.test import Client
from django.urls import reverse

from siadmin.agency.models import Region
from siadmin.matters.catalogue import Matter, matters
from siadmin.matters.rules import MOST_HANDS, Risk
from siadmin.matters.selectors import terms_of
from siadmin.matters.words import HANDS, RISKS
from siadmin.policy.names import category_name
from siadmin.policy.selectors import law_of_day
from tests.factories import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("five_cities")]
OURS = [matter for matter in matters() if not matter.code.startswith("toy_")]
PLACES = ("000000", "110000", "310000", "440100", "440300", "510100")


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("matter", OURS, ids=lambda matter: matter.code)
def test_every_matter_has_its_dated_row_for_each_risk(matter: Matter, place: str) -> None:
    region = Region.objects.get(pk=place)
    book = law_of_day(region, TODAY)
    for risk in matter.risks:
        law = book.laws["matter.hands", f"{matter.code}_{risk}"]
        assert 1 <= law.value <= MOST_HANDS
        assert law.starts_on is not None
        assert law.starts_on <= TODAY
        assert "37" in law.source
    hands = terms_of(matter, region, TODAY).hands
    assert list(hands) == list(matter.risks)
    numbers = [hands[risk].value for risk in Risk if risk in hands]
    assert numbers == sorted(numbers), "riskier is never signed by fewer"


@pytest.mark.parametrize("matter", OURS, ids=lambda matter: matter.code)
def test_its_row_is_called_by_its_title(matter: Matter) -> None:
    for risk in matter.risks:
        assert matter.title.zh in category_name(f"{matter.code}_{risk}").zh


@pytest.mark.parametrize("matter", OURS, ids=lambda matter: matter.code)
def test_its_service_guide_says_everything_without_signing_in(matter: Matter, client: Client) -> None:
    """Conditions, papers with their legal basis, limit, who decides, no fee (REG 31, 32)."""
    page = client.get(reverse("guide", args=[matter.code]), {"region": "110000"}).content.decode()
    for words in (matter.title, matter.who, matter.basis, matter.result, *matter.conditions):
        assert words.zh in page
    for paper in matter.papers:
        assert paper.name.zh in page
        assert paper.basis.zh in page
    terms = terms_of(matter, Region.objects.get(pk="110000"), TODAY)
    unit = "天" if terms.limit.unit == "days" else "个工作日"
    assert f"{terms.limit_days} {unit}" in page
    for risk in matter.risks:
        assert f"{RISKS[risk].zh} · {HANDS[terms.hands_for(risk)].zh}" in page
    assert "经办条例第32条" in page


def test_no_matter_is_left_out_of_the_guides(client: Client) -> None:
    page = client.get(reverse("guides")).content.decode()
    assert [matter.code for matter in OURS if reverse("guide", args=[matter.code]) not in page] == []
