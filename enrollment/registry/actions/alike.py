"""Looking for people who are registered twice: a run over everybody, and around one newcomer (REG 6, 11; SIL 58)."""

import datetime as dt
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from enrollment.registry.likenesses import numbers_of
from enrollment.registry.models import Likeness, Person
from enrollment.registry.rules.alike import LISTED, signs_of, weight
from siadmin.agency.models import User
from siadmin.agency.trail import record
from siadmin.kernel import runs
from siadmin.kernel.database import joining_sets, run_sql
from siadmin.kernel.language import Words
from siadmin.kernel.models import Run, RunState, Slice
from siadmin.kernel.refusal import Reason
from siadmin.kernel.runs import Scope

SQL = Path(__file__).resolve().parent.parent / "sql"
PEOPLE_A_SLICE = 100_000
NOTHING = {"compared": 0, "found": 0}
LOOKING_ALREADY = Reason(
    "looking_for_alike_already",
    "重复登记的查找尚未完成。",
    "People registered twice are being looked for already.",
    "等它完成再看结果。",
    "Wait until that is done.",
)


class AlikeRun:
    """Every record against every other, by what can be equal; the encrypted numbers, of the pairs that are left."""

    code = "alike"
    title = Words("查找重复登记", "People registered twice")

    def plan(self, run: Run) -> Iterable[Scope]:
        for first, last, people in run_sql(SQL / "plan_alike.sql", {"size": run.parameters["people_a_slice"]}):
            yield Scope({"first": first, "last": last}, people)

    def execute(self, part: Slice) -> dict[str, Any]:
        """Keep what weighs enough. Again it finds nothing new."""
        with joining_sets():
            pairs = run_sql(SQL / "alike.sql", dict(part.scope))
        found = _weighed(pairs, at=part.run.planned_at)
        Likeness.objects.bulk_create(found, ignore_conflicts=True, batch_size=2000)
        return {"compared": len(pairs), "found": len(found)}

    def finish(self, run: Run) -> dict[str, Any]:
        return runs.add_up(run, NOTHING)


def _weighed(pairs: Collection[tuple[Any, ...]], at: dt.datetime) -> list[Likeness]:
    ids = {person for one, other, *_ in pairs for person in (one, other)}
    people, numbers = Person.objects.in_bulk(ids), numbers_of(ids)
    found = []
    for one_id, other_id, is_same_phone, is_same_card in pairs:
        one, other = people[one_id], people[other_id]
        signs = signs_of(
            names=(one.name_folded, other.name_folded),
            sounds=(one.pinyin, other.pinyin),
            births=(one.birth_on, other.birth_on),
            is_same_phone=is_same_phone,
            is_same_card=is_same_card,
            numbers=(numbers[one_id], numbers[other_id]),
        )
        if (total := weight(signs)) >= LISTED:
            found.append(Likeness(one=one, other=other, signs=" ".join(signs), weight=total, found_at=at))
    return found


@transaction.atomic
def look_for_alike(*, by: User | None, at: dt.datetime, people_a_slice: int = PEOPLE_A_SLICE) -> Run:
    """Plan a look over everybody. Raises LOOKING_ALREADY while another is at work."""
    earlier = Run.objects.filter(kind=AlikeRun.code).order_by("-pk").first()
    if earlier is not None and earlier.state != RunState.DONE:
        raise LOOKING_ALREADY()
    run, is_new = runs.open_run(
        kind=AlikeRun.code,
        key=f"{timezone.localdate(at)}:{earlier.pk if earlier else 0}",
        parameters={"people_a_slice": people_a_slice},
        by=by.pk if by else None,
        at=at,
    )
    if is_new:
        record(by=by, at=at, code="alike_looked_for", subject_kind="run", subject=str(run.pk))
    return run
