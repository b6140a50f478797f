"""What is paid once upon a death of work joins the claim workflow (WIR 39); dependants draw each month beside.

The claim is of the survivor, at the counter; of the funeral grants of three insurances one is paid.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from benefits.claims.models import GrantedOnce
from benefits.claims.rules.assessed import Assessed, Item, Rhythm
from benefits.claims.schemes import Claimant, Known, Scheme, scheme_of
from benefits.claims.selectors import granted_upon, person_named
from benefits.injury.forms import InjuryDeathForm
from benefits.injury.items import DEATH_PAID
from benefits.injury.law import law_of
from benefits.injury.models import Injury
from benefits.injury.rules.death import death_lump, funeral, less_advanced
from benefits.injury.rules.disability import PAID_BY_FUND
from benefits.injury.rules.wage import AVERAGE
from benefits.injury.schemes.reckoning import CERTIFIED, NOT_INSURED, is_the_employers, not_due
from benefits.injury.selectors import injuries_of, standing_appraisal
from benefits.injury.selectors.leaving import is_in_leave
from benefits.injury.selectors.sharing import MISSING_ADVANCE
from benefits.payments.models import EndingKind, Entitlement
from enrollment.registry.matters.subject import IDENTITY_CARD
from enrollment.registry.models import Person
from siadmin.agency.insurances import Insurance
from siadmin.agency.models import Region
from siadmin.kernel.language import Words
from siadmin.kernel.money import written
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Reason
from siadmin.kernel.trace import Explained, Step, Trace
from siadmin.matters.catalogue import Door, MatterForm, Paper
from siadmin.matters.rules import Risk
from siadmin.policy.lawbook import NATIONAL
from siadmin.policy.selectors import StoredLawBook
from siadmin.policy.verified import own_value, value

# The funeral grant has this name in each of the three insurances that pay one (SIL 49).
FUNERAL, LUMP = "funeral_grant", "death_lump"
NO_DEATH_OF_WORK = Reason(
    "injury_no_death_of_work",
    "申请中的死者现在没有登记死亡记录，或者没有已认定的工伤。",
    "Of the person in the claim no death, or no injury of work, is on record now.",
    "核对死亡登记和工伤认定；更正后退回经办重新核定。",
    "Check both records; once they are put right, return the claim to be handled again.",
)
REGISTER, DECISIONS = Words("参保登记", "the register"), Words("核定决定", "earlier decisions")
OUT_OF_LEAVE = Words(
    "死亡时停工留薪期已满：超过十二个月的，须有确认的延长期或者复发记录（工伤保险条例第33条、第39条）",
    "the paid leave was over: after twelve months only an extension or a recurrence on record goes on (WIR 33, 39)",
)
NOT_OF_WORK = Words(
    "不是因工死亡，也不是一至四级伤残职工停工留薪期满后死亡（工伤保险条例第39条）",
    "neither a death of the injury, nor of somebody of grades 1 to 4 after the paid leave (WIR 39)",
)


class UponADeathOfWork(Scheme):
    """The injury is the newest of who died."""

    insurance = Insurance.INJURY
    category = "injury_benefit"
    papers: Sequence[Paper] = (
        IDENTITY_CARD,
        Paper(
            "kinship",
            Words("与死者关系的证明（户口簿、结婚证等）", "What shows the relation to who died (household register)"),
            Words("社会保险经办条例第19条；工伤保险条例第39条", "REG 19; WIR 39"),
        ),
    )
    doors = frozenset({Door.COUNTER})
    may_agents = True
    noun: Words

    def place(self, person: Person, facts: Mapping[str, Any], on: dt.date) -> Region | None:
        """Whose fund it is."""
        deceased = self._dead(facts)
        injury = injuries_of(deceased).first() if deceased else None
        return injury.region if injury else None

    def least_risk(self, facts: Mapping[str, Any]) -> str:
        """Who the survivor is rests on papers: two people at least look at them."""
        return Risk.MIDDLE

    def known(self, claimant: Claimant, facts: Mapping[str, Any]) -> Sequence[Known]:
        deceased, on, injury = self.record(facts)
        when = Words("死亡日期", "Died on") if deceased.died_on else Words("下落不明自", "Missing since")
        told = [
            Known(Words("死者（下落不明者）", "Who died, or is missing"), deceased.name, REGISTER),
            Known(when, on, REGISTER),
            Known(Words("工伤", "Injury"), f"{injury.number} · {injury.happened_on}", CERTIFIED),
            Known(Words("受伤时已参保", "Insured by the day of the injury"), injury.was_insured, CERTIFIED),
        ]
        for component, grant in granted_upon(deceased).items():
            other = scheme_of(grant.item.decision.claim.scheme)
            told.append(Known(Words("已核定", "Granted already"), other.components[component], DECISIONS))
        return told

    def record(self, facts: Mapping[str, Any]) -> tuple[Person, dt.date, Injury]:
        """Raises NO_DEATH_OF_WORK."""
        deceased = self._dead(facts)
        injury = injuries_of(deceased).first() if deceased else None
        if deceased is None or deceased.died_on is None or injury is None:
            raise NO_DEATH_OF_WORK()
        return deceased, deceased.died_on, injury

    def _dead(self, facts: Mapping[str, Any]) -> Person | None:
        return person_named(str(facts.get("deceased", "")))


class DeathOfWork(UponADeathOfWork):
    code = "injury_death"
    title = Words("申领因工死亡待遇", "Payments upon a death of work")
    noun = Words("因工死亡待遇", "Payments upon the death")
    who = Words("因工死亡职工的近亲属", "Near relatives of who died of an injury of work")
    conditions: Sequence[Words] = (
        Words(
            "死亡已登记，工伤已认定，受伤时已参保", "The death and the injury are on record; the employer had insured"
        ),
        Words(
            "一至四级伤残职工停工留薪期满后死亡的，只有丧葬补助金和供养亲属抚恤金",
            "Of grades 1 to 4 after the paid leave: the funeral grant and dependants' pensions only",
        ),
        Words(
            "养老、工伤、失业保险的丧葬补助金只能领取一项",
            "Only one of the funeral grants of pension, injury and unemployment insurance is paid",
        ),
    )
    basis = Words("工伤保险条例第39条；社会保险法第49条；实施《社会保险法》若干规定第11条", "WIR 39; SIL 49; IMPL 11")
    result = Words("核定丧葬补助金和一次性工亡补助金，一次性支付", "Funeral grant and death lump sum, paid once")
    components: Mapping[str, Words] = {
        FUNERAL: Words("丧葬补助金", "Funeral grant"),
        LUMP: Words("一次性工亡补助金", "Death lump sum"),
    }
    items: Mapping[str, str] = dict.fromkeys(components, DEATH_PAID)
    form: type[MatterForm] = InjuryDeathForm

    def deceased(self, facts: Mapping[str, Any]) -> Person | None:
        return self._dead(facts)

    def once_of(self, claimant: Claimant, facts: Mapping[str, Any]) -> str:
        """Who of the survivors was paid what upon this injury."""
        return f"{self.record(facts)[2].number}:{claimant.person.number}"

    def assess(self, claimant: Claimant, facts: Mapping[str, Any]) -> Explained[Assessed]:
        """By the law of the day of death. Raises NO_DEATH_OF_WORK, NOT_VERIFIED_HERE."""
        deceased, died_on, injury = self.record(facts)
        if is_the_employers(injury):
            return not_due(self.noun, NOT_INSURED)
        if facts.get("in_leave") and not is_in_leave(injury, died_on):
            return not_due(self.noun, OUT_OF_LEAVE)
        of_work = bool(facts.get("in_leave")) or hasattr(injury, "missing")
        if not of_work and not was_of_worst_grades(injury, died_on):
            return not_due(self.noun, NOT_OF_WORK)
        granted, steps, amounts = granted_upon(deceased), list[Step](), dict[str, int]()
        if FUNERAL not in granted and not facts.get("from_elsewhere"):
            average = own_value(StoredLawBook(), AVERAGE, region=injury.region_id, on=died_on, category="full_calibre")
            found = funeral(average, law_of("injury.funeral_months", injury.region, died_on))
            amounts[FUNERAL], steps = int(found.value), [*steps, *found.trace.steps]
        if of_work and LUMP not in granted:
            income = value(StoredLawBook(), "income.urban_disposable_year", region=NATIONAL, on=died_on)
            found = death_lump(income, law_of("injury.death_lump_multiple", injury.region, died_on))
            found = less_advanced(found, advanced_of(injury))
            amounts[LUMP], steps = int(found.value), [*steps, *found.trace.steps]
        if not amounts:
            why = Words(
                "各项已核定，或者已从其他保险领取（社会保险法第49条）",
                "each was granted already, or is drawn from another insurance (SIL 49)",
            )
            return not_due(self.noun, why, steps)
        month = Month.of(claimant.applied_on)
        items = [Item(component, fen, Rhythm.ONCE, month) for component, fen in amounts.items()]
        total = written(sum(amounts.values()))
        sentence = Words(f"一次性支付{total}元。", f"{total} yuan, paid once.")
        return Explained(Assessed(items=items), Trace(sentence, steps))


def advanced_of(injury: Injury) -> int:
    """Fen of the lump that were advanced while its person was missing (WIR 41), and have not been ended."""
    once = GrantedOnce.objects.filter(scheme=MISSING_ADVANCE, of=injury.number)
    standing = Entitlement.objects.filter(decision__in=once.values("decision")).exclude(
        endings__kind=EndingKind.ENDED
    )  # fmt: skip
    return sum(part.amount_fen for each in standing for part in each.components.all())


def was_of_worst_grades(injury: Injury, died_on: dt.date) -> bool:
    appraisal = standing_appraisal(injury, died_on)
    return appraisal is not None and appraisal.grade in PAID_BY_FUND
