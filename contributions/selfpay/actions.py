"""Verbs of what government adds: claim it in a list, record that it came, credit it. Each payment is claimed once."""

import datetime as dt
import secrets
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import F, Min

from contributions.accounts.models import AccountKind as PersonalAccount
from contributions.accounts.models import SubsidyCredit
from contributions.assessment.law import flexible_law
from contributions.assessment.rules.flexible import share_meant, subsidy
from contributions.selfpay.models import SubsidyClaim, SubsidyItem, SubsidyKind
from contributions.selfpay.rules import capped, medical_subsidy, subsidised_before, tier_subsidy
from contributions.selfpay.selectors import paid_by_place, resident_offer, unclaimed_bills
from enrollment.participation.actions.by_oneself import choose_tier
from enrollment.participation.models import OwnTerms
from enrollment.participation.own_terms import base_limits, flexible_insurances
from enrollment.participation.rules.retirement import RetirementGroup, RetirementLaw, statutory_retirement
from enrollment.registry.models import Person
from funds.ledger.actions import Line, post
from funds.ledger.models import AccountKind, Book, Side
from funds.ledger.selectors import first_open_day
from siadmin.agency.insurances import ResidentScheme
from siadmin.agency.models import Region, User
from siadmin.agency.trail import record
from siadmin.kernel.database import refusing
from siadmin.kernel.money import HALF_UP, fen, written
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Reason
from siadmin.kernel.trace import Law
from siadmin.policy.selectors import LawOfDay, StoredLawBook, law_of_day

NOTHING_TO_CLAIM = Reason(
    "no_subsidy_to_claim",
    "{region}没有尚未申请的政府补贴。",
    "There is no subsidy in {region} that was not claimed yet.",
    "有人缴费后再申请；每笔缴费只申请一次。",
    "Claim again once people have paid; each payment is claimed once.",
)
RECEIVED_ALREADY = Reason(
    "subsidy_received_already",
    "申请 {number} 的补贴已到账。",
    "The money of claim {number} has been recorded.",
    "核对申请编号。",
    "Check the number of the claim.",
)
SAME_EYES = Reason(
    "subsidy_same_eyes",
    "申请 {number} 由您提出，到账须由他人登记。",
    "You made claim {number}; somebody else records that it came.",
    "请基金财务岗的其他人员登记。",
    "Ask a colleague in fund finance.",
)
NOT_THE_AMOUNT = Reason(
    "subsidy_other_amount",
    "到账 {given} 元，申请 {wanted} 元，不一致。",
    "{given} yuan came, {wanted} yuan were claimed.",
    "与财政部门核对；足额到账后再登记。",
    "Ask the finance department; record it once all of it has come.",
)
VOUCHER_USED = Reason(
    "subsidy_voucher_used",
    "付款凭证 {voucher} 已登记在另一笔申请上。",
    "Payment {voucher} is recorded for another claim.",
    "核对银行回单上的付款编号；一笔付款只登记一次。",
    "Check the number on the bank's paper; each payment is recorded once.",
)
NO_SUCH_TIER = Reason(
    "no_such_tier",
    "{region} {year} 年没有 {tier} 元的档次。",
    "{region} has no tier of {tier} yuan in {year}.",
    "从公布的档次中选择。",
    "Choose one of the published tiers.",
)
LOWEST_TIER_ONLY = Reason(
    "lowest_tier_only",
    "由政府代缴的只有最低档 {tier} 元。",
    "Government pays the lowest tier of {tier} yuan only.",
    "选择最低档；选更高档次的由本人缴费。",
    "Choose the lowest tier; a higher one is paid by oneself.",
)


@transaction.atomic
def choose_resident_tier(
    *,
    person: Person,
    region: Region,
    scheme: str,
    year: int,
    tier_fen: int,
    category: str,
    by: User | None,
    at: dt.datetime,
    channel: str = "portal",
) -> OwnTerms:
    """A tier the place has for the year. Raises NO_SUCH_TIER, LOWEST_TIER_ONLY and the reasons of `choose_tier`."""
    there = resident_offer(region, scheme, year)
    if tier_fen not in there.tiers or category not in there.categories:
        raise NO_SUCH_TIER(region=region.words, year=year, tier=written(tier_fen))
    own = there.book.law(f"{_prefix(scheme)}.resident_own_share", category)
    if scheme == ResidentScheme.PENSION and own.value < 1 and tier_fen != there.tiers[0]:
        raise LOWEST_TIER_ONLY(tier=written(there.tiers[0]))
    return choose_tier(
        person=person, region=region, scheme=scheme, year=year, tier_fen=tier_fen, category=category,
        by=by, at=at, channel=channel,
    )  # fmt: skip


def _prefix(scheme: str) -> str:
    return "pension" if scheme == ResidentScheme.PENSION else "medical"


@transaction.atomic
def claim_subsidies(*, kind: str, region: Region, until: Month, by: User, at: dt.datetime) -> SubsidyClaim:
    """List what government owes for everything paid up to a month and not claimed yet (SIL 20, 25; R8 §4).

    Raises NOTHING_TO_CLAIM, NO_LAW_IN_FORCE.
    """
    with connection.cursor() as cursor:  # two claimants at once: the second finds nothing left
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"subsidies:{kind}:{region.pk}"])
    items = [each for each in _items(kind, region, until) if each.amount_fen]
    if not items:
        raise NOTHING_TO_CLAIM(region=region.words)
    claim = SubsidyClaim.objects.create(
        number=f"G{secrets.randbelow(10**11):011d}", kind=kind, region=region, until_month=until,
        people=len({each.person_id for each in items}), total_fen=sum(each.amount_fen for each in items),
        claimed_by=by, claimed_eyes=by.eyes, claimed_at=at,
    )  # fmt: skip
    SubsidyItem.objects.bulk_create(
        [
            SubsidyItem(
                claim=claim, person_id=each.person_id, kind=kind, month=each.month, paid_fen=each.paid_fen,
                amount_fen=each.amount_fen, is_provisional=each.is_provisional,
            )
            for each in items
        ],
        batch_size=2000,
    )  # fmt: skip
    record(
        by=by, at=at, code="subsidy_claimed", subject_kind="subsidy_claim", subject=claim.number,
        kind=kind, region=region.pk, people=claim.people, amount_fen=claim.total_fen,
    )  # fmt: skip
    return claim


@dataclass(frozen=True, slots=True)
class _Owed:
    person_id: int
    month: Month
    paid_fen: int
    amount_fen: int
    is_provisional: bool


def _items(kind: str, region: Region, until: Month) -> Iterator[_Owed]:
    paid = paid_by_place(unclaimed_bills(kind, region, until))
    if kind == SubsidyKind.HARD_TO_PLACE:
        yield from _for_the_hard_to_place(region, paid)
        return
    people = [person_id for person_id, *_ in paid]
    terms = {
        (each.person_id, each.from_month): each
        for each in OwnTerms.objects.filter(person__in=people, kind=kind, before_month__gt=F("from_month"))
    }
    books: dict[Month, LawOfDay] = {}
    for person_id, month, paid_fen, guessed in paid:
        chosen = terms.get((person_id, month))
        if chosen is None:
            continue
        book = books.setdefault(month, law_of_day(region, month.first_day))
        amount, provisional = resident_subsidy(kind, chosen, book)
        yield _Owed(person_id, month, paid_fen, amount, guessed or provisional)


def resident_subsidy(kind: str, terms: OwnTerms, book: LawOfDay) -> tuple[int, bool]:
    """What government adds for a resident's year, and whether a value of it is provisional. Raises NO_LAW_IN_FORCE.

    Of a tier that government pays in the person's place, that part comes with it.
    """
    if kind == SubsidyKind.MEDICAL_RESIDENT:
        explained = medical_subsidy(
            book.law("medical.resident_individual_year", "resident"),
            book.law("medical.resident_own_share", terms.category),
            book.law("medical.resident_subsidy_year", "resident"),
        )
        return explained.value, bool(explained.trace.provisional)
    explained = tier_subsidy(terms.base_fen, subsidy_steps(book))
    own = book.law("pension.resident_own_share", terms.category)
    in_place = terms.base_fen - fen(own.value * terms.base_fen / 100, HALF_UP)
    return explained.value + in_place, bool(explained.trace.provisional)


def subsidy_steps(book: LawOfDay) -> dict[int, Law]:
    """From which tier in fen which subsidy counts: `pension.resident_subsidy_year`, category `from_<yuan>`."""
    return {
        int(category.removeprefix("from_")) * 100: law
        for (key, category), law in book.laws.items()
        if key == "pension.resident_subsidy_year"
    }


def _for_the_hard_to_place(region: Region, paid: list[tuple[int, Month, int, bool]]) -> Iterator[_Owed]:
    """A share of what was paid, or of what the lowest base costs, within the months and the cap of the place."""
    people = Person.objects.in_bulk({person_id for person_id, *_ in paid})
    before = dict(
        SubsidyItem.objects.filter(person__in=people, kind=SubsidyKind.HARD_TO_PLACE)
        .values_list("person_id")
        .annotate(first=Min("month"))
    )
    ends: dict[int, Month] = {}
    for person_id, month, paid_fen, guessed in paid:
        book = law_of_day(region, month.first_day)
        if person_id not in ends:
            ends[person_id] = _subsidised_until(people[person_id], before.get(person_id, month), book)
        if month >= ends[person_id]:
            continue
        amount = hard_to_place_subsidy(paid_fen, book)
        yield _Owed(person_id, month, paid_fen, amount, guessed)


def _subsidised_until(person: Person, first: Month, book: LawOfDay) -> Month:
    law = RetirementLaw.from_book(StoredLawBook(), on=first.first_day)
    retires = statutory_retirement(Month.of(person.birth_on), RetirementGroup(person.retirement_group), law).value.month
    months, near = (
        int(book.law(f"subsidy.{name}", "hard_to_place").value)
        for name in ("flexible_months", "flexible_near_retirement_months")
    )
    return subsidised_before(first, retires, months, near)


def hard_to_place_subsidy(paid_fen: int, book: LawOfDay) -> int:
    """A month's subsidy: the place's share of what was paid, where it says so of the lowest base only, capped."""
    share = book.law("subsidy.flexible_share", "hard_to_place")
    counted = paid_fen
    if book.has("subsidy.flexible_at_floor", "hard_to_place") and book.is_set(
        "subsidy.flexible_at_floor", "hard_to_place"
    ):
        floor, _ = base_limits(book)
        lowest = sum(flexible_law(book, code).figures().line(floor).employee_fen for code in flexible_insurances(book))
        counted = min(paid_fen, lowest)
    amount = subsidy(counted, None, share_meant(share), share).value
    has_cap = book.has("subsidy.flexible_cap_month", "hard_to_place")
    return capped(amount, book.law("subsidy.flexible_cap_month", "hard_to_place") if has_cap else None).value


@transaction.atomic
def receive_subsidies(
    *, claim: SubsidyClaim, amount_fen: int, received_on: dt.date, voucher: str, by: User, at: dt.datetime
) -> SubsidyClaim:
    """The money of a claim has come: book it to the fund, and credit the accounts it is for.

    What goes to the hard to place is paid to them by the employment subsidy, not by a fund: it is only recorded.
    Raises RECEIVED_ALREADY, SAME_EYES, NOT_THE_AMOUNT, VOUCHER_USED, MONTH_CLOSED.
    """
    claim = SubsidyClaim.objects.select_for_update(of=("self",)).select_related("region").get(pk=claim.pk)
    if claim.received_on is not None:
        raise RECEIVED_ALREADY(number=claim.number)
    if claim.claimed_eyes == by.eyes:
        raise SAME_EYES(number=claim.number)
    if amount_fen != claim.total_fen:
        raise NOT_THE_AMOUNT(given=written(amount_fen), wanted=written(claim.total_fen))
    if claim.kind != SubsidyKind.HARD_TO_PLACE:
        claim.entry_key = _booked(claim, received_on, by, at)
    claim.received_on, claim.received_by, claim.received_eyes = received_on, by, by.eyes
    claim.received_at, claim.voucher = at, voucher.strip()[:60]
    with refusing("claim_voucher_once", VOUCHER_USED(voucher=claim.voucher)):
        claim.save(update_fields=["received_on", "received_by", "received_eyes", "received_at", "voucher", "entry_key"])
    if claim.kind == SubsidyKind.PENSION_RESIDENT:
        SubsidyCredit.objects.bulk_create(
            [
                SubsidyCredit(
                    person_id=item.person_id, month=item.month, account=PersonalAccount.PENSION_RESIDENT,
                    region=claim.region, amount_fen=item.amount_fen, claim=claim.number, credited_on=received_on,
                )
                for item in claim.items.order_by("pk")
            ],
            batch_size=2000,
        )  # fmt: skip
    record(
        by=by, at=at, code="subsidy_received", subject_kind="subsidy_claim", subject=claim.number,
        amount_fen=amount_fen, voucher=claim.voucher,
    )  # fmt: skip
    return claim


def _booked(claim: SubsidyClaim, received_on: dt.date, by: User, at: dt.datetime) -> str:
    book = Book.objects.get(fund=claim.kind, region=claim.region)
    key = f"subsidy:{claim.number}"
    by_month = Counter[Month]()
    for item in claim.items.all():
        by_month[item.month] += item.amount_fen
    post(
        key=key,
        flow="fiscal_subsidy",
        booked_on=first_open_day(book, received_on),
        reason=f"subsidies claimed under {claim.number}",
        lines=[
            Line(book, AccountKind.FISCAL, Side.DEBIT, claim.total_fen),
            *(
                Line(book, AccountKind.FISCAL_SUBSIDY, Side.CREDIT, amount, month)
                for month, amount in sorted(by_month.items())
            ),
        ],
        by=by.pk,
        at=at,
    )
    return key
