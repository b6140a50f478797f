"""Medical costs claimed back, births, care filed elsewhere, a shared account in Beijing, through the real actions."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from django.utils import timezone

from benefits.medical.models import ThirdPartyAdvance
from benefits.medical.selectors import standing_of
from enrollment.participation.models import InsuredPeriod
from enrollment.registry.matters import BANK_CARD
from enrollment.registry.models import Person, Sex
from enrollment.registry.selectors import identifier_of
from enrollment.registry.subjects import Persons
from siadmin.agency.insurances import Fund, Insurance
from siadmin.kernel.months import Month
from siadmin.matters import actions as matters
from siadmin.matters.actions import Attached
from siadmin.matters.catalogue import matter_of
from siadmin.matters.models import Case
from siadmin.portal.world.build import Builder
from siadmin.portal.world.chance import stream
from siadmin.portal.world.claiming import BANKS, assembled, paid, tell
from siadmin.portal.world.numbers import bank_account

POOL, CREW = "110000", "bj.hs"
_HANDS = (("clerk", "handle"), ("reviewer", "review"), ("approver", "approve"))
_AMOUNTS = {"over_limit": "0", "excluded": "0", "advance": "0"}
_STAY = {
    "cause": "illness", "party": "", "care": "inpatient", "institution": "某三级医院", "level": "3", "elsewhere": False,
    "receipts": "ZY-0001", "charged": "32000.00", "over_limit": "600.00", "excluded": "2400.00", "advance": "1000.00",
}  # fmt: skip
_VISIT = _STAY | _AMOUNTS | {"care": "outpatient", "receipts": "MZ-0001", "charged": "4600.00"}
_CRASH = _STAY | {"cause": "third_party_unpaid", "party": "王某（肇事后下落不明）", "receipts": "ZY-0002"}


def tell_care(builder: Builder, now: dt.datetime) -> None:
    """Of six people of Beijing who are covered, and of two women; what a rule refuses is left out."""
    month = Month.of(builder.world.span.today) - 1
    days = {"began_on": str(month.first_day), "ended_on": str(month.last_day)}
    people = list(islice(_covered(month), 6))
    if len(people) < 6:
        return
    one, two, three, four, five, six = people
    tell(_done, builder, "medical_reimbursement", one, _STAY | days, now)
    tell(_done, builder, "medical_reimbursement", two, _VISIT | days, now)
    tell(_asked, builder, "medical_reimbursement", three, _VISIT | days | {"receipts": "MZ-0002"}, now)
    tell(_denied, builder, four, _STAY | days | {"cause": "work_injury", "receipts": "ZY-0003"}, now)
    tell(_done, builder, "medical_reimbursement", five, _CRASH | days, now)
    tell(_paid, builder, [one, two, five], now)
    tell(_recovered, builder, five, now)
    there = {"kind": "referred", "care_place": "310115", "starts_on": days["began_on"], "last_day": None}
    tell(_done, builder, "away_filing", six, there | {"last_day": str((month + 3).last_day)}, now)
    tell(_done, builder, "away_filing", one, there | {"kind": "resident_elsewhere"}, now)
    if (number := identifier_of(three)) is not None:
        tell(_done, builder, "account_sharing", two, {"user": number.value, "relation": "spouse"}, now)
    birth = {"event": "birth", "happened_on": str(month.first_day), "infants": 1, "dystocia": False, "weeks": None}
    for place, mother in enumerate(islice(_covered(month, insurance=Insurance.MATERNITY, sex=Sex.FEMALE), 2)):
        tell(_asked if place else _done, builder, "maternity_allowance", mother, birth, now)


def _covered(month: Month, *, insurance: str = Insurance.MEDICAL, **traits: str) -> Iterator[Person]:
    """Who is insured there and covered in that month; those with a sign-in of their own first."""
    then = InsuredPeriod.objects.filter(
        region=POOL, insurance=insurance, from_month__lte=month, before_month=None, employer__isnull=False
    )
    people = Person.objects.filter(pk__in=then.values("person"), died_on=None, **traits)
    for person in people.order_by("citizen_tie__pk", "pk").iterator():
        if standing_of(person, month.last_day).insured is not None:
            yield person


def _asked(builder: Builder, code: str, person: Person, facts: Mapping[str, Any], now: dt.datetime) -> Case:
    matter = matter_of(code)
    papers = [Attached(paper.code, seen_original=True) for paper in matter.papers if paper.is_needed(facts)]
    subject = Persons().find([person.number])[person.number]
    by = builder.staff[f"{CREW}.clerk"]
    return matters.receive(matter=matter, subject=subject, facts=dict(facts), papers=papers, by=by, at=now)


def _act(builder: Builder, case: Case, post: str, act: str, now: dt.datetime, **said: str) -> None:
    case.refresh_from_db()
    by = builder.staff[f"{CREW}.{post}"]
    getattr(matters, act)(case_id=case.pk, seen_version=case.version, by=by, at=now, **said)


def _done(builder: Builder, code: str, person: Person, facts: Mapping[str, Any], now: dt.datetime) -> None:
    """Signed by as many as must."""
    case = _asked(builder, code, person, facts, now)
    for post, act in _HANDS:
        case.refresh_from_db()
        if case.is_open:
            _act(builder, case, post, act, now)


def _denied(builder: Builder, person: Person, facts: Mapping[str, Any], now: dt.datetime) -> None:
    case = _asked(builder, "medical_reimbursement", person, facts, now)
    _act(builder, case, "clerk", "handle", now)
    _act(
        builder, case, "reviewer", "refuse", now, reason="属于工伤，应当由工伤保险基金支付（社会保险法第30条第(一)项）"
    )


def _paid(builder: Builder, people: Sequence[Person], now: dt.datetime) -> None:
    """What was granted to them is paid to their accounts; the bank finds one of these closed."""
    draw = stream(builder.world.seed, "care")
    for person in people:
        account = {"bank_name": BANKS[0], "account": bank_account(draw)}
        _done(builder, BANK_CARD.code, person, account, now)
    if (own := assembled(builder, POOL, Fund.MEDICAL, now, crew=CREW)) is not None:
        paid(builder, own, now, crew=CREW)


def _recovered(builder: Builder, person: Person, now: dt.datetime) -> None:
    """A part of what was advanced and has left comes back."""
    told = {
        "advance": ThirdPartyAdvance.objects.get(decision__claim__person=person).number, "amount": "3000.00",
        "received_on": str(timezone.localdate(now)), "bank_reference": "ZC-0001",
    }  # fmt: skip
    _done(builder, "medical_advance_recovered", person, told, now)
