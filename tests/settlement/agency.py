"""What people at the agency do after bills were settled: flags decided, clearings, measures."""

import datetime as dt
from typing import Any

from benefits.providers.actions import decide_measure, propose_measure, record_silence, state_case
from benefits.providers.models import Measure
from benefits.providers.rules.measures import Outcome
from benefits.settlement.actions import (
    approve_clearing,
    cancel_clearing,
    decide_flag,
    open_clearing,
    pay_clearing,
    review_clearing,
    settle,
)
from benefits.settlement.models import ClearingRun, Flag, Settlement, Stay
from enrollment.registry.models import Person
from siadmin.agency.insurances import Fund, Line
from siadmin.agency.models import Region, User
from siadmin.agency.posts import Post
from siadmin.kernel.months import Month
from tests.cities import BEIJING, NOVEMBER, tick, work
from tests.factories import NOW, a_delegate, an_office
from tests.settlement.hospital import Hospital, desk, line


def settled_in_october(hospital: Hospital, person: Person, *codes: str) -> Settlement:
    """A stent, and what else is named, on the thirtieth."""
    day = dt.date(2026, 10, 30)
    lines = [line(code, 1, "20", on=day) for code in codes]
    stay = hospital.admitted(person, on=day)
    shown = hospital.presettled(stay, [*lines, line("DV0001", 1, "9000", on=day)], until=day)
    return settle(
        client=hospital.client, stay=Stay.objects.get(number=stay), shown_number=shown["presettlement"],
        accept_changes=False, at=dt.datetime(2026, 10, 31, 4, tzinfo=dt.UTC),
    )  # fmt: skip


class Clearer:
    """A clerk, a reviewer, an approver and a cashier of Beijing."""

    def __init__(self, fund: str = Fund.MEDICAL) -> None:
        self.fund, self.region = fund, Region.objects.get(pk=BEIJING)
        self.clerk, self.reviewer, self.approver, self.cashier = (
            desk(each) for each in (Post.CLERK, Post.REVIEWER, Post.APPROVER, Post.CASHIER)
        )

    def opened(self, month: Month = NOVEMBER) -> ClearingRun:
        own = open_clearing(region=self.region, fund=self.fund, month=month, by=self.clerk, at=tick())
        work(own.run)
        own.refresh_from_db()
        return own

    def act(self, own: ClearingRun, act: Any, by: Any, **more: Any) -> ClearingRun:
        own.refresh_from_db()
        made: ClearingRun = act(clearing_id=own.pk, seen_version=own.version, by=by, at=tick(), **more)
        return made

    def approved(self, own: ClearingRun) -> ClearingRun:
        self.act(own, review_clearing, self.reviewer)
        return self.act(own, approve_clearing, self.approver)

    def paid(self, own: ClearingRun) -> ClearingRun:
        self.approved(own)
        return self.act(own, pay_clearing, self.cashier)

    def cancelled(self, own: ClearingRun) -> ClearingRun:
        return self.act(own, cancel_clearing, self.reviewer, reason="重做")

    def decided(self, flag: Flag, fen: int = 0) -> Flag:
        return decide_flag(flag_id=flag.pk, disallowed_fen=fen, reason="核查病历", by=self.reviewer, at=tick())


def proposed(hospital: Hospital, kind: str, *, at: dt.datetime | None = None, **other: Any) -> Measure:
    """To be stated within three days and to begin on the fourth, unless told."""
    at = at or tick()
    today = at.date()
    told: dict[str, Any] = {
        "department": None, "ends_before": None, "state_until": today + dt.timedelta(3),
        "effective_on": today + dt.timedelta(4),
    } | other  # fmt: skip
    return propose_measure(
        institution=hospital.institution, kind=kind, facts="抽查病历发现重复收费",
        office=an_office(at=BEIJING, line=Line.HS), by=desk(Post.CLERK), at=at, **told,
    )  # fmt: skip


def stated(measure: Measure, said: str = "系统故障，已整改", at: dt.datetime | None = None) -> None:
    delegate = a_delegate(measure.institution.employer)
    state_case(measure_id=measure.pk, said=said, by=delegate, at=at or tick())


def silent(measure: Measure, after: int = 1) -> None:
    at = dt.datetime.combine(measure.state_until, dt.time(4), tzinfo=dt.UTC) + dt.timedelta(after)
    record_silence(measure_id=measure.pk, by=desk(Post.CLERK), at=at)


def decided(
    measure: Measure, outcome: Outcome = Outcome.IMPOSED, at: dt.datetime | None = None, by: User | None = None
) -> Measure:
    by = by or desk(Post.APPROVER)
    return decide_measure(measure_id=measure.pk, outcome=outcome, decision="情况属实", by=by, at=at or tick())


def in_force(hospital: Hospital, kind: str, **other: Any) -> Measure:
    """Proposed ten days ago and imposed since, so that it is in force today."""
    before = NOW - dt.timedelta(10)
    measure = proposed(hospital, kind, at=before, **other)
    stated(measure, at=before)
    return decided(measure, at=before + dt.timedelta(1))
