"""Pensioners of Beijing: the plan of 2025 raises them, some die or are called so, the month waits for review."""

import datetime as dt
from collections.abc import Callable

from django.db import transaction

from benefits.payments import actions as payments
from benefits.payments.models import Entitlement, PaymentRun
from benefits.pension.adjusting import YearlyAdjustment
from enrollment.coverage.actions.registers import receive_batch
from enrollment.coverage.registers.layouts import LAYOUTS
from enrollment.coverage.rules.kinds import Register
from enrollment.registry.actions.corrections import record_death
from enrollment.registry.models import Person
from siadmin.agency.insurances import Fund
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from siadmin.matters.catalogue import matter_of
from siadmin.portal.demo_accounts import PENSIONER
from siadmin.portal.world.build import Builder
from siadmin.portal.world.claiming import acted, asked, assembled, signed
from siadmin.portal.world.finishing import work_out
from siadmin.portal.world.retiring import CREW, POOL, tell_claims
from siadmin.portal.world.staff import open_own

SURVIVORS = "pension_survivor_benefit"
PLAN = Month(2025, 1)
_DIED_BEFORE = dt.timedelta(days=26)
_LEAST = 8  # pensioners, so that every story has somebody of its own


def tell_pensions(builder: Builder, now: dt.datetime) -> PaymentRun | None:
    """Told in the order in which it happens; the run of the present month holds back what speaks against paying."""
    drawing = tell_claims(builder, now)
    _told(_raised, builder, now)
    if len(drawing) >= _LEAST:
        dead, mourned, doubted, prisoner, *living = drawing
        open_own(builder.world.seed, {PENSIONER: living[0]}, now)
        for person, story, survivor in ((dead, "granted", living[1]), (mourned, "handled", living[2])):
            _told(_died, builder, person, survivor, story, now)
        _called(builder, Register.DEATH, "民政殡葬共享数据", doubted, "died_on", now)
        _called(builder, Register.PRISON, "司法行政共享数据", prisoner, "imprisoned_on", now)
    return assembled(builder, POOL, Fund.PENSION, now)


def tell_overpaid(builder: Builder, now: dt.datetime) -> None:
    """Somebody of Beijing worked again before the month that was paid: stopped by two, and the month demanded."""
    paid = Entitlement.objects.filter(region=POOL, fund=Fund.UNEMPLOYMENT).select_related("person").order_by("pk")
    for each in paid[:1]:
        _told(_stopped, builder, each, now)


def _told(story: Callable[..., None], *facts: object) -> None:
    """One story, or nothing of it where a rule refuses."""
    try:
        with transaction.atomic():
            story(*facts)
    except Refusal:
        return


def _raised(builder: Builder, now: dt.datetime) -> None:
    """Reckoned by the clerk, approved by the approver, in payment."""
    own = payments.open_rise(
        code=YearlyAdjustment.code, region=builder.regions[POOL], from_month=PLAN,
        by=builder.staff[f"{CREW}.clerk"], at=now,
    )  # fmt: skip
    work_out(own.run_id)
    own.refresh_from_db()
    own = payments.approve_rise(rise_id=own.pk, seen_version=own.version, by=builder.staff[f"{CREW}.approver"], at=now)
    assert own.put_run_id is not None
    work_out(own.put_run_id)


def _died(builder: Builder, dead: Person, survivor: Person, story: str, now: dt.datetime) -> None:
    """The family brought the certificate, and claims."""
    number = dead.identifiers.get(ends_before__isnull=True).value
    record_death(
        person=dead, on=now.date() - _DIED_BEFORE, by=builder.staff[f"{CREW}.clerk"], at=now,
        reason="家属出示死亡医学证明",
    )  # fmt: skip
    facts = {"deceased": number, "relation": "spouse", "cause": "not_of_work", "funeral": "from_pension"}
    case = asked(builder, matter_of(SURVIVORS), survivor, POOL, now, **facts)
    if story == "granted":
        signed(builder, case, POOL, now)
    else:
        acted(builder, case, POOL, "clerk", "handle", now)


def _called(builder: Builder, kind: Register, source: str, person: Person, day: str, now: dt.datetime) -> None:
    """A register's file names a pensioner: somebody must look into it."""
    row = dict.fromkeys((column.name for column in LAYOUTS[kind]), "") | {
        "id_number": person.identifiers.get(ends_before__isnull=True).value, "name": person.name,
        day: (now.date() - _DIED_BEFORE).isoformat(),
    }  # fmt: skip
    receive_batch(
        kind=kind, source=f"{source} {now:%Y-%m}", as_of=now.date(), region=builder.regions[POOL],
        name=f"{POOL}-{kind}-benefits.csv", content=f"{','.join(row)}\n{','.join(row.values())}\n".encode(),
        by=builder.staff[f"{CREW}.clerk"], at=now,
    )  # fmt: skip


def _stopped(builder: Builder, entitlement: Entitlement, now: dt.datetime) -> None:
    facts = {
        "entitlement": entitlement.number, "kind": "ended", "from_month": str(Month.of(now.date())),
        "because": "reemployed", "verified": "compared", "found": "本月初已在新单位就业，单位补报，本人确认",
    }  # fmt: skip
    signed(builder, asked(builder, matter_of("benefit_stop"), entitlement.person, POOL, now, **facts), POOL, now)
