"""Changing between the employees' and the residents' pension at the statutory age (人社部发〔2014〕17号)."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone

from contributions.transfers.actions import TRANSFER_OPEN, request
from contributions.transfers.models import PENSIONS
from contributions.transfers.rules.change_of_scheme import WAY_WORDS, paid_twice
from contributions.transfers.selectors.changes_of_scheme import change_for, overlaps_of
from contributions.transfers.selectors.standing import open_transfer, stays_for_good
from contributions.transfers.words import INSURANCES
from enrollment.registry.matters.subject import IDENTITY_CARD, person_of, told
from enrollment.registry.models import Person
from siadmin.agency.insurances import LINE_OF, Insurance
from siadmin.agency.models import Region, User
from siadmin.kernel.language import Words
from siadmin.kernel.money import written
from siadmin.kernel.refusal import Refusal
from siadmin.matters.catalogue import Change, Door, Matter, MatterForm, Paper
from siadmin.matters.models import Case
from siadmin.matters.rules import Risk
from siadmin.matters.subjects import Subject


class NothingToChoose(MatterForm):
    """Way and places follow from what was paid."""


class ChangeScheme(Matter):
    """Two people sign: years that do not count any more are not got back."""

    code = "pension_conversion"
    title = Words("城乡养老保险制度衔接", "Change between the employees' and the residents' pension")
    who = Words("达到法定退休年龄的参保人本人，或其代办人", "The insured person at the statutory age, or an agent")
    conditions = (
        Words("已达到职工养老保险法定退休年龄", "Has reached the statutory age of employees"),
        Words("尚未领取任何一种养老保险待遇", "Draws neither pension yet"),
        Words(
            "职工缴费满最低年限的，由居民转入职工，居民缴费年限不合并计算",
            "Paid long enough as an employee: the residents' account joins it, residents' years do not count",
        ),
        Words(
            "职工缴费不足最低年限的，由职工转入居民，职工缴费年限合并计算",
            "Paid less: the employees' account joins the residents', the employee's years count",
        ),
        Words(
            "职工养老保险关系已归集至待遇领取地",
            "The employees' relation is gathered at the place where the pension is drawn",
        ),
        Words(
            "重复缴费时段的居民养老个人缴费退还本人",
            "What was paid as a resident for months paid as an employee too is returned",
        ),
    )
    papers: Sequence[Paper] = (IDENTITY_CARD,)
    basis = Words("人社部发〔2014〕17号；社会保险法第16条；社会保险经办条例第12条", "MOHRSS [2014] 17; SIL 16; REG 12")
    result = Words(
        "向原关系所在地发出联系函；个人账户全部并入，每一步都可查询",
        "A contact letter goes to where the relation is; the account comes whole. Every step can be followed",
    )
    category = "pension_conversion"
    line = str(LINE_OF[Insurance.PENSION])
    subject_kind = "person"
    doors = frozenset({Door.COUNTER, Door.CITIZEN})
    form = NothingToChoose
    risks = (Risk.MIDDLE,)

    def risk(self, facts: Mapping[str, Any], subject: Subject | None) -> str:
        return Risk.MIDDLE

    def place(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> Region | None:
        """That of the scheme that receives (art. 4); why there is none is what `check` says."""
        try:
            return change_for(person_of(subject), timezone.localdate()).to_region
        except Refusal:
            return None

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        person = person_of(subject)
        if refusal := stays_for_good(person, *PENSIONS):
            raise refusal
        for scheme in PENSIONS:
            if (under_way := open_transfer(person, scheme)) is not None:
                raise TRANSFER_OPEN(number=under_way.number)
        change_for(person, on)

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        person = person_of(subject)
        try:
            found = change_for(person, timezone.localdate())
        except Refusal:
            return []
        before = f"{INSURANCES[found.insurance]} · {found.from_region.words}"
        after = f"{INSURANCES[found.to_insurance]} · {found.to_region.words}"
        told_changes = [Change(WAY_WORDS[found.way.value], before, after)]
        if back := paid_twice(overlaps_of(person)).value:
            told_changes.append(Change(Words("重复缴费退还", "Paid twice, returned"), "", f"¥{written(back)}"))
        return told_changes

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        person = Person.objects.get(number=case.subject)
        found = change_for(person, timezone.localdate(at))
        transfer = request(
            person=person, insurance=found.insurance, to_insurance=found.to_insurance, from_region=found.from_region,
            to_region=found.to_region, case=case, by=by, at=at,
        )  # fmt: skip
        words = Words(
            "{way}，已向{place}发出联系函；编号 {number}，该地应在 {day} 前办理。",
            "{way}. The contact letter to {place} is sent; it has the number {number}, to be done there by {day}.",
        )
        return told(
            words.filled(
                way=WAY_WORDS[found.way.value], place=found.from_region.words, number=transfer.number,
                day=transfer.due_on,
            )
        )  # fmt: skip


CHANGE_OF_SCHEME = ChangeScheme()
