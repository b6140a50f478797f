"""One vocabulary of why the benefit stops: the rule, the monthly check and the decision name the same grounds."""

import datetime as dt
from itertools import product

import pytest

from benefits.claims.schemes import Pension
from benefits.payments.causes import cause_of, causes
from benefits.payments.models import EndingKind, Entitlement
from benefits.payments.rules.course import Suspected
from benefits.unemployment.checks import StillUnemployed
from benefits.unemployment.rules.stopping import (
    LEADS,
    MonthFacts,
    Stop,
    StopLaw,
    lead_words,
    reasons_to_stop,
    stop_words,
)
from enrollment.participation.models import Employment
from siadmin.agency.insurances import Fund
from siadmin.agency.models import Region
from siadmin.kernel.database import run_sql
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from siadmin.policy.selectors import StoredLawBook
from tests import database
from tests.cities import BEIJING, GUANGZHOU, NOVEMBER
from tests.claims import toy
from tests.claims.desk import ClaimDesk
from tests.factories import TODAY, a_person, an_employer
from tests.payments.till import Till
from tests.unemployment.spells import a_spell

pytestmark = pytest.mark.usefixtures("a_year_paid")
# From which day, until before which day; and whether it is work begun while the benefit is drawn, that goes on.
WORK = (
    (None, None, False),
    (NOVEMBER - 1, None, False),
    (NOVEMBER, None, True),
    (NOVEMBER, NOVEMBER.first_day + dt.timedelta(days=9), False),
    (NOVEMBER + 1, None, False),
)


def test_every_ground_of_the_rule_can_be_decided_on_and_is_called_the_same() -> None:
    for stop in Stop:
        if stop is Stop.USED_UP:
            assert stop not in causes(), "a spell ends by its own months"
        elif stop is not Stop.DIED:
            assert causes()[stop] == stop_words(stop)
    assert {Suspected.DIED, Suspected.IMPRISONED} <= {str(each) for each in Stop}


def test_what_the_record_says_points_to_a_ground_of_the_rule() -> None:
    assert set(StillUnemployed.kinds) == set(LEADS)
    for lead, (stop, _) in LEADS.items():
        assert stop_words(stop).zh in lead_words(lead).zh and StillUnemployed.kinds[lead] == lead_words(lead)


def found(entitlement: Entitlement) -> set[Stop]:
    region = Region.objects.get(pk=BEIJING)
    given = {**StillUnemployed().given(region, NOVEMBER), "region": BEIJING, "fund": Fund.UNEMPLOYMENT}
    rows = run_sql(StillUnemployed.sql, given | {"month": NOVEMBER.first_day})
    return {LEADS[kind][0] for its, kind, _ in rows if its == entitlement.pk}


def a_drawer(refusals: int, *, on_pension: bool) -> Entitlement:
    person = a_person(lives_in="110105")
    drawn = Till("toy_dole", Fund.UNEMPLOYMENT).granted(person)
    for n in range(refusals):
        facts = {"entitlement": drawn.number, "refused_on": str(TODAY), "offered_by": f"某厂{n}", "offered": "装配工"}
        desk = ClaimDesk(person, matter="work_refused")
        desk.act("review", desk.handled(desk.asked(facts)), desk.reviewer)
    if on_pension:
        Till("toy_pension", Fund.PENSION).granted(person)
    return drawn


@pytest.mark.parametrize(("refusals", "on_pension"), list(product((0, 1, 2), (False, True))))
def test_the_statement_and_the_rule_find_the_same(
    refusals: int, on_pension: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Over refusals below, at and above what stops, a pension, and work before, since, ended and to come."""
    monkeypatch.setattr(toy.Rainwear, "pension", Pension.OLD_AGE, raising=False)
    with toy.joined():
        drawn, employer = a_drawer(refusals, on_pension=on_pension), an_employer()
        law = StopLaw.from_book(StoredLawBook(), region=BEIJING, on=NOVEMBER.first_day)
        for since, before, is_again in WORK:
            with database.savepoint():
                if since is not None:
                    Employment.objects.create(
                        person=drawn.person, employer=employer, starts_on=since.first_day, ends_before=before,
                        end_reason="employer_terminated" if before else "",
                    )  # fmt: skip
                facts = MonthFacts(0, 10, refusals=refusals, reemployed=is_again, on_pension=on_pension)
                assert found(drawn) == set(reasons_to_stop(facts, law)), (since, before)


@pytest.mark.parametrize("pool", [BEIJING, GUANGZHOU])
def test_prison_suspends_or_ends_the_benefit_as_the_place_says(pool: str) -> None:
    law = StopLaw.from_book(StoredLawBook(), region=pool, on=NOVEMBER.first_day)
    kind_at = cause_of(Stop.IMPRISONED).kind_at
    assert kind_at is not None
    assert kind_at(pool, NOVEMBER) == (EndingKind.SUSPENDED if law.prison_suspends.value else EndingKind.ENDED)
    assert kind_at("650000", Month(1990, 1)) is None


def test_in_guangzhou_nobody_ends_a_benefit_for_prison() -> None:
    person, entitlement = a_spell()
    desk = ClaimDesk(person, pool=GUANGZHOU, matter="benefit_stop")
    facts = {
        "entitlement": entitlement.number, "from_month": str(NOVEMBER + 1), "kind": "ended", "because": "imprisoned",
        "verified": "compared", "found": "收监通知",
    }  # fmt: skip
    with pytest.raises(Refusal) as refused:
        desk.asked(facts)
    assert refused.value.code == "entitlement_stops_otherwise" and "暂停" in refused.value.zh
    desk.act("review", desk.handled(desk.asked(facts | {"kind": "suspended"})), desk.reviewer)
    assert entitlement.endings.get().because == Stop.IMPRISONED
