"""A file of the catalogue: read with a report of every rejected row, put in force by another person."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from benefits.providers.models import CatalogueFile, CatalogueRow, ItemRule
from benefits.providers.rules.reading import COLUMNS, REQUIRED, ROW_IN_FORCE, ROW_KNOWN, ROW_OF_OTHERS, read_row
from benefits.providers.selectors.catalogue import region_has_catalogue
from benefits.providers.selectors.permits import PUT, READ, why_not
from siadmin.agency.documents import keep
from siadmin.agency.insurances import Insurance
from siadmin.agency.models import Region, User
from siadmin.agency.trail import record, refusals_recorded
from siadmin.kernel.database import joining_sets, refusing, run_sql
from siadmin.kernel.protection import opaque_number
from siadmin.kernel.refusal import Reason
from siadmin.kernel.sheets import read_csv
from siadmin.kernel.workflow import CHANGED_SINCE, SAME_PERSON

SQL = Path(__file__).resolve().parent.parent / "sql"
_SHARED = ("name", "unit", "kind")
COVERS = (Insurance.MEDICAL,)
CATALOGUE_UNREADABLE = Reason(
    "catalogue_unreadable",
    "文件不是 UTF-8 或 GB18030 编码的 CSV。",
    "The file is no CSV in UTF-8 or GB18030.",
    "另存为 CSV 后重新导入。",
    "Save it as CSV and read it again.",
)
CATALOGUE_LACKS = Reason(
    "catalogue_lacks",
    "文件缺少列：{missing}。",
    "The file lacks the columns {missing}.",
    "按模板补齐列名。",
    "Name the columns as the template does.",
)
CATALOGUE_EMPTY = Reason(
    "catalogue_empty",
    "文件没有可以生效的行。",
    "The file has no row that could come into force.",
    "核对文件内容和被拒绝的行。",
    "Check the file and its rejected rows.",
)
CATALOGUE_CHANGED = Reason(
    "catalogue_changed",
    "文件中的项目在导入之后另有规则生效。",
    "Since the file was read other rules of its items came into force.",
    "重新导入文件。",
    "Read the file again.",
)
CATALOGUE_PAST = Reason(
    "catalogue_past",
    "{place}已有生效的目录，文件自 {day} 起生效，会改变已经过去的日子的价格。",
    "{place} has a catalogue in force: this file, from {day} on, would change prices of days gone by.",
    "以明天或以后的日期为起始日重新导入。",
    "Read it again from tomorrow or a later day on.",
)


def _whose(file_id: int) -> tuple[str, str]:
    return "region", CatalogueFile.objects.values_list("region", flat=True).get(pk=file_id)


@transaction.atomic
def read_catalogue(
    *, region: Region, starts_on: dt.date, name: str, content: bytes, by: User, at: dt.datetime
) -> CatalogueFile:
    """Every row is kept, the rejected ones with every reason; nothing is in force yet.

    Raises CATALOGUE_UNREADABLE, CATALOGUE_LACKS, CATALOGUE_EMPTY, CATALOGUE_PAST and what `why_not` answers.
    """
    if refusal := why_not(READ, region, COVERS, by, timezone.localdate(at)):
        raise refusal
    _check_ahead(region, starts_on, at)
    rows = list(_rows(content, region, starts_on))
    if not rows:
        raise CATALOGUE_EMPTY()
    rejected = sum(1 for row in rows if row.problems)
    made = CatalogueFile.objects.create(
        number=opaque_number("L"), region=region, starts_on=starts_on,
        document=keep(name=name, kind="catalogue", content=content, by=by, at=at), rows=len(rows), rejected=rejected,
        read_by=by, read_eyes=by.eyes, read_at=at,
    )  # fmt: skip
    for row in rows:
        row.file = made
    CatalogueRow.objects.bulk_create(rows, batch_size=1000)
    record(
        by=by, at=at, code="catalogue_read", subject_kind="region", subject=region.pk, file=made.number,
        rows=len(rows), rejected=rejected, starts_on=starts_on.isoformat(),
    )  # fmt: skip
    return made


def _check_ahead(region: Region, starts_on: dt.date, at: dt.datetime) -> None:
    """What was put in force for a region changes from tomorrow on; its first file may begin on any day."""
    if starts_on <= timezone.localdate(at) and region_has_catalogue(region):
        raise CATALOGUE_PAST(place=region.words, day=starts_on)


def _rows(content: bytes, region: Region, starts_on: dt.date) -> Iterator[CatalogueRow]:
    told = read_csv(
        content, columns=COLUMNS, required=REQUIRED, unreadable=CATALOGUE_UNREADABLE, lacking=CATALOGUE_LACKS
    )
    later = dict(
        ItemRule.objects.filter(region=region, starts_on__gte=starts_on).values_list("item__code", "starts_on")
    )
    others = {
        code: tuple(its)
        for code, *its in ItemRule.objects.exclude(region=region)
        .values_list("item__code", *(f"item__{column}" for column in _SHARED))
        .distinct()
    }
    seen: dict[str, int] = {}
    for line, cells in told:
        found = read_row(cells)
        code = found.values["code"]
        if code in seen:
            found.problems.append(ROW_KNOWN(given=code, line=seen[code]))
        elif code in later:
            found.problems.append(ROW_IN_FORCE(given=code, day=later[code]))
        if code in others and others[code] != tuple(found.values[column] for column in _SHARED):
            found.problems.append(ROW_OF_OTHERS(given=code, known=" ".join(others[code])))
        seen.setdefault(code, line)
        problems = [
            {"code": each.code, "values": {k: str(v) for k, v in each.values.items()}} for each in found.problems
        ]
        values = {} if problems else found.values
        yield CatalogueRow(line=line, told={k: v[:200] for k, v in cells.items()}, problems=problems, **values)


@refusals_recorded(_whose, by="file_id")
@transaction.atomic
def put_in_force(*, file_id: int, by: User, at: dt.datetime) -> CatalogueFile:
    """The good rows come into force, in one statement. Another person than who read them.

    Raises CHANGED_SINCE, SAME_PERSON, CATALOGUE_EMPTY, CATALOGUE_CHANGED, CATALOGUE_PAST and what `why_not` answers.
    """
    own = CatalogueFile.objects.select_for_update(of=("self",)).select_related("region").get(pk=file_id)
    if own.approved_at is not None:
        raise CHANGED_SINCE()
    if refusal := why_not(PUT, own.region, COVERS, by, timezone.localdate(at)):
        raise refusal
    if by.eyes == own.read_eyes:
        raise SAME_PERSON()
    if own.rejected == own.rows:
        raise CATALOGUE_EMPTY()
    own.approved_by, own.approved_eyes, own.approved_at = by, by.eyes, at
    with refusing("catalogue_file_ahead", CATALOGUE_PAST(place=own.region.words, day=own.starts_on)):
        own.save(update_fields=["approved_by", "approved_eyes", "approved_at"])
    told = {"file": own.pk, "region": own.region_id, "starts_on": own.starts_on}
    with (
        refusing("item_rule_once", CATALOGUE_CHANGED()),
        refusing("item_rule_no_overlap", CATALOGUE_CHANGED()),
        joining_sets(),
    ):
        ((put,),) = run_sql(SQL / "put_items.sql", told)
    record(
        by=by, at=at, code="catalogue_put_in_force", subject_kind="region", subject=own.region_id, file=own.number,
        rules=put, starts_on=own.starts_on.isoformat(),
    )  # fmt: skip
    return own
