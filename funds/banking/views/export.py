"""The proof as a file: the chain and the differences, for the archive and for the finance department."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext

from funds.banking.models import Proof
from funds.banking.sources import source_of
from funds.banking.views.differences import PLACES, shown_differences
from funds.ledger.views.where import READERS, Where, month_of, this_month, where_of
from siadmin.agency.access import acting, reads, staff
from siadmin.kernel.language import chosen
from siadmin.kernel.money import yuan
from siadmin.kernel.months import Month
from siadmin.kernel.sheets import Cell, as_csv, as_xlsx

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@staff(*READERS)
@reads
def proof_export(request: HttpRequest, kind: str) -> HttpResponse:
    """`xlsx`: chain and differences as two sheets; `csv`: the chain. Amounts in yuan, exact."""
    viewer = acting(request)
    where = where_of(request, viewer)
    month = month_of(request, this_month())
    region = where.the_region
    name = f"proof_{region.pk}_{month}.{kind}"
    head, rows = _chain(where, month)
    if kind == "csv":
        response = HttpResponse(as_csv(head, rows), content_type="text/csv; charset=utf-8")
    elif kind == "xlsx":
        shown = shown_differences(viewer, region, month, timezone.localdate())
        differences: list[list[Cell]] = [
            [
                each.where,
                str(each.month or ""),
                each.what,
                yuan(each.amount_fen),
                chosen(zh=each.owner.display_name, en=each.owner.display_name_en) if each.owner else "",
                each.age,
                str(each.word),
                each.note,
            ]
            for each in shown
        ]
        sheets = [
            (gettext("Proof"), head, rows),
            (gettext("Differences"), _difference_head(), differences),
        ]
        response = HttpResponse(as_xlsx(sheets), content_type=XLSX)
    else:
        raise Http404
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _chain(where: Where, month: Month) -> tuple[list[str], list[list[Cell]]]:
    head = [
        gettext("Fund"),
        gettext("Month"),
        gettext("Check"),
        gettext("Left side"),
        gettext("Amount ¥"),
        gettext("Right side"),
        gettext("Amount ¥"),
        gettext("Beside ¥"),
        gettext("Gap ¥"),
        gettext("Checked at"),
    ]
    proofs = Proof.objects.filter(book__in=where.books, month=month).select_related("book")
    order = [book.pk for book in where.books]
    rows: list[list[Cell]] = []
    for one in sorted(proofs, key=lambda each: (order.index(each.book_id), source_of(each.check_code).place)):
        source = source_of(one.check_code)
        rows.append(
            [
                str(one.book.name),
                str(month),
                f"{PLACES[source.place]} {source.title}",
                str(source.left),
                yuan(one.left_fen),
                str(source.right),
                yuan(one.right_fen),
                yuan(one.aside_fen),
                yuan(one.gap_fen),
                f"{timezone.localtime(one.checked_at):%Y-%m-%d %H:%M}",
            ]
        )
    return head, rows


def _difference_head() -> list[str]:
    return [
        gettext("Where"),
        gettext("Month"),
        gettext("What"),
        gettext("Amount ¥"),
        gettext("Owner"),
        gettext("Age in working days"),
        gettext("State"),
        gettext("Note"),
    ]
