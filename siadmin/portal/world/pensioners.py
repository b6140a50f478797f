"""Pensioners of Beijing: raised by the plan of 2025, paid last month; some die or are called so; this month waits."""

import datetime as dt

from django.utils import timezone

from benefits.payments import actions as payments
from benefits.payments.models import PaymentRun, Suspicion
from benefits.payments.rules.entrusting import Directly, Finding, Way
from benefits.payments.selectors import candidates, offices_for
from benefits.pension.adjusting import YearlyAdjustment
from enrollment.coverage.actions.registers import receive_batch
from enrollment.coverage.registers.layouts import LAYOUTS
from enrollment.coverage.rules.kinds import Register
from enrollment.registry.actions.corrections import record_death
from enrollment.registry.models import Person
from siadmin.agency.insurances import Fund
from siadmin.kernel.models import Run
from siadmin.kernel.months import Month
from siadmin.matters.catalogue import matter_of
from siadmin.portal.demo_accounts import PENSIONER
from siadmin.portal.world.build import Builder
from siadmin.portal.world.claiming import acted, asked, assembled, paid, signed, tell
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
    tell(_raised, builder, now)
    tell(_month_before, builder, now)
    if len(drawing) >= _LEAST:
        dead, mourned, doubted, prisoner, *living = drawing
        open_own(builder.world.seed, {PENSIONER: living[0]}, now)
        for person, story, survivor in ((dead, "granted", living[1]), (mourned, "handled", living[2])):
            tell(_died, builder, person, survivor, story, now)
        _called(builder, Register.DEATH, "民政殡葬共享数据", doubted, "died_on", now)
        _called(builder, Register.PRISON, "司法行政共享数据", prisoner, "imprisoned_on", now)
        for person, way in ((doubted, Way.ENTRUSTED), (prisoner, Way.VISITED)):
            tell(_entrusted, builder, person, way, now)
    return assembled(builder, POOL, Fund.PENSION, now)


def _month_before(builder: Builder, now: dt.datetime) -> None:
    """Paid with all that was due before it, so that the present month is one like others."""
    if (own := assembled(builder, POOL, Fund.PENSION, now, ago=1)) is not None:
        paid(builder, own, now)


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
    work_out(Run.objects.get(kind=payments.RiseToldRun.code, key=own.number).pk)


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


def _entrusted(builder: Builder, person: Person, way: str, now: dt.datetime) -> None:
    """What a register says of somebody of great age is looked into at once: where they live, or by a clerk at home."""
    doubt = Suspicion.objects.select_related("entitlement__person__residence", "entitlement__region").get(
        entitlement__person=person, closed_at__isnull=True
    )
    by = builder.staff[f"{CREW}.clerk"]
    if way == Way.ENTRUSTED:
        office = offices_for(doubt.entitlement)[-1]
        partner = f"{office.region.name_zh}居民委员会"
        payments.entrust(
            suspicion_id=doubt.pk, office=office, by=by, at=now, partner=partner, directly=Directly.ELDERLY
        )  # fmt: skip
        return
    visitor, office = candidates(doubt.entitlement, timezone.localdate(now))[0]
    made = payments.entrust(
        suspicion_id=doubt.pk, office=office, visitor=visitor, by=by, at=now, directly=Directly.CANNOT_ANSWER
    )
    report = payments.Report(
        visited_on=timezone.localdate(now), finding=Finding.ENTITLED,
        found="上门见到本人，与共享数据中的人员同名不同号", statement="我一直住在家里，没有这回事",
    )  # fmt: skip
    payments.report_entrustment(entrustment_id=made.pk, report=report, by=visitor, at=now)
