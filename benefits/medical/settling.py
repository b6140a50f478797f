"""Medical insurance joins direct settlement: who is insured as what on a day, and what a bill comes to."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict
from decimal import Decimal

from benefits.medical.items import ACCOUNT_ITEMS, ITEMS
from benefits.medical.rules.law import Away, Care, CareLaw, Insured, Scheme
from benefits.medical.rules.order import Bill, Year, added_up, settle
from benefits.medical.rules.scope import CatalogueClass, LineScope, scope_of
from benefits.medical.selectors import account_holders, standing_of
from benefits.providers.rules.reading import PRICE_PARTS
from benefits.settlement import settlers
from benefits.settlement.rules.bills import LineParts, Parts, Priced
from enrollment.registry.models import Person
from siadmin.agency.insurances import FUND_OF, Insurance, ResidentScheme
from siadmin.kernel.language import Words
from siadmin.kernel.refusal import Reason
from siadmin.kernel.trace import Explained, Trace
from siadmin.policy.selectors import StoredLawBook

NOT_COVERED = Reason(
    "medical_not_covered",
    "{on} 不能直接结算医疗费用：{why_zh}。",
    "Care on {on} is not settled directly: {why_en}.",
    "核对参保缴费记录；补缴或者等待期满之后，可以凭四项材料手工报销。",
    "Check the record; what is made good or past its wait can be claimed back by hand with the four documents.",
)
_INSURANCES: dict[str, str] = {Scheme.EMPLOYEE: Insurance.MEDICAL, Scheme.RESIDENT: ResidentScheme.MEDICAL}
_WORDS = {
    Scheme.EMPLOYEE: Words("职工基本医疗保险", "Employees' medical insurance"),
    Scheme.RESIDENT: Words("城乡居民基本医疗保险", "Residents' medical insurance"),
}
_RETIRED = Words("退休人员", "retired")


class MedicalSettler:
    code = "medical"
    title = Words("基本医疗保险", "Medical insurance")
    items: Mapping[str, str] = ITEMS
    account_items: Mapping[str, str] = ACCOUNT_ITEMS

    def eligible(self, person: Person, on: dt.date) -> Explained[settlers.Insured]:
        """As the record has it (`selectors.standing_of`). Raises NOT_COVERED."""
        standing = standing_of(person, on)
        if standing.insured is None or standing.region is None:
            why = standing.why
            raise NOT_COVERED(on=on, why_zh=why.zh.rstrip("。"), why_en=why.en.rstrip("."))
        return _insured(_INSURANCES[standing.insured.scheme], standing.region.pk, standing.insured)

    def account_holders(self, person: Person, on: dt.date) -> list[Person]:
        """One's own first, then those of the family that are shared on the day (国办发〔2021〕14号)."""
        return account_holders(person, on)

    def settle(self, bill: settlers.Bill) -> Explained[settlers.Answer]:
        """The order of the law (`rules.order`). Raises NOT_VERIFIED_HERE."""
        told = bill.insured.facts
        insured = Insured(Scheme(told["scheme"]), is_retired=told["is_retired"], months=told["months"])
        law = CareLaw.from_book(
            StoredLawBook(), region=bill.insured.region, on=bill.on, insured=insured, care=Care(bill.care),
            level=bill.level, away=Away(told["away"]) if told["away"] else None,
        )  # fmt: skip
        lines = [_scope(line) for line in bill.lines]
        found = settle(
            Bill(
                added_up(lines),
                opens_stay=bill.opens_stay,
                is_further=bill.is_further,
                deductible_taken_fen=bill.deductible_taken_fen,
            ),
            Year(**bill.year),
            law,
        )
        settled = found.value
        parts = Parts(
            charged_fen=settled.charged_fen,
            out_of_scope_fen=settled.out_of_scope_fen,
            deductible_fen=settled.deductible_fen,
            pool_fen=settled.pool_fen,
            large_fen=settled.large_fen,
            major_fen=settled.major_fen,
            own_in_scope_fen=settled.own_in_scope_fen,
        )
        return Explained(settlers.Answer(tuple(map(_parts, lines)), parts, asdict(settled.year)), found.trace)


def _scope(line: Priced) -> LineScope:
    limit = None if line.limit is None else Decimal(line.limit) / PRICE_PARTS
    advance = Decimal(line.advance_ppm) / 1_000_000 if line.advance_ppm else None
    return scope_of(line.price, line.times, CatalogueClass(line.item_class), limit=limit, advance=advance)


def _parts(scope: LineScope) -> LineParts:
    return LineParts(scope.charged_fen, scope.over_limit_fen, scope.excluded_fen, scope.advance_fen, scope.in_scope_fen)


def _insured(insurance: str, region: str, found: Insured) -> Explained[settlers.Insured]:
    words = _WORDS[found.scheme]
    if found.is_retired:
        words = Words(f"{words.zh}（{_RETIRED.zh}）", f"{words.en} ({_RETIRED.en})")
    why = Trace()
    why.fact(Words("参保身份", "Insured as"), words, "text")
    why.fact(Words("统筹地区", "Pooling region"), region, "text")
    why.fact(Words("参保月数", "Months insured"), found.months, "months")
    facts = {"scheme": str(found.scheme), "is_retired": found.is_retired, "months": found.months, "away": ""}
    return why.conclude(settlers.Insured(insurance, FUND_OF[insurance], region, words, facts), words)
