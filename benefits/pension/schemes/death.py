"""What survivors of an insured or retired person are paid once joins the claim workflow (SIL 14, 17, 49; REG 19).

The claim is of the survivor, to whom it is paid; the person who died is named by it. Each component is granted once of
who died (`claims.models.DeathGrant`). At the counter only: kinship is shown by originals, and no stranger's number can
be tried out.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from benefits.claims.models import DeathGrant
from benefits.claims.rules.assessed import Assessed, Item, Rhythm
from benefits.claims.schemes import Claimant, Known, Scheme, scheme_of
from benefits.claims.selectors import person_named
from benefits.pension.forms.death import FROM_ELSEWHERE, OF_WORK, DeathClaimForm
from benefits.pension.items import BASIC_PENSION, DEATH
from benefits.pension.rules.death import DeathFacts, SurvivorLaw, death_benefits, inheritance
from benefits.pension.selectors.death import DeathRecord, death_record, place_of_deceased, unpaid_from
from enrollment.registry.matters.subject import IDENTITY_CARD
from enrollment.registry.models import Person
from siadmin.agency.insurances import Insurance
from siadmin.agency.models import Region
from siadmin.kernel.language import Words
from siadmin.kernel.money import written
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Reason
from siadmin.kernel.trace import Explained, Step, Trace
from siadmin.matters.catalogue import Door, Paper
from siadmin.matters.rules import Risk
from siadmin.policy.selectors import StoredLawBook
from siadmin.policy.verified import own_value

CODE = "pension_survivor_benefit"
# The funeral grant has this name in each of the three insurances that pay one (SIL 49).
FUNERAL, SURVIVORS, LEFT = "funeral_grant", "survivor_benefit", "account_left"
# Once more, as a payment on its way when the heirs were paid came back.
LEFT_MORE = "account_left_more"
NOT_DEAD_ON_RECORD = Reason(
    "pension_not_dead_on_record",
    "申请中的死者身份号码现在没有登记死亡记录。",
    "Of the identity number in the claim no death is on record now.",
    "核对死亡登记；更正后退回经办重新核定。",
    "Check the record of the death; once it is put right, return the claim to be handled again.",
)
_REGISTER, _RECORD = Words("参保登记", "the register"), Words("缴费记录和历史记录", "paid bills, and history")
_ACCOUNT, _DECISIONS = Words("个人账户", "the personal account"), Words("核定决定", "earlier decisions")
_OF_WORK = Words(
    "因工死亡的，由工伤保险基金支付（社会保险法第17条、第38条）",
    "who died of a work injury is provided for by injury insurance (SIL 17, 38)",
)
_NEVER_PAID = Words("没有职工养老保险缴费年限（社会保险法第17条）", "no month of an employees' pension counts (SIL 17)")
_BY_FORMER_REGISTER = Words(
    "养老金由原系统发放，已领取的个人账户部分没有记录，余额不能推算",
    "a former register paid the pension: what was drawn of the account is not on record, and nothing is guessed",
)
_NO_BALANCE = Words("个人账户没有余额（社会保险法第14条）", "nothing is left on the personal account (SIL 14)")


class SurvivorBenefit(Scheme):
    code = CODE
    insurance = Insurance.PENSION
    title = Words("申领职工养老保险死亡待遇", "Survivors' benefits of the employees' pension")
    who = Words("参加职工养老保险的人员或退休人员死亡后的遗属", "A survivor of who was in the employees' pension")
    conditions = (
        Words("死者参加职工基本养老保险，死亡已登记", "Who died was in the employees' pension; the death is on record"),
        Words(
            "丧葬补助金和抚恤金：因病或者非因工死亡",
            "Funeral grant and survivors' payment: the death was of illness, or not of work",
        ),
        Words(
            "养老、工伤、失业保险的丧葬补助金只能领取一项",
            "Only one of the funeral grants of pension, injury and unemployment insurance is paid",
        ),
        Words("同一人死亡，每项只核定一次", "Upon one death each of them is granted once"),
    )
    papers: Sequence[Paper] = (
        IDENTITY_CARD,
        Paper(
            "kinship",
            Words("与死者关系的证明（户口簿、结婚证等）", "What shows the relation to who died (household register)"),
            Words("社会保险经办条例第19条", "REG 19"),
        ),
    )
    basis = Words(
        "社会保险法第14条、第17条、第49条；社会保险经办条例第19条；人社部发〔2021〕18号",
        "SIL 14, 17, 49; REG 19; MOHRSS [2021] 18",
    )
    result = Words(
        "核定丧葬补助金、抚恤金和个人账户余额，一次性支付给申请的遗属",
        "Funeral grant, survivors' payment and what is left of the account are decided, and paid once to who claims",
    )
    category = "pension_survivor_benefit"
    components: Mapping[str, Words] = {
        FUNERAL: Words("丧葬补助金", "Funeral grant"),
        SURVIVORS: Words("抚恤金", "Survivors' payment"),
        LEFT: Words("个人账户余额", "Left on the personal account"),
        LEFT_MORE: Words("个人账户余额补发", "Left on the personal account, made up for"),
    }
    items: Mapping[str, str] = {
        FUNERAL: DEATH, SURVIVORS: DEATH, LEFT: BASIC_PENSION, LEFT_MORE: BASIC_PENSION,
    }  # fmt: skip
    form = DeathClaimForm
    doors = frozenset({Door.COUNTER})
    may_agents = True

    def place(self, person: Person, facts: Mapping[str, Any], on: dt.date) -> Region | None:
        """Where the pension of who died was paid, else where they were insured last."""
        deceased = self.deceased(facts)
        return place_of_deceased(deceased) if deceased else None

    def deceased(self, facts: Mapping[str, Any]) -> Person | None:
        return person_named(str(facts.get("deceased", "")))

    def least_risk(self, facts: Mapping[str, Any]) -> str:
        """Who the survivor is rests on papers: two people at least look at them."""
        return Risk.MIDDLE

    def known(self, claimant: Claimant, facts: Mapping[str, Any]) -> Sequence[Known]:
        deceased, record = self._record(claimant, facts)
        told = [
            Known(Words("死者", "Who died"), deceased.name, _REGISTER),
            Known(Words("死亡日期", "Died on"), record.died_on, _REGISTER),
            Known(Words("缴费月数（含视同）", "Months counted, deemed ones included"), record.months, _RECORD),
            Known(Words("个人账户储存额（元）", "Personal account, yuan"), written(record.balance_fen), _ACCOUNT),
        ]
        if record.drawn_from is not None:
            source = _REGISTER if record.account_drawn_fen is None else _DECISIONS
            told.append(Known(Words("养老金自", "Pension drawn from"), record.drawn_from, source))
            law = Words("社会保险法第16条、第17条", "SIL 16, 17")
            last = _stops(record).value - 1
            told.append(Known(Words("养老金发至", "Last month of the pension"), last, law))
        if record.account_drawn_fen:
            drawn = Words("已领取的个人账户养老金（元）", "Account pension paid, yuan")
            told.append(Known(drawn, written(record.account_drawn_fen), Words("银行发放结果", "what banks paid")))
        for component, grant in record.granted.items():
            other = scheme_of(grant.item.decision.claim.scheme)
            told.append(Known(Words("已核定", "Granted already"), other.components[component], _DECISIONS))
        return told

    def assess(self, claimant: Claimant, facts: Mapping[str, Any]) -> Explained[Assessed]:
        """By the law of the day of death and the income of the place in the year before; the account as it stands.

        Raises NOT_DEAD_ON_RECORD, NOT_VERIFIED_HERE, NoLawInForce.
        """
        deceased, record = self._record(claimant, facts)
        amounts, reasons, steps = dict[str, int](), list[Words](), list[Step]()
        for part in (_benefits(record, facts, claimant.region), _left(record)):
            amounts |= part.value[0]
            reasons += part.value[1]
            steps += part.trace.steps
        due = {component: fen for component, fen in amounts.items() if fen}
        if not due:
            zh, en = "；".join(each.zh for each in reasons), "; ".join(each.en for each in reasons)
            why = Words(f"不予支付：{zh}。", f"Nothing is due: {en}.")
            return Explained(Assessed(unmet=reasons), Trace(why, steps))
        names = [(self.components[component], written(fen)) for component, fen in due.items()]
        sentence = Words(
            f"{deceased.name}死亡，一次性支付{'、'.join(f'{name.zh}{yuan}元' for name, yuan in names)}。",
            f"Upon the death of {deceased.name}, once: {', '.join(f'{name.en} {yuan} yuan' for name, yuan in names)}.",
        )
        month = Month.of(claimant.applied_on)
        items = [Item(component, fen, Rhythm.ONCE, month) for component, fen in due.items()]
        return Explained(Assessed(items=items), Trace(sentence, steps))

    def _record(self, claimant: Claimant, facts: Mapping[str, Any]) -> tuple[Person, DeathRecord]:
        deceased = self.deceased(facts)
        if deceased is None or deceased.died_on is None:
            raise NOT_DEAD_ON_RECORD()
        return deceased, death_record(deceased, deceased.died_on, claimant.region.pk, today=claimant.applied_on)


_Part = Explained[tuple[dict[str, int], list[Words]]]


def _benefits(record: DeathRecord, facts: Mapping[str, Any], region: Region) -> _Part:
    """Funeral grant and survivors' payment; or why neither is due."""
    why = Trace()
    why.fact(Words("缴费月数（含视同）", "Months counted, deemed ones included"), record.months, "months")
    against = [
        words for words, is_so in ((_OF_WORK, facts.get("cause") == OF_WORK), (_NEVER_PAID, not record.months)) if is_so
    ]
    if before := record.granted.get(SURVIVORS):
        against.append(_granted(Words("丧葬补助金和抚恤金", "funeral grant and survivors' payment"), before))
    if against:
        return _none_of(Words("丧葬补助金和抚恤金", "Funeral grant and survivors' payment"), against, why)
    book, on = StoredLawBook(), record.died_on
    income = own_value(book, "income.urban_disposable_year", region=region.pk, on=on)
    is_elsewhere = FUNERAL in record.granted or facts.get("funeral") == FROM_ELSEWHERE
    told = DeathFacts(record.months, record.drawn_months, is_elsewhere)
    found = death_benefits(told, income, SurvivorLaw.from_book(book, on=on, region=region.pk))
    steps = [*(_stops(record).trace.steps if record.drawn_from else []), *found.trace.steps]
    amounts = {FUNERAL: int(found.value.funeral_fen), SURVIVORS: int(found.value.survivors_fen)}
    return Explained((amounts, []), Trace(found.trace.sentence, steps))


def _left(record: DeathRecord) -> _Part:
    """What is left of the account, of whatever the person died; or why nothing is.

    Once it was granted, what a bank returned since of what was on its way then is made up for, once.
    """
    name, before = Words("可继承的余额", "Left to the heirs"), record.granted.get(LEFT)
    if record.account_drawn_fen is None:
        return _none_of(name, [_BY_FORMER_REGISTER], Trace())
    found = inheritance(record.balance_fen, record.account_drawn_fen, before.item.amount_fen if before else 0)
    if before is None:
        return Explained(({LEFT: int(found.value)}, [] if found.value else [_NO_BALANCE]), found.trace)
    if not found.value or LEFT_MORE in record.granted:
        return _none_of(name, [_granted(Words("个人账户余额", "what is left of the account"), before)], Trace())
    return Explained(({LEFT_MORE: int(found.value)}, []), found.trace)


def _none_of(name: Words, reasons: list[Words], why: Trace) -> _Part:
    for each in reasons:
        why.money(name, 0, each)
    return why.conclude(({}, reasons), reasons[0])


def _granted(what: Words, before: DeathGrant) -> Words:
    case = before.item.decision.claim.case.number
    return Words(
        f"{what.zh}已由办件 {case} 核定，同一人死亡只支付一次（社会保险法第14条、第17条）",
        f"{what.en}: granted by case {case}, and paid once upon a death (SIL 14, 17)",
    )


def _stops(record: DeathRecord) -> Explained[Month]:
    return unpaid_from(record.died_on)
