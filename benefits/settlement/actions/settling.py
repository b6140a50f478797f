"""A bill is settled as it was shown: reckoned anew under the lock of its year, once; what changed is explained."""

import datetime as dt

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from benefits.providers.models import Item, ProviderClient
from benefits.settlement.actions.presettling import charged_of, check_bill
from benefits.settlement.actions.reckoning import Reckoned, reckon
from benefits.settlement.models import BillLine, Flag, PreSettlement, Settlement, Stay, YearTotal
from benefits.settlement.reasons import NO_PRESETTLEMENT, RESULT_CHANGED, SETTLED_ALREADY, Told
from benefits.settlement.rules.bills import YEAR_SUMS, Difference, differences
from benefits.settlement.selectors import locked
from enrollment.registry.records import records_of
from siadmin.agency.trail import record
from siadmin.kernel.months import Month
from siadmin.kernel.protection import opaque_number


@transaction.atomic
def settle(
    *, client: ProviderClient, stay: Stay, shown_number: str, accept_changes: bool, at: dt.datetime
) -> Settlement:
    """One settlement of what a pre-settlement showed. What differs now refuses it unless changes are accepted.

    Raises NO_PRESETTLEMENT, SETTLED_ALREADY, RESULT_CHANGED and what a pre-settlement raises.
    """
    locked(f"stay:{stay.pk}")
    shown = PreSettlement.objects.filter(stay=stay, number=shown_number).first()
    if shown is None:
        raise NO_PRESETTLEMENT(stay=stay.number, number=shown_number)
    before = Settlement.objects.filter(shown=shown, reverses__isnull=True).first()
    if before is not None:
        raise SETTLED_ALREADY(number=shown.number, settlement=before.number)
    today = timezone.localdate(at)
    check_bill(stay, shown.until, shown.is_last, today)
    lock_year(stay.person_id, shown.until.year, stay.scheme)
    found = reckon(stay, charged_of(shown), shown.until)
    changed = differences(shown.shown, found.lines, found.answer.value.parts)
    if changed and not accept_changes:
        told = {"number": shown.number, "count": len(changed)}
        raise Told(RESULT_CHANGED, told, {"differences": [each.as_dict() for each in changed]})
    return _written(client, stay, shown, found, changed, at)


def _written(
    client: ProviderClient,
    stay: Stay,
    shown: PreSettlement,
    found: Reckoned,
    changed: list[Difference],
    at: dt.datetime,
) -> Settlement:
    answer, today = found.answer.value, timezone.localdate(at)
    parts = {name: getattr(answer.parts, name) for name in PARTS}
    made = Settlement.objects.create(
        number=opaque_number("Z"), stay=stay, shown=shown, client=client, institution=stay.institution,
        person=stay.person, region=stay.region, fund=stay.fund, scheme=stay.scheme, year=shown.until.year,
        month=Month.of(today), settled_on=today, settled_at=at, until=shown.until, is_last=shown.is_last,
        opens_stay=found.opens_stay, is_further=found.is_further, lines=len(found.charged), **parts,
        **{f"adds_{name}": answer.adds[name] for name in YEAR_SUMS},
        explained=[each.as_dict() for each in changed], trace=found.answer.trace.as_list(),
    )  # fmt: skip
    items = dict(Item.objects.filter(code__in={each.code for each in found.charged}).values_list("code", "pk"))
    BillLine.objects.bulk_create(
        BillLine(
            person_id=stay.person_id, month=made.month, settlement_id=made.pk, row=row, line=line.line,
            item_id=items[line.code], rule_id=rule.pk, on=line.on, department=line.department,
            unit_price=line.unit_price, quantity=line.quantity, charged_fen=its.charged_fen,
            over_limit_fen=its.over_limit_fen, excluded_fen=its.excluded_fen, advance_fen=its.advance_fen,
            in_scope_fen=its.in_scope_fen,
        )
        for row, (line, rule, its) in enumerate(zip(found.charged, found.rules, answer.lines, strict=True), 1)
    )  # fmt: skip
    Flag.objects.bulk_create(
        Flag(settlement=made, code=each.told.code, line=each.line, told=each.told.as_dict()) for each in found.flags
    )
    add_to_year(made)
    record(
        by=None, at=at, code="bill_settled", subject_kind="person", subject=stay.person.number, channel="api",
        stay=stay.number, settlement=made.number, institution=stay.institution.number, fund_fen=made.fund_fen,
        self_pay_fen=made.self_pay_fen, differences=len(changed),
    )  # fmt: skip
    return made


PARTS = (
    "charged_fen", "out_of_scope_fen", "deductible_fen", "pool_fen", "large_fen", "major_fen", "own_in_scope_fen",
)  # fmt: skip


def lock_year(person_id: int, year: int, scheme: str) -> None:
    """The year of a person under a lock, under whichever of their records it was begun."""
    YearTotal.objects.bulk_create([YearTotal(person_id=person_id, year=year, scheme=scheme)], ignore_conflicts=True)
    rows = YearTotal.objects.filter(person__in=records_of(person_id), year=year, scheme=scheme)
    list(rows.order_by("person_id").select_for_update().values_list("pk"))


def add_to_year(made: Settlement) -> None:
    """What a settlement adds, or with a minus takes out."""
    own = YearTotal.objects.filter(person=made.person_id, year=made.year, scheme=made.scheme)
    own.update(**{name: F(name) + getattr(made, f"adds_{name}") for name in YEAR_SUMS})
