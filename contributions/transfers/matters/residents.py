"""Residents who move their household take their pension account along (国发〔2014〕8号 §8; REG 12)."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from contributions.transfers.actions import TRANSFER_OPEN
from contributions.transfers.matters.moving import MoveRelation, TransferForm
from contributions.transfers.selectors.changes_of_scheme import refuse_unpaid_year
from contributions.transfers.selectors.places import pool_over
from contributions.transfers.selectors.standing import open_transfer
from enrollment.registry.matters.subject import person_of
from enrollment.registry.models import Person
from siadmin.agency.insurances import LINE_OF, Insurance, ResidentScheme
from siadmin.agency.models import Region
from siadmin.kernel.language import Words
from siadmin.kernel.refusal import Reason
from siadmin.matters.subjects import Subject

HOUSEHOLD_NOT_HERE = Reason(
    "transfer_household_not_here",
    "{name}没有登记户籍地，或户籍地不在已建账的统筹区。",
    "{name} has no household place on record, or it is in no pooling region here.",
    "先登记迁入后的户籍地，再申请。",
    "Have the new household place recorded, then apply.",
)


class ResidentForm(TransferForm):
    insurance = ResidentScheme.PENSION


class MoveResident(MoveRelation):
    """The account moves whole and years add up; a year that was paid counts, one that was not is given up first."""

    code = "resident_pension_transfer"
    insurance = ResidentScheme.PENSION
    title = Words("转移城乡居民基本养老保险关系", "Move the residents' pension relation")
    who = Words("户籍迁移的参保居民本人，或其代办人", "The resident whose household moved, or an agent")
    conditions = (
        Words("户籍已迁入新的统筹区", "The household is registered in the new pooling region"),
        Words("尚未领取居民养老保险待遇", "Does not draw a residents' pension yet"),
        Words("已选择的年度档次已经缴费，或者已经放弃", "A year that was chosen is paid, or given up"),
    )
    result = Words(
        "个人账户全部储存额一次转入，缴费年限累计计算，每一步都可查询",
        "The account comes whole, once; years add up. Every step can be followed",
    )
    basis = Words("国发〔2014〕8号第八条；社会保险经办条例第12条", "State Council [2014] 8, part 8; REG 12")
    category = "resident_pension_transfer"
    line = str(LINE_OF[ResidentScheme.PENSION])
    form = ResidentForm

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        person = person_of(subject)
        if pool_over(person.household) is None:
            raise HOUSEHOLD_NOT_HERE(name=person.name)
        super().check(facts, subject, on)

    def check_ended(self, person: Person, old: Region, on: dt.date) -> None:
        """A resident's year is paid at once and runs out by itself. Raises YEAR_UNPAID."""
        refuse_unpaid_year(person, on)

    def check_more(self, person: Person, old: Region, new: Region, facts: Mapping[str, Any], on: dt.date) -> None:
        """Of the two pension schemes one relation moves at a time."""
        if (under_way := open_transfer(person, Insurance.PENSION)) is not None and under_way.is_change_of_scheme:
            raise TRANSFER_OPEN(number=under_way.number)


RESIDENT = MoveResident()
