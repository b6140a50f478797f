"""Costs of an injury claimed back by hand: treatment, food in hospital, travel, devices (REG 22(2); WIR 30, 32).

Of each receipt once. What was treated again after the grade rests on a confirmed recurrence (WIR 38); what fell due
before an employer applied late is its own (WIR 17). A standard that is not on file is never guessed.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from benefits.claims.papers import four_papers
from benefits.claims.rules.assessed import Assessed, Item, Rhythm
from benefits.claims.schemes import Claimant, Known
from benefits.injury.forms.costs import CostsForm, DeviceForm
from benefits.injury.items import MEDICAL_PAID
from benefits.injury.law import law_of
from benefits.injury.models import Injury
from benefits.injury.rules.costs import CostLaw, Told, costs, device
from benefits.injury.schemes.reckoning import (
    CERTIFIED,
    NOT_INSURED,
    OfAnInjury,
    is_the_employers,
    not_due,
)
from benefits.injury.selectors import injury_numbered
from benefits.injury.selectors.leaving import graded_on
from enrollment.registry.matters.subject import IDENTITY_CARD
from siadmin.kernel.language import Words
from siadmin.kernel.money import HALF_UP, fen
from siadmin.kernel.months import Month
from siadmin.kernel.trace import Explained
from siadmin.matters.catalogue import MatterForm, Paper

TREATMENT, FOOD, TRAVEL, DEVICE = "injury_treatment", "injury_food", "injury_travel", "injury_device"
_REG_22 = Words("社会保险经办条例第22条", "REG 22")
_BEFORE = Words("发生在受伤之前的费用", "costs of before the injury")
_NOT_CONFIRMED = Words(
    "评定伤残等级后的治疗，没有经确认的工伤复发（工伤保险条例第38条）",
    "treated after the grade, and no recurrence was confirmed (WIR 38)",
)
_EMPLOYER_LATE = Words(
    "单位逾期申请工伤认定，申请之前发生的费用由单位负担（工伤保险条例第17条）",
    "the employer applied late: costs of until then are its own (WIR 17)",
)
_NOTHING = Words("没有目录和标准范围内的费用", "nothing of it is covered by the catalogues and standards")
_NOT_AGREED = Words(
    "不在签订服务协议的机构配置（工伤保险辅助器具配置管理办法第21条）",
    "of no institution with an agreement (DEV 21)",
)


class _Costs(OfAnInjury):
    category = "injury_reimbursement"
    papers: Sequence[Paper] = (IDENTITY_CARD, *four_papers(_REG_22))
    once = False

    def once_of(self, claimant: Claimant, facts: Mapping[str, Any]) -> str:
        """Of which injury it is, and by which of its receipts: each is paid for once."""
        return f"{facts['injury']}:{self.receipts_of(facts)[0]}"

    def known(self, claimant: Claimant, facts: Mapping[str, Any]) -> Sequence[Known]:
        injury = injury_numbered(facts["injury"])
        again = injury.recurrences.order_by("-starts_on").first()
        told = [
            Known(Words("工伤", "Injury"), f"{injury.number} · {injury.happened_on}", CERTIFIED),
            Known(Words("受伤时已参保", "Insured by the day of the injury"), injury.was_insured, CERTIFIED),
        ]
        if again is not None:
            confirmed = Words("复发确认", "the confirmation")
            told.append(Known(Words("工伤复发自", "Broke out again from"), again.starts_on, confirmed))
        return told

    def assess(self, claimant: Claimant, facts: Mapping[str, Any]) -> Explained[Assessed]:
        """By the law of the first day. Raises NOT_VERIFIED_HERE."""
        injury, began = injury_numbered(facts["injury"]), dt.date.fromisoformat(facts["began_on"])
        if (why := _against(injury, began)) is not None:
            return not_due(self.noun, why)
        return self.reckoned(injury, began, claimant, facts)

    def reckoned(
        self, injury: Injury, began: dt.date, claimant: Claimant, facts: Mapping[str, Any]
    ) -> Explained[Assessed]:
        raise NotImplementedError


class InjuryCosts(_Costs):
    """All that catalogues cover; food and travel by the standards of the place."""

    code = "injury_costs"
    title = Words("工伤医疗费用手工报销", "Costs of an injury claimed back")
    noun = Words("工伤医疗费用", "Costs of treatment")
    who = Words("未能直接结算的工伤职工", "Who was hurt, where nothing was settled directly")
    conditions: Sequence[Words] = (
        Words("工伤已认定，受伤时已参保", "The injury is certified; the employer had insured"),
        Words("符合工伤保险目录和住院服务标准", "Covered by the catalogues of injury insurance"),
        Words(
            "到统筹地区以外就医的，有医疗机构证明并经经办机构同意",
            "Away from the area: with the hospital's word and the agency's consent",
        ),
    )
    basis = Words("工伤保险条例第30条、第38条；社会保险经办条例第22条", "WIR 30, 38; REG 22")
    result = Words("由基金一次性支付", "Paid by the fund, once")
    components: Mapping[str, Words] = {
        TREATMENT: Words("工伤医疗、康复费用", "Treatment and rehabilitation"),
        FOOD: Words("住院伙食补助费", "Food in hospital"),
        TRAVEL: Words("异地就医食宿费", "Food and lodging away"),
    }
    items: Mapping[str, str] = dict.fromkeys(components, MEDICAL_PAID)
    form: type[MatterForm] = CostsForm

    def reckoned(
        self, injury: Injury, began: dt.date, claimant: Claimant, facts: Mapping[str, Any]
    ) -> Explained[Assessed]:
        told = Told(
            billed_fen=_fen(facts, "billed"), covered_fen=_fen(facts, "covered"),
            hospital_days=_whole(facts, "hospital_days"), away_days=_whole(facts, "away_days"),
            nights=_whole(facts, "nights"), nights_fen=_fen(facts, "lodging"),
        )  # fmt: skip
        law = CostLaw(
            food=law_of("injury.hospital_food_day", injury.region, began) if told.hospital_days else None,
            away_food=law_of("injury.away_food_day", injury.region, began) if told.away_days else None,
            lodging=law_of("injury.away_lodging_day", injury.region, began) if told.nights else None,
        )
        if _fen(facts, "transport"):
            law_of("injury.away_transport", injury.region, began)
        found = costs(told, law)
        month = Month.of(claimant.applied_on)
        amounts = (
            (TREATMENT, found.value.treatment_fen),
            (FOOD, found.value.food_fen),
            (TRAVEL, found.value.travel_fen),
        )
        items = [Item(code, int(amount), Rhythm.ONCE, month) for code, amount in amounts if amount]
        if not items:
            return not_due(self.noun, _NOTHING, found.trace.steps)
        return Explained(Assessed(items=items), found.trace)


class InjuryDevice(_Costs):
    """What the committee confirmed, up to the limit of the place; what has no limit on file is not guessed."""

    code = DEVICE
    title = Words("工伤辅助器具费用手工报销", "An assistive device after an injury")
    noun = Words("辅助器具费用", "Assistive device")
    who = Words("经确认需要配置辅助器具的工伤职工", "Who needs a device, as the committee confirmed")
    conditions: Sequence[Words] = (
        Words("经劳动能力鉴定委员会确认", "Confirmed by the appraisal committee"),
        Words("在签订服务协议的机构配置，不超过限额", "Of an institution with an agreement, up to the limit"),
    )
    basis = Words("工伤保险条例第32条；工伤保险辅助器具配置管理办法第21条", "WIR 32; DEV 21")
    result = Words("由基金在限额内一次性支付", "Paid by the fund up to the limit, once")
    components: Mapping[str, Words] = {DEVICE: noun}
    items: Mapping[str, str] = dict.fromkeys(components, MEDICAL_PAID)
    form: type[MatterForm] = DeviceForm

    def reckoned(
        self, injury: Injury, began: dt.date, claimant: Claimant, facts: Mapping[str, Any]
    ) -> Explained[Assessed]:
        if not facts.get("is_agreed"):
            return not_due(self.noun, _NOT_AGREED)
        most = law_of("injury.device_most", injury.region, began, facts["device"])
        found = device(_fen(facts, "cost"), most)
        item = Item(DEVICE, int(found.value), Rhythm.ONCE, Month.of(claimant.applied_on))
        return Explained(Assessed(items=[item]), found.trace)


def _against(injury: Injury, began: dt.date) -> Words | None:
    if is_the_employers(injury):
        return NOT_INSURED
    if began < injury.happened_on:
        return _BEFORE
    application = injury.certification.application
    if application.is_late and began < application.applied_on:
        return _EMPLOYER_LATE
    graded = graded_on(injury, injury.happened_on)
    again = injury.recurrences.filter(starts_on__lte=began).exists()
    return _NOT_CONFIRMED if graded is not None and began > graded and not again else None


def _fen(facts: Mapping[str, Any], name: str) -> int:
    return fen(Decimal(facts.get(name) or 0), HALF_UP)


def _whole(facts: Mapping[str, Any], name: str) -> int:
    return int(facts.get(name) or 0)


COST_SCHEMES: tuple[_Costs, ...] = (InjuryCosts(), InjuryDevice())
