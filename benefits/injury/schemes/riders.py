"""Occupational injuries of platform workers under the pilot are recorded and handled; no amount is guessed.

Every order is insured by its platform (人社部发〔2025〕24号). What the pilot pays stands in a text of the ministry that
could not be read: until its values are on file nothing is assessed, whatever work injury insurance pays.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from benefits.claims.rules.assessed import Assessed
from benefits.claims.schemes import Claimant, Known, Scheme
from benefits.injury.forms import RiderForm
from benefits.injury.items import DISABILITY_PAID
from benefits.injury.selectors import employer_named
from contributions.platforms.models import Platform
from enrollment.registry.matters.subject import IDENTITY_CARD
from enrollment.registry.models import Employer, Person
from siadmin.agency.insurances import Insurance
from siadmin.agency.models import Region
from siadmin.kernel.language import Words
from siadmin.kernel.trace import Explained
from siadmin.matters.catalogue import Door, MatterForm, Paper
from siadmin.matters.rules import Risk
from siadmin.policy.verified import not_verified

CODE = "rider_injury"
BENEFIT = "injury.rider_benefit"


class RiderInjury(Scheme):
    code = CODE
    insurance = Insurance.INJURY
    title = Words("申领新就业形态人员职业伤害待遇", "Occupational injury of a platform worker")
    who = Words("在试点平台接单受到职业伤害的人员", "People hurt on an order of a platform of the pilot")
    conditions: Sequence[Words] = (
        Words(
            "平台企业参加职业伤害保障，伤害发生在执行订单期间", "The platform is in the pilot; hurt while on an order"
        ),
        Words(
            "待遇标准以人力资源社会保障部的规定为准，未登记前只受理、不核定金额",
            "Amounts are the ministry's: until they are on file a claim is taken in and no amount is decided",
        ),
    )
    papers: Sequence[Paper] = (
        IDENTITY_CARD,
        Paper(
            "injury_diagnosis",
            Words("医疗诊断证明", "The medical diagnosis"),
            Words("人社部发〔2025〕24号", "MOHRSS [2025] 24"),
        ),
    )
    basis = Words("人社部发〔2025〕24号", "MOHRSS [2025] 24")
    result = Words("登记在案，待遇标准登记后核定", "On record, and decided once the amounts are on file")
    category = "injury_benefit"
    components: Mapping[str, Words] = {CODE: Words("职业伤害待遇", "Occupational injury benefit")}
    items: Mapping[str, str] = dict.fromkeys(components, DISABILITY_PAID)
    form: type[MatterForm] = RiderForm
    doors = frozenset({Door.COUNTER, Door.CITIZEN})
    may_agents = True

    def place(self, person: Person, facts: Mapping[str, Any], on: dt.date) -> Region | None:
        """Where the platform is insured."""
        platform = _platform(facts)
        return platform.pooling_region if platform else None

    def least_risk(self, facts: Mapping[str, Any]) -> str:
        return Risk.MIDDLE

    def known(self, claimant: Claimant, facts: Mapping[str, Any]) -> Sequence[Known]:
        platform = _platform(facts)
        is_one = platform is not None and Platform.objects.filter(employer=platform).exists()
        register = Words("平台登记", "the register of platforms")
        return [Known(Words("已登记为平台企业", "Registered as a platform"), is_one, register)]

    def assess(self, claimant: Claimant, facts: Mapping[str, Any]) -> Explained[Assessed]:
        """Raises NOT_VERIFIED_HERE, always: no value of the pilot could be read."""
        raise not_verified(BENEFIT, claimant.region.pk, claimant.applied_on)


def _platform(facts: Mapping[str, Any]) -> Employer | None:
    return employer_named(str(facts.get("platform", "")))
