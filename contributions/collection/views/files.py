"""Files of receipts: send one, see its rows, what was wrong with which and what to do."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from contributions.collection.actions import receive_file
from contributions.collection.actions.intake import COLUMNS, REQUIRED, ROW_REASONS
from contributions.collection.forms import ReceiptFileForm
from contributions.collection.inbox import files_seen_by, rows_seen_by, run_of, sums_of
from contributions.collection.models import ReceiptRow
from contributions.collection.views.clerk import READERS
from funds.ledger.selectors import books_seen_by
from siadmin.agency.access import acting, reads, staff, user_of, writes
from siadmin.agency.insurances import EMPLOYEE_FUNDS, FUND_NAMES
from siadmin.agency.posts import Post
from siadmin.kernel.language import Words
from siadmin.kernel.refusal import Refusal
from siadmin.kernel.sheets import Cell, as_csv

ROWS_A_PAGE = 100
MEANINGS: dict[str, Words] = {
    "external_id": Words(
        "征收机关的流水号；同一号只记一次", "The authority's own number of the receipt; the same one is taken once"
    ),
    "received_on": Words("到账日，如 2026-11-05", "Day the money arrived, such as 2026-11-05"),
    "region": Words("统筹区代码，六位", "Code of the pooling region, six digits"),
    "fund": Words(
        "基金：" + "，".join(f"{code} {name.zh}" for code, name in FUND_NAMES.items()),
        "Fund: " + ", ".join(f"{code} ({name.en})" for code, name in FUND_NAMES.items()),
    ),
    "amount": Words("金额，元，两位小数，如 1234.56", "Amount in yuan with two decimals, such as 1234.56"),
    "reference": Words(
        "缴费通知单号；有了它就能自动对上单位和月份",
        "Number of the payment notice; with it the employer and month are found at once",
    ),
    "payer_code": Words("付款单位统一社会信用代码", "Unified social credit code of the payer"),
    "payer_name": Words("付款单位名称", "Name of the payer"),
}


@staff(Post.ACCOUNTANT)
@reads
def receipt_upload(request: HttpRequest) -> HttpResponse:
    """Choose a file; what its columns mean."""
    form = ReceiptFileForm(books=books_seen_by(acting(request)))
    return render(request, "collection/upload.html", {"form": form, "columns": _columns()})


def _columns() -> list[tuple[str, bool, Words]]:
    return [(name, name in REQUIRED, MEANINGS[name]) for name in COLUMNS]


@staff(Post.ACCOUNTANT)
@writes
def receipt_file_send(request: HttpRequest) -> HttpResponse:
    """Keep the file and plan its run."""
    books = books_seen_by(acting(request))
    form = ReceiptFileForm(request.POST, request.FILES, books=books)
    page = {"form": form, "columns": _columns()}
    if not form.is_valid():
        return render(request, "collection/upload.html", page, status=422)
    file = form.cleaned_data["file"]
    try:
        kept, _, is_new = receive_file(
            source=form.cleaned_data["source"],
            name=file.name,
            content=file.read(),
            by=user_of(request),
            at=timezone.now(),
            within=set(books.values_list("pk", flat=True)),
        )
    except Refusal as refusal:
        return render(request, "collection/upload.html", page | {"refusal": refusal}, status=409)
    if not is_new and not files_seen_by(acting(request)).filter(pk=kept.pk).exists():
        page |= {"elsewhere": kept}
        return render(request, "collection/upload.html", page, status=409)
    return redirect("receipt_file", pk=kept.pk)


@staff(*READERS)
@reads
def receipt_file(request: HttpRequest, pk: int) -> HttpResponse:
    """One file: how many rows were taken, and what is wrong with each of the others."""
    viewer = acting(request)
    found = get_object_or_404(files_seen_by(viewer), pk=pk)
    rows = rows_seen_by(viewer, found)
    sums = sums_of(rows)
    only = request.GET.get("only", "refused" if sums["refused"] else "")
    page = Paginator(rows.exclude(problem="") if only == "refused" else rows, ROWS_A_PAGE).get_page(
        request.GET.get("page")
    )
    return render(
        request,
        "collection/file.html",
        {
            "file": found,
            "run": run_of(found),
            "sums": sums,
            "only": only,
            "page": page,
            "rows": [(row, _problem_of(row)) for row in page],
            "is_whole": sums["rows"] == found.rows_count,
        },
    )


def _problem_of(row: ReceiptRow) -> Refusal | None:
    return ROW_REASONS[row.problem]() if row.problem else None


@staff(*READERS)
@reads
def receipt_file_problems(request: HttpRequest, pk: int) -> HttpResponse:
    """The refused rows as they came, with what is wrong and what to do, to be corrected and sent again."""
    viewer = acting(request)
    found = get_object_or_404(files_seen_by(viewer), pk=pk)
    head = [*COLUMNS, gettext("row"), gettext("problem"), gettext("what to do")]
    is_own = found.received_by_id == user_of(request).pk  # who sent them has the numbers; others see them masked
    rows: list[list[Cell]] = []
    for row in rows_seen_by(viewer, found).exclude(problem=""):
        problem = ROW_REASONS[row.problem]()
        told = row.given | (row.told_payer if is_own else {})
        given: list[Cell] = [str(told.get(name, "")) for name in COLUMNS]
        rows.append([*given, row.number, problem.message, problem.remedy])
    response = HttpResponse(as_csv(head, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="receipts_{found.pk}_problems.csv"'
    return response


@staff(*READERS)
@reads
def receipt_sample(request: HttpRequest) -> HttpResponse:
    """A file as the portal wants it."""
    notice = "N26110000001"
    rows: list[list[Cell]] = [
        ["T202611050001", "2026-11-05", "110000", fund, amount, notice, "91110105MA01A2B3C4", "北京某某有限公司"]
        for fund, amount in zip(EMPLOYEE_FUNDS, ("34873.44", "15230.80", "1452.10", "580.84"), strict=True)
    ]
    response = HttpResponse(as_csv(COLUMNS, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="receipts_sample.csv"'
    return response
