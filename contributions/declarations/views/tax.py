"""The tax authority's declarations as a file: send one, see employer by employer what became of it."""

from django.core.paginator import Paginator
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from contributions.declarations.actions import receive_tax_file
from contributions.declarations.actions.tax_reading import COLUMNS, REQUIRED
from contributions.declarations.forms import TaxFileForm
from contributions.declarations.models import RowState
from contributions.declarations.presentation import groups_of_draft
from contributions.declarations.selectors import tax_files_seen_by, tax_months_seen_by, tax_run_of
from enrollment.registry.selectors import employers_seen_by
from siadmin.agency.access import acting, open_page, reads, staff, user_of, writes
from siadmin.agency.posts import Post
from siadmin.agency.selectors.runs import progress_of, squares_of
from siadmin.kernel.language import Words
from siadmin.kernel.refusal import Refusal
from siadmin.kernel.sheets import Cell, as_csv

SENDERS = (Post.CLERK, Post.ACCOUNTANT)
FILES_A_PAGE = 20
MONTHS_A_PAGE = 50
MEANINGS: dict[str, Words] = {
    "credit_code": Words("单位的统一社会信用代码", "Unified social credit code of the employer"),
    "month": Words("费款所属月份，如 2026-11", "Month declared, such as 2026-11"),
    "name": Words("姓名", "Name of the person"),
    "id_number": Words("身份号码", "ID number of the person"),
    "wage": Words("申报工资，元", "Declared wage in yuan"),
    "hired_on": Words("入职日期，新职工填写", "Hire date, for newcomers"),
    "second_employer": Words(
        "第二家用人单位填 1：只缴工伤保险；其他留空", "1 for a second employer: work injury only; otherwise empty"
    ),
    "corrects": Words(
        "更正时填所更正的申报编号：以本次为准；不填的为补充",
        "For a correction, the number of the declaration it takes the place of; without it rows are added",
    ),
}


@staff(*SENDERS, Post.REVIEWER, Post.AUDITOR)
@reads
def tax_files(request: HttpRequest) -> HttpResponse:
    """Files imported so far, and the form for the next one."""
    return _page(request)


def _page(request: HttpRequest, form: TaxFileForm | None = None, refusal: Refusal | None = None) -> HttpResponse:
    viewer = acting(request)
    may_send = bool(viewer.posts & set(SENDERS))
    answer = {
        "form": form or TaxFileForm(),
        "may_send": may_send,
        "refusal": refusal,
        "columns": [(name, name in REQUIRED, MEANINGS[name]) for name in COLUMNS],
        "page": Paginator(tax_files_seen_by(viewer), FILES_A_PAGE).get_page(request.GET.get("page")),
    }
    status = 409 if refusal else 422 if form is not None else 200
    return render(request, "declarations/tax_files.html", answer, status=status)


@staff(*SENDERS)
@writes
def tax_file_send(request: HttpRequest) -> HttpResponse:
    """Take a file in for the employers of one's own region; a run files what it says."""
    form = TaxFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form)
    file = form.cleaned_data["file"]
    here = employers_seen_by(acting(request)).filter(cancelled_on__isnull=True).select_related("pooling_region")
    try:
        imported, _ = receive_tax_file(
            name=file.name,
            content=file.read(),
            employers={employer.credit_code: employer for employer in here},
            by=user_of(request),
            at=timezone.now(),
        )
    except Refusal as refusal:
        return _page(request, refusal=refusal)
    return redirect("tax_file", pk=imported.pk)


@staff(*SENDERS, Post.REVIEWER, Post.AUDITOR)
@reads
def tax_file(request: HttpRequest, pk: int) -> HttpResponse:
    """What became of each employer's month: filed, with which rows refused and what to do, or why not."""
    viewer = acting(request)
    found = get_object_or_404(tax_files_seen_by(viewer), pk=pk)
    months = tax_months_seen_by(viewer, found)
    page = Paginator(months, MONTHS_A_PAGE).get_page(request.GET.get("page"))
    shown = []
    for month in page:
        refused = month.declaration.rows.filter(state=RowState.REFUSED).order_by("number") if month.declaration else []
        shown.append((month, groups_of_draft(refused)))
    sums = {
        "months": months.count(),
        "filed": months.filter(declaration__version__isnull=False).count(),
        "waiting": months.filter(declaration__isnull=True, problem__isnull=True).count(),
        "people": months.filter(declaration__version__isnull=False).aggregate(n=Sum("declaration__people"))["n"] or 0,
    }
    run = tax_run_of(found)
    return render(
        request,
        "declarations/tax_file.html",
        {
            "file": found,
            "page": page,
            "shown": shown,
            "sums": sums,
            "run": run,
            "run_url": open_page(viewer, "run", run.pk) if run else "",
            "progress": progress_of(run, timezone.now()) if run else None,
            "squares": squares_of(run) if run else [],
        },
    )


@staff(*SENDERS, Post.REVIEWER, Post.AUDITOR)
@reads
def tax_file_sample(request: HttpRequest) -> HttpResponse:
    """A file as the portal wants it; the people in it are invented."""
    rows: list[list[Cell]] = [
        ["91440300MA5EXAMPL1", "2026-11", "李伟", "440305199001010014", "8650.00", "", "", ""],
        ["91440300MA5EXAMPL1", "2026-11", "王芳", "440305199203040021", "7200.00", "2026-11-03", "", ""],
        ["91440300MA5EXAMPL2", "2026-11", "李伟", "440305199001010014", "2400.00", "", "1", ""],
    ]
    response = HttpResponse(as_csv(COLUMNS, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="tax_declarations_sample.csv"'
    return response
