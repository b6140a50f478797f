"""Opening a temporary account: an older mover's relation stays, what is paid at the new place is kept apart (T66 5)."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone

from contributions.transfers.actions import TEMPORARY_OPEN, TRANSFER_OPEN, open_temporary
from contributions.transfers.law import oldest_to_move
from contributions.transfers.matters.changing_scheme import NothingToChoose
from contributions.transfers.rules.temporary import Keeping, keeping
from contributions.transfers.selectors.places import is_home
from contributions.transfers.selectors.standing import (
    joined_there,
    open_transfer,
    present_period,
    relations_elsewhere,
    stays_for_good,
)
from contributions.transfers.selectors.temporary import temporary_of
from contributions.transfers.words import INSURANCES
from enrollment.participation.models import InsuredPeriod
from enrollment.registry.matters.subject import IDENTITY_CARD, person_of, told
from enrollment.registry.models import Person
from siadmin.agency.insurances import LINE_OF, Insurance
from siadmin.agency.models import Region, User
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Reason
from siadmin.matters.catalogue import Change, Door, Matter, Paper
from siadmin.matters.models import Case
from siadmin.matters.rules import Risk
from siadmin.matters.subjects import Subject
from siadmin.policy.selectors import StoredLawBook

NOT_INSURED_NOW = Reason(
    "temporary_account_not_insured",
    "{name}目前没有以职工身份参加养老保险，不能建立临时缴费账户。",
    "{name} is not insured as an employee now; there is no place to open a temporary account.",
    "在新参保地参保后再申请。",
    "Apply when insured at the new place.",
)
RELATION_FOLLOWS = Reason(
    "temporary_account_not_needed",
    "{why}因此{name}在{place}的参保不建立临时缴费账户。",
    "{why} So what {name} pays in {place} needs no temporary account.",
    "申请转移职工基本养老保险关系。",
    "Apply to have the relation moved.",
)
NO_RELATION_ELSEWHERE = Reason(
    "temporary_account_no_relation",
    "{name}在其他统筹区没有职工基本养老保险关系，没有需要保留的关系。",
    "{name} has no employees' pension relation in another pooling region, so none would stay there.",
    "其他地方的缴费以参保缴费凭证先行登记。",
    "Have what was paid elsewhere recorded by its certificate first.",
)


class OpenTemporaryAccount(Matter):
    """One person agrees: nothing moves, and nothing that was paid changes hands."""

    code = "temporary_account"
    title = Words("建立临时基本养老保险缴费账户", "Open a temporary pension account")
    who = Words(
        "在非户籍地参保的男满50周岁、女满40周岁人员，或其代办人",
        "Men of 50 and women of 40 insured elsewhere than at their household place, or an agent",
    )
    conditions = (
        Words(
            "已在新参保地参加职工养老保险，该地不是户籍地",
            "Is insured as an employee at the new place, which is not the household place",
        ),
        Words("在该地首次参保时男满50周岁、女满40周岁", "Was 50 (a man) or 40 (a woman) when first insured there"),
        Words(
            "在其他统筹区有职工养老保险关系，关系保留在原参保地",
            "Has a relation in another pooling region; it stays there",
        ),
        Words(
            "单位和个人的全部缴费连同利息，退休时全额归集",
            "All that employer and person pay moves with interest at retirement",
        ),
    )
    papers: Sequence[Paper] = (IDENTITY_CARD,)
    basis = Words(
        "国办发〔2009〕66号第五条；社会保险法第19条；社会保险经办条例第12条",
        "State Council Office [2009] 66, art. 5; SIL 19; REG 12",
    )
    result = Words(
        "在新参保地建立临时缴费账户，关系保留在原参保地；账户可随时查询",
        "A temporary account at the new place; the relation stays. What it holds can be seen at any time",
    )
    category = "temporary_account"
    line = str(LINE_OF[Insurance.PENSION])
    subject_kind = "person"
    doors = frozenset({Door.COUNTER, Door.CITIZEN})
    form = NothingToChoose
    risks = (Risk.LOW,)

    def risk(self, facts: Mapping[str, Any], subject: Subject | None) -> str:
        return Risk.LOW

    def place(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> Region | None:
        period = present_period(person_of(subject), Insurance.PENSION)
        return period.region if period else None

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        person = person_of(subject)
        if refusal := stays_for_good(person, Insurance.PENSION):
            raise refusal
        period = present_period(person, Insurance.PENSION)
        if period is None:
            raise NOT_INSURED_NOW(name=person.name)
        here = period.region
        if temporary_of(person, here) is not None:
            raise TEMPORARY_OPEN(name=person.name, place=here.words)
        if (under_way := open_transfer(person, Insurance.PENSION)) is not None:
            raise TRANSFER_OPEN(number=under_way.number)
        kept = keeping(
            born=Month.of(person.birth_on), joined=_since(person, period), goes_home=is_home(person, here),
            limit=oldest_to_move(StoredLawBook(), person.sex, on),
        )  # fmt: skip
        if kept.value != Keeping.TEMPORARY:
            raise RELATION_FOLLOWS(name=person.name, place=here.words, why=kept.trace.sentence)
        if not relations_elsewhere(person, here, on):
            raise NO_RELATION_ELSEWHERE(name=person.name)

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        person = person_of(subject)
        period = present_period(person, Insurance.PENSION)
        if period is None:
            return []
        after = f"{period.region.words} · {_since(person, period)}"
        return [Change(Words("临时缴费账户", "Temporary account"), "", after)]

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        person = Person.objects.get(number=case.subject)
        period = present_period(person, Insurance.PENSION)
        assert period is not None, "it was checked"
        kept_at = relations_elsewhere(person, period.region, timezone.localdate(at))[-1]
        account = open_temporary(
            person=period.person, region=period.region, kept_at=kept_at, since=_since(person, period), case=case,
            by=by, at=at,
        )  # fmt: skip
        words = Words(
            "已在{place}建立临时缴费账户；{insurance}关系保留在{kept_at}。",
            "A temporary account is open in {place}; the relation ({insurance}) stays in {kept_at}.",
        )
        place, insurance = account.region.words, INSURANCES[Insurance.PENSION]
        return told(words.filled(place=place, insurance=insurance, kept_at=account.kept_at.words))


def _since(person: Person, period: InsuredPeriod) -> Month:
    return joined_there(person, Insurance.PENSION, period.region) or period.from_month


TEMPORARY_ACCOUNT = OpenTemporaryAccount()
