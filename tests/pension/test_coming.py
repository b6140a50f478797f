"""Who retires soon is found by the law of the delay and told once, six months ahead."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from benefits.claims.schemes import Claimant, scheme_of
from benefits.pension.actions import tell_coming
from benefits.pension.rules.coming import born_to_retire_in
from benefits.pension.selectors.coming import retiring_in
from enrollment.participation.retirement import retirement_law
from enrollment.participation.rules.retirement import RetirementGroup
from siadmin.agency.models import Region
from siadmin.kernel.months import Month
from siadmin.letters.models import Message
from tests.cities import BEIJING, SEPTEMBER
from tests.factories import NOW, TODAY, a_citizen, a_person, an_employer, an_employment
from tests.payments.till import a_card
from tests.pension.test_old_age_pension import NOTHING_CHOSEN, a_career

pytestmark = pytest.mark.usefixtures("five_cities")
MAY = Month(2027, 5)


def insured(born_on: dt.date, **traits: object):  # type: ignore[no-untyped-def]
    person = a_person(born_on=born_on, **traits)  # type: ignore[arg-type]
    an_employment(person, an_employer(), since=SEPTEMBER)
    return person


@pytest.mark.parametrize("group", list(RetirementGroup))
def test_everybody_retires_in_one_month_and_no_two_steps_lose_anybody(group: RetirementGroup) -> None:
    law = retirement_law(TODAY)
    months = Month(2025, 1).until(Month(2045, 1))
    born = [each for month in months for each in born_to_retire_in(month, group, law)]
    assert born == list(born[0].until(born[-1] + 1)), "every month of birth, each once"


def test_who_retires_within_six_months_is_told_once() -> None:
    men = born_to_retire_in(MAY, RetirementGroup.M60, retirement_law(TODAY))
    person, young = insured(men[0].last_day), insured(dt.date(1990, 1, 1))
    insured(men[0].first_day, died_on=dt.date(2026, 10, 1))
    assert list(retiring_in(MAY, TODAY)) == [person]
    assert tell_coming(at=NOW) == 1 and tell_coming(at=NOW) == 0
    (message,) = Message.objects.filter(code="retirement_coming")
    assert message.recipient == person.number != young.number
    assert str(MAY) in message.params["month"] and message.params["notice"] == "3"


def test_who_is_in_no_pension_is_not_told() -> None:
    (born, *_) = born_to_retire_in(MAY, RetirementGroup.M60, retirement_law(TODAY))
    a_person(born_on=born.first_day)
    assert not retiring_in(MAY, TODAY).exists()


def test_the_application_has_the_month_the_place_and_the_account_already(client: Client) -> None:
    person = a_career()
    a_card(person)
    client.force_login(a_citizen(person))
    page = client.get(reverse("citizen_apply", args=["old_age_pension"])).content.decode()
    assert 'value="2026-07"' in page, "the statutory month"
    assert "最多可提前36个月或推迟36个月" in page and "提前3个月" in page, "as the law on file says"
    known = {
        str(each.name): str(each.value)
        for each in scheme_of("old_age_pension").known(
            Claimant(person, Region.objects.get(pk=BEIJING), TODAY), NOTHING_CHOSEN
        )
    }
    assert known["待遇领取地"] == "北京市" and known["收款账户"].startswith("中国工商银行 6222")
    assert "*" in known["收款账户"]
