"""A sixth insurance, invented: an umbrella for rainy days. Nothing outside this file knows it."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import pytest
from django import forms

from benefits.claims import schemes
from benefits.claims.matters import ClaimMatter, join
from benefits.claims.rules.assessed import Assessed, Item, Rhythm
from benefits.claims.schemes import Claimant, Known, Scheme
from enrollment.registry.matters.subject import IDENTITY_CARD
from enrollment.registry.models import Person
from funds.ledger import items
from siadmin.agency.insurances import Fund, Insurance, ResidentScheme
from siadmin.agency.models import Region
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month
from siadmin.kernel.trace import Explained, Trace
from siadmin.matters import catalogue
from siadmin.matters.catalogue import MatterForm


class RainForm(MatterForm):
    days = forms.IntegerField(min_value=0, max_value=366, label="下雨天数")


class Umbrella(Scheme):
    """Ten yuan a rainy day, once; no umbrella without rain."""

    code = "toy_umbrella"
    insurance = Insurance.INJURY
    title = Words("申领雨伞补贴", "Umbrella grant")
    who = Words("淋雨的人", "Whoever was rained on")
    conditions = (Words("下过雨", "It has rained"),)
    papers = (IDENTITY_CARD,)
    basis = Words("社会保险经办条例第22条", "REG 22")
    result = Words("一次性发放", "Paid once")
    category = "injury_reimbursement"
    components: Mapping[str, Words] = {"umbrella": Words("雨伞补贴", "Umbrella grant")}
    items: Mapping[str, str] = {"umbrella": "toy"}
    form = RainForm

    def place(self, person: Person, facts: Mapping[str, Any], on: dt.date) -> Region | None:
        return Region.objects.get(pk="110000")

    def known(self, claimant: Claimant, facts: Mapping[str, Any]) -> Sequence[Known]:
        return [Known(Words("姓名", "Name"), claimant.person.name, Words("参保登记", "the register"))]

    def assess(self, claimant: Claimant, facts: Mapping[str, Any]) -> Explained[Assessed]:
        why = Trace()
        days = why.fact(Words("下雨天数", "Rainy days"), int(facts["days"]), "days")
        if not days:
            return why.conclude(
                Assessed(unmet=[Words("没有下雨（第22条）", "it did not rain (REG 22)")]),
                Words("不下雨，不发。", "No rain."),
            )
        fen = why.money(Words("补贴", "Grant"), days * 1_000, Words(f"{days} × 10", f"{days} × 10"), is_result=True)
        item = Item("umbrella", fen, Rhythm.ONCE, Month.of(claimant.applied_on))
        return why.conclude(Assessed(items=[item]), Words("按天发放。", "Paid by the day."))


class Parasol(Umbrella):
    """The same against the sun, of the unemployment fund."""

    code = "toy_parasol"
    insurance = Insurance.UNEMPLOYMENT
    components: Mapping[str, Words] = {"umbrella": Words("阳伞补贴", "Parasol grant")}


class Stick(Umbrella):
    """The same to lean on, of the pension fund."""

    code = "toy_stick"
    insurance = Insurance.PENSION
    components: Mapping[str, Words] = {"umbrella": Words("手杖补贴", "Stick grant")}


class Rainwear(Umbrella):
    """As much each month from now on, without an end."""

    code = "toy_pension"
    insurance = Insurance.PENSION
    components: Mapping[str, Words] = {"rainwear": Words("雨衣津贴", "Rainwear allowance")}
    items: Mapping[str, str] = {"rainwear": "toy_monthly"}

    def assess(self, claimant: Claimant, facts: Mapping[str, Any]) -> Explained[Assessed]:
        item = Item("rainwear", int(facts["days"]) * 1_000, Rhythm.MONTHLY, Month.of(claimant.applied_on))
        return Trace().conclude(Assessed(items=[item]), Words("按月发放。", "Paid by the month."))


class Walker(Rainwear):
    """Another of the pension fund, of another item in its book."""

    code = "toy_stick_monthly"
    items: Mapping[str, str] = {"rainwear": "toy"}


class Dole(Rainwear):
    """The same of the unemployment fund."""

    code = "toy_dole"
    insurance = Insurance.UNEMPLOYMENT
    pension = None  # whatever a test makes of rainwear


class ResidentsRainwear(Rainwear):
    """The same of the residents' pension fund."""

    code = "toy_residents"
    insurance = ResidentScheme.PENSION  # type: ignore[assignment]
    pension = None


@contextmanager
def joined() -> Iterator[ClaimMatter]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(catalogue, "_matters", dict(catalogue._matters))
        patch.setattr(schemes, "_schemes", dict(schemes._schemes))
        patch.setattr(items, "_items", {fund: items.items_of(fund) for fund in Fund})
        for fund in Fund:
            items.register(fund, {"toy": Words("雨具", "Against rain"), "toy_monthly": Words("雨衣", "Rainwear")})
        join(Parasol())
        join(Stick())
        join(Rainwear())
        join(Walker())
        join(Dole())
        join(ResidentsRainwear())
        yield join(Umbrella())
