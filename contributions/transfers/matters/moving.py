"""Asking for a relation to be moved to where one is insured now, or back to one's household place (T66; REG 12–16)."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from contributions.transfers.actions import TRANSFER_OPEN, request
from contributions.transfers.actions.answering import NOTHING_TO_MOVE
from contributions.transfers.law import oldest_to_move, years_for_benefits
from contributions.transfers.rules.places import place_of_benefits
from contributions.transfers.rules.temporary import Keeping, keeping
from contributions.transfers.selectors.changes_of_scheme import HOUSEHOLD_UNKNOWN
from contributions.transfers.selectors.places import place_of, pool_over
from contributions.transfers.selectors.standing import (
    is_insured_there,
    joined_there,
    new_place,
    open_transfer,
    record_there,
    stays_for_good,
    stays_of,
)
from contributions.transfers.selectors.temporary import relation_stands, temporary_of
from contributions.transfers.words import INSURANCES
from enrollment.participation.retirement import retirement_law
from enrollment.participation.rules.retirement import RetirementGroup, reached_statutory_age
from enrollment.registry.matters.subject import IDENTITY_CARD, person_of, told
from enrollment.registry.models import Person
from enrollment.registry.questions import Choices, said
from funds.ledger.selectors import pooling_regions
from siadmin.agency.insurances import LINE_OF, Insurance
from siadmin.agency.models import Region, User
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Reason
from siadmin.matters.catalogue import Change, Door, Matter, MatterForm, Paper
from siadmin.matters.models import Case
from siadmin.matters.rules import Risk
from siadmin.matters.subjects import Subject
from siadmin.policy.selectors import StoredLawBook

NO_NEW_PLACE = Reason(
    "transfer_no_new_place",
    "{name}目前没有在任何地方参保，户籍地也不在已建账的统筹区，没有转入地。",
    "{name} is insured nowhere now, and the household place is no pooling region here: there is no new place.",
    "在新单位参保后再申请。",
    "Apply when the new employer has enrolled you.",
)
SAME_PLACE = Reason(
    "transfer_same_place",
    "转出地与转入地都是{place}，无需转移。",
    "Both places are {place}; there is nothing to transfer.",
    "选择以前参保的地方。",
    "Choose the place where you were insured before.",
)
STILL_INSURED = Reason(
    "transfer_still_insured",
    "{name}在{place}还在参保，不能转出。",
    "{name} is still insured in {place}; the relation cannot leave.",
    "由原单位办理减员后再申请。",
    "Apply after the former employer has reported the leaving.",
)
TEMPORARY = Reason(
    "transfer_temporary_account",
    "{name}在{place}参保时已满 {age} 周岁且户籍不在该地，关系保留在原参保地，在新参保地建立临时缴费账户。",
    "{name} was {age} or older when first insured in {place}, which is not the household place: the relation stays, "
    "and the account in {place} is a temporary one.",
    "申请在{place}建立临时缴费账户，退休时全额归集到待遇领取地；经批准调动的，填写调动文件后申请。",
    "Have the temporary account opened in {place}; all of it is gathered where the pension is drawn. After an approved "
    "posting, name its document and apply again.",
)
GATHERED_ELSEWHERE = Reason(
    "transfer_temporary_gathered_elsewhere",
    "{old}的是临时缴费账户，只归集到关系所在地{place}或户籍地。",
    "The account in {old} is a temporary one: it goes where the relation is, {place}, or to the household place.",
    "回到该地参保后申请，或到退休时归集。",
    "Apply when insured there again, or at retirement.",
)
OTHER_PLACE_OF_BENEFITS = Reason(
    "transfer_other_place_of_benefits",
    "{name}已到法定退休年龄，待遇领取地为{place}：{why}。",
    "{name} has reached the statutory age; the pension is drawn in {place}: {why}.",
    "关系转往该地，由该地受理申请。",
    "The relation goes there; apply there.",
)


def _places() -> Choices:
    return [("", "—"), *said((region.pk, region.words) for region in pooling_regions())]


class TransferForm(MatterForm):
    insurance: str = Insurance.PENSION

    from_region = forms.ChoiceField(
        label=gettext_lazy("Where the relation is now"),
        choices=_places,
        help_text=gettext_lazy("The place where you were insured before."),
    )

    def __init__(self, *args: Any, subject: Subject | None = None, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, **kwargs)
        if subject is not None and not self.is_bound:
            self.fields["from_region"].initial = self._only_place(person_of(subject))

    def _only_place(self, person: Person) -> str | None:
        """Where somebody paid who paid in one other place only."""
        here, stays = new_place(person, self.insurance), stays_of(person, self.insurance, timezone.localdate())
        others = [stay.place.code for stay in stays if here is None or stay.place.code != here.pk]
        return others[0] if len(others) == 1 else None


class PensionForm(TransferForm):
    posting = forms.CharField(
        label=gettext_lazy("Approved posting: document and date"),
        max_length=150,
        required=False,
        help_text=gettext_lazy("Only when an authority moved you there; it lifts the age limit."),
    )


class MedicalForm(TransferForm):
    insurance = Insurance.MEDICAL


class UnemploymentForm(TransferForm):
    insurance = Insurance.UNEMPLOYMENT


class MoveRelation(Matter):
    """One person at the new place agrees; at the old place two answer and a third pays."""

    insurance: str
    who = Words("参保人本人，或其代办人", "The insured person, or an agent")
    result = Words(
        "向原参保地发出联系函；记录和资金转入后合并计算，每一步都可查询",
        "A contact letter goes to the old place; record and money follow and count here. Every step can be followed",
    )
    subject_kind = "person"
    doors = frozenset({Door.COUNTER, Door.CITIZEN})
    papers: Sequence[Paper] = (IDENTITY_CARD,)
    risks: Sequence[str] = (Risk.LOW,)

    def risk(self, facts: Mapping[str, Any], subject: Subject | None) -> str:
        return Risk.LOW

    def place(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> Region | None:
        return new_place(person_of(subject), self.insurance)

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        person, old = person_of(subject), Region.objects.get(pk=facts["from_region"])
        new = new_place(person, self.insurance)
        if refusal := stays_for_good(person, self.insurance):
            raise refusal
        if new is None:
            raise NO_NEW_PLACE(name=person.name)
        if new == old:
            raise SAME_PLACE(place=new.words)
        self.check_ended(person, old, on)
        if (under_way := open_transfer(person, self.insurance)) is not None:
            raise TRANSFER_OPEN(number=under_way.number)
        if record_there(person, self.insurance, old, on) is None:
            raise NOTHING_TO_MOVE(place=old.words)
        self.check_more(person, old, new, facts, on)

    def check_ended(self, person: Person, old: Region, on: dt.date) -> None:
        """The insurance there is over. Raises STILL_INSURED."""
        if is_insured_there(person, self.insurance, old, Month.of(on)):
            raise STILL_INSURED(name=person.name, place=old.words)

    def check_more(self, person: Person, old: Region, new: Region, facts: Mapping[str, Any], on: dt.date) -> None:
        """What only one insurance asks."""

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        new = new_place(person_of(subject), self.insurance)
        old = Region.objects.get(pk=facts["from_region"])
        return [Change(INSURANCES[self.insurance], str(old.words), str(new.words) if new else "")]

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        old, person = Region.objects.get(pk=facts["from_region"]), Person.objects.get(number=case.subject)
        new = new_place(person, self.insurance)
        assert new is not None, "it was checked"
        transfer = request(
            person=person, insurance=self.insurance, to_insurance=self.insurance, from_region=old, to_region=new,
            case=case, by=by, at=at,
        )  # fmt: skip
        words = Words(
            "同意接收，已向{place}发出联系函；转移编号 {number}，该地应在 {day} 前办理。",
            "We agree. The contact letter to {place} is sent; the transfer has the number {number}, to be done "
            "there by {day}.",
        )
        return told(words.filled(place=old.words, number=transfer.number, day=transfer.due_on))


class MovePension(MoveRelation):
    code = "pension_transfer"
    insurance = Insurance.PENSION
    title = Words("转移职工基本养老保险关系", "Move the employees' pension relation")
    conditions = (
        Words("已在新参保地参保，或者返回户籍地", "Is insured at the new place, or returns to the household place"),
        Words("在原参保地的参保已经终止", "The insurance at the old place has ended"),
        Words("尚未领取基本养老金", "Does not draw a pension yet"),
        Words(
            "男满50周岁、女满40周岁到非户籍地参保的，关系留在原参保地，经批准调动的除外",
            "Men of 50 and women of 40 who go elsewhere than their household place keep the relation where it is, "
            "unless an approved posting moved them",
        ),
    )
    papers = (
        IDENTITY_CARD,
        Paper(
            "posting_approval",
            Words("调动的批准文件", "Approval of the posting"),
            Words("国办发〔2009〕66号第五条", "State Council Office [2009] No. 66, art. 5"),
            is_required=False,
        ),
    )
    basis = Words(
        "国办发〔2009〕66号；社会保险法第19条；社会保险经办条例第12条", "State Council Office [2009] 66; SIL 19; REG 12"
    )
    category = "pension_transfer"
    line = str(LINE_OF[Insurance.PENSION])
    form = PensionForm
    risks = (Risk.LOW, Risk.MIDDLE)

    def risk(self, facts: Mapping[str, Any], subject: Subject | None) -> str:
        return Risk.MIDDLE if facts.get("posting") else Risk.LOW

    def check_more(self, person: Person, old: Region, new: Region, facts: Mapping[str, Any], on: dt.date) -> None:
        home = pool_over(person.household)
        group, born = RetirementGroup(person.retirement_group), Month.of(person.birth_on)
        temporary = temporary_of(person, old)
        if reached_statutory_age(person.birth_on, group, on, retirement_law(on)):
            if person.household is None:
                raise HOUSEHOLD_UNKNOWN(name=person.name)
            found = place_of_benefits(
                relation_at=place_of(relation_stands(temporary) if temporary else old),
                household=place_of(home or person.household),
                stays=stays_of(person, self.insurance, on),
                needed=years_for_benefits(StoredLawBook(), on),
            )
            if found.value.place.code != new.pk:
                raise OTHER_PLACE_OF_BENEFITS(name=person.name, place=found.value.place.name, why=found.value.reason)
            return
        goes_home = home is not None and home == new
        if temporary is not None:
            if not goes_home and relation_stands(temporary) != new:
                raise GATHERED_ELSEWHERE(old=old.words, place=relation_stands(temporary).words)
            return
        limit = oldest_to_move(StoredLawBook(), person.sex, on)
        joined = joined_there(person, self.insurance, new) or Month.of(on)
        kept = keeping(born=born, joined=joined, goes_home=goes_home, limit=limit).value
        is_open = temporary_of(person, new) is not None
        if is_open or (kept == Keeping.TEMPORARY and not facts.get("posting")):
            raise TEMPORARY(name=person.name, place=new.words, age=int(limit.value) // 12)


class MoveMedical(MoveRelation):
    """The record and what the account holds; the pooled fund stays (医保办发〔2021〕43号)."""

    code = "medical_transfer"
    insurance = Insurance.MEDICAL
    title = Words("转移职工基本医疗保险关系", "Move the employees' medical relation")
    conditions = (
        Words("已在新参保地参加职工医保", "Is insured for employees' medical at the new place"),
        Words("在原参保地的参保已经终止", "The insurance at the old place has ended"),
        Words("尚未享受退休人员医保待遇", "Is not insured as a retired person"),
    )
    basis = Words("医保办发〔2021〕43号；社会保险法第32条；社会保险经办条例第13条", "NHSA [2021] 43; SIL 32; REG 13")
    category = "medical_transfer"
    line = str(LINE_OF[Insurance.MEDICAL])
    form = MedicalForm


class MoveUnemployment(MoveRelation):
    """The record alone: what of the fund follows somebody who draws the benefit is no settled number of the law."""

    code = "unemployment_transfer"
    insurance = Insurance.UNEMPLOYMENT
    title = Words("转移失业保险关系", "Move the unemployment relation")
    conditions = (
        Words(
            "已在新参保地参加失业保险，或者返回户籍地", "Is insured at the new place, or returns to the household place"
        ),
        Words("在原参保地的参保已经终止", "The insurance at the old place has ended"),
        Words(
            "只转移缴费记录；领取待遇所需资金由两地按规定结算，不经本系统划转",
            "Only the record moves; money for a benefit is settled between the two places, not through this portal",
        ),
    )
    result = Words(
        "向原参保地发出联系函；缴费年限转入后合并计算，每一步都可查询",
        "A contact letter goes to the old place; months follow and count here. Every step can be followed",
    )
    basis = Words("社会保险法第52条；社会保险经办条例第14条", "SIL 52; REG 14")
    category = "unemployment_transfer"
    line = str(LINE_OF[Insurance.UNEMPLOYMENT])
    form = UnemploymentForm


PENSION, MEDICAL, UNEMPLOYMENT = MovePension(), MoveMedical(), MoveUnemployment()
