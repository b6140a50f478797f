"""Unemployment benefit joins the claim workflow (SIL 45–52; REG 23–24)."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from benefits.claims.rules.assessed import Assessed
from benefits.claims.schemes import Claimant, Known, Scheme
from benefits.unemployment.forms import BY_EVIDENCE, ClaimForm
from benefits.unemployment.items import BENEFIT_PAID
from benefits.unemployment.rules.entitlement import Facts, Separation
from benefits.unemployment.schemes.reckoning import BENEFIT, reckoned
from benefits.unemployment.selectors import last_insured, last_spell, last_work, paid_months, work_now
from enrollment.participation.rules.retirement import RetirementGroup
from enrollment.participation.words import END_REASONS
from enrollment.registry.matters.subject import IDENTITY_CARD
from enrollment.registry.models import Person
from siadmin.agency.insurances import Insurance
from siadmin.agency.models import Region
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month
from siadmin.kernel.trace import Explained
from siadmin.matters.catalogue import Door, Obstacle, Paper
from siadmin.matters.rules import Risk

_EMPLOYER, _BILLS = (
    Words("单位报送的终止名单，社会保险法第50条", "told by the employer, SIL 50"),
    Words("缴费记录", "paid bills"),
)
_DECISIONS = Words("核定决定", "earlier decisions")


class UnemploymentBenefit(Scheme):
    code = "unemployment_benefit"
    insurance = Insurance.UNEMPLOYMENT
    title = Words("申领失业保险金", "Unemployment benefit")
    who = Words("失业前参加失业保险的个人", "Whoever was insured against unemployment and lost work")
    conditions = (
        Words("失业前用人单位和本人已经缴纳失业保险费满一年", "Employer and person paid for a year at least"),
        Words("非因本人意愿中断就业", "Work was not lost of one's own will"),
        Words(
            "已经办理失业登记，并有求职要求（本申请同时作为失业登记）",
            "Registered as unemployed and seeking work; this application registers too",
        ),
    )
    papers: Sequence[Paper] = (
        IDENTITY_CARD,
        Paper(
            "separation_evidence",
            Words("单位申报的离职原因有误的证据", "What shows that the employer told the cause wrong"),
            Words("实施《社会保险法》若干规定第13条；社会保险经办条例第24条", "IMPL 13; REG 24"),
            is_required=False,
            required_if=lambda facts: facts.get("cause") == BY_EVIDENCE,
        ),
    )
    basis = Words("社会保险法第45条至第52条；社会保险经办条例第24条", "SIL 45–52; REG 24")
    result = Words(
        "核定期限和每月金额，按月支付；领取期间由基金缴纳职工医疗保险费",
        "Months and monthly amount are decided and paid; the fund pays medical contributions meanwhile",
    )
    category = "unemployment_benefit"
    components: Mapping[str, Words] = {BENEFIT: Words("失业保险金", "Unemployment benefit")}
    items: Mapping[str, str] = {BENEFIT: BENEFIT_PAID}
    form = ClaimForm
    doors = frozenset({Door.COUNTER, Door.CITIZEN})
    may_agents = True

    def place(self, person: Person, facts: Mapping[str, Any], on: dt.date) -> Region | None:
        """Where the person was insured last (SIL 50)."""
        period = last_insured(person)
        return period.region if period else None

    def against(self, person: Person, on: dt.date) -> list[Obstacle]:
        found = []
        if (work := work_now(person)) is not None:
            employer = work.employer
            found.append(
                Obstacle(
                    Words(
                        f"仍在{employer.name}就业，单位没有报送离职",
                        f"Still works at {employer.name_en or employer.name}: no leaving was told",
                    )
                )
            )
        return found

    def least_risk(self, facts: Mapping[str, Any]) -> str:
        """Three people weigh the evidence where the cause is not as the employer told."""
        return Risk.HIGH if facts.get("cause") == BY_EVIDENCE else Risk.LOW

    def known(self, claimant: Claimant, facts: Mapping[str, Any]) -> Sequence[Known]:
        person, work, spell = claimant.person, last_work(claimant.person), last_spell(claimant.person, self.code)
        here, elsewhere = paid_months(person, claimant.region, since=spell.first + 1 if spell else None)
        told = [Known(Words("缴费月数", "Months paid"), here, _BILLS)]
        if work is not None:
            assert work.ends_before is not None
            told += [
                Known(
                    Words("最后的单位", "Last employer"),
                    Words(work.employer.name, work.employer.name_en or work.employer.name),
                    _EMPLOYER,
                ),
                Known(Words("离职日期", "Last day of work"), work.ends_before - dt.timedelta(days=1), _EMPLOYER),
                Known(Words("离职原因", "Why it ended"), END_REASONS[work.end_reason], _EMPLOYER),
            ]
        if elsewhere:
            told.append(
                Known(
                    Words("在其他地区缴费的月数（转入后计算）", "Months paid elsewhere: they count once moved here"),
                    elsewhere, Words("缴费记录，社会保险法第52条", "paid bills, SIL 52"),
                )
            )  # fmt: skip
        if spell:
            told.append(Known(Words("前次应领未领的月数", "Months left of the last spell"), spell.unused, _DECISIONS))
        return told

    def assess(self, claimant: Claimant, facts: Mapping[str, Any]) -> Explained[Assessed]:
        """The three conditions; months by the place's table; the amount of each month; on to retirement if it is near.

        Raises NOT_VERIFIED_HERE.
        """
        person, region, on = claimant.person, claimant.region.pk, claimant.applied_on
        spell, work = last_spell(person, self.code), last_work(person)
        paid, _ = paid_months(person, claimant.region, since=spell.first + 1 if spell else None)
        told = Facts(
            paid_months=paid,
            unused_months=spell.unused if spell else 0,
            separation=Separation(work.end_reason) if work else Separation.OTHER,
            registered=bool(facts.get("registered")),
            seeking=bool(facts.get("seeking")),
            decided_involuntary=True if facts.get("cause") == BY_EVIDENCE else None,
        )
        born, group = Month.of(person.birth_on), RetirementGroup(person.retirement_group)
        return reckoned(told, born, group, region=region, on=on)
