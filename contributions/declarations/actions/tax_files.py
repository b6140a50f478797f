"""The tax authority's declarations as a file: many employers and months in one CSV, each filed like an API call.

The file is kept and read once; a run files its months by slices, each month from the rows it keeps while it waits. Sent
again, the same file declares nothing twice: its rows are refused as declared already.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from contributions.declarations.actions.correcting import discard
from contributions.declarations.actions.drafts import draft_from_rows
from contributions.declarations.actions.submitting import submit
from contributions.declarations.actions.tax_reading import Key, Told, judged_together, read
from contributions.declarations.models import Declaration, Door, TaxFile, TaxFileMonth
from contributions.declarations.reasons import TAX_CORRECTS_ANOTHER, TAX_FILE_EMPLOYER, TAX_FILE_MONTH
from contributions.declarations.selectors import TAX_RUN
from enrollment.registry.models import Employer
from siadmin.agency.documents import keep
from siadmin.agency.models import User
from siadmin.agency.trail import record
from siadmin.kernel import runs
from siadmin.kernel.language import Words
from siadmin.kernel.models import Run, Slice
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from siadmin.kernel.runs import Scope

ROWS_A_SLICE = 500
NOTHING = {"months": 0, "filed": 0, "refused": 0}


class TaxFileRun:
    """A file of the tax authority's declarations by slices of employers; employers that share people go together."""

    code = TAX_RUN
    title = Words("导入税务申报", "Importing tax declarations")

    def plan(self, run: Run) -> Iterable[Scope]:
        months = TaxFileMonth.objects.filter(file_id=run.parameters["file"]).order_by("pk")
        kept = {(month.credit_code, month.month): month for month in months}
        part: list[int] = []
        rows = 0
        for group in judged_together({key: _told(month) for key, month in kept.items()}, kept):
            part += [kept[key].pk for key in group]
            rows += sum(kept[key].rows_count for key in group)
            if rows >= ROWS_A_SLICE:
                yield Scope({"months": part}, rows)
                part, rows = [], 0
        if part:
            yield Scope({"months": part}, rows)

    def execute(self, part: Slice) -> dict[str, Any]:
        """File the slice's months, in order; good rows at once, the others are kept with their problem."""
        at = part.run.planned_at
        file = TaxFile.objects.select_related("imported_by").get(pk=part.run.parameters["file"])
        months = list(file.months.filter(pk__in=part.scope["months"]).select_related("employer").order_by("pk"))
        for month in months:
            try:
                with transaction.atomic():
                    month.declaration = _filed(month, file.imported_by, at)
            except Refusal as refusal:
                month.problem = refusal.as_dict()
            month.told = None
        TaxFileMonth.objects.bulk_update(months, ["declaration", "problem", "told"])
        return NOTHING | {
            "months": len(months),
            "filed": sum(m.declaration is not None and m.declaration.version is not None for m in months),
            "refused": sum(month.problem is not None for month in months),
        }

    def finish(self, run: Run) -> dict[str, Any]:
        totals = runs.add_up(run, NOTHING)
        file = TaxFile.objects.select_related("document", "imported_by").get(pk=run.parameters["file"])
        record(
            by=file.imported_by, at=run.planned_at, code="tax_declarations_imported", subject_kind="document",
            subject=str(file.document.pk), file=file.document.name, rows=file.rows_count, months=totals["months"],
            refused=totals["refused"],
        )  # fmt: skip
        return totals


@transaction.atomic
def receive_tax_file(
    *, name: str, content: bytes, employers: Mapping[str, Employer], by: User | None, at: dt.datetime
) -> tuple[TaxFile, Run]:
    """Keep the file and plan the run that files each employer's month in it.

    `employers`: credit code → employer, those its sender may import for. What is wrong with one employer's month
    holds no other up. Raises TAX_FILE_UNREADABLE, TAX_FILE_COLUMNS, TAX_FILE_LONG, TAX_FILE_MARK.
    """
    told = read(content)
    document = keep(name=name, kind="tax_declarations", content=content, by=by, at=at)
    rows = sum(len(each.rows) for each in told.values())
    file = TaxFile.objects.create(document=document, rows_count=rows, imported_by=by, imported_at=at)
    TaxFileMonth.objects.bulk_create(
        (
            TaxFileMonth(
                file=file,
                credit_code=code,
                month=month,
                employer=employers.get(code),
                rows_count=len(told[code, month].rows),
                told=told[code, month].text(),
            )
            for code, month in sorted(told, key=lambda key: _in_turn(key, employers))
        ),
        batch_size=2000,
    )
    run, _ = runs.open_run(
        kind=TaxFileRun.code,
        key=f"file:{file.pk}",
        parameters={"file": file.pk},
        by=by.pk if by else None,
        at=at,
    )
    return file, run


def _in_turn(key: Key, employers: Mapping[str, Employer]) -> tuple[int, str, str]:
    """Employers are locked in the order of their ids, whoever sends what."""
    employer = employers.get(key[0])
    return (employer.pk if employer else 0, *key)


def _told(month: TaxFileMonth) -> Told:
    assert month.told is not None, "it waits, and so keeps its rows"
    return Told.of(month.told)


def _filed(kept: TaxFileMonth, by: User | None, at: dt.datetime) -> Declaration:
    told = _told(kept)
    if kept.employer is None:
        raise TAX_FILE_EMPLOYER(code=kept.credit_code)
    try:
        month = Month.parse(kept.month)
    except ValueError as error:
        raise TAX_FILE_MONTH(given=kept.month) from error
    if len(told.corrects) > 1:
        raise TAX_CORRECTS_ANOTHER(number=", ".join(sorted(told.corrects)), standing="—")
    draft = draft_from_rows(
        employer=kept.employer,
        month=month,
        rows=told.rows,
        door=Door.TAX,
        by=by,
        at=at,
        corrects=next(iter(told.corrects), ""),
    )
    if not draft.people:
        discard(declaration=draft, by=by, at=at)
        return draft
    return submit(declaration=draft, by=by, at=at, today=timezone.localdate(at))
