"""Check a payroll file without an account: the same check as at filing; nothing is stored."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from contributions.declarations.forms import PrecheckForm
from contributions.declarations.intake.check import check_file
from contributions.declarations.intake.report import report
from contributions.declarations.presentation import groups_of_check
from enrollment.participation.retirement import retirement_reached, working_age
from siadmin.agency.access import everyone, examines, reads
from siadmin.kernel.language import chosen
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@everyone
@reads
def precheck(request: HttpRequest) -> HttpResponse:
    """The form."""
    page = {"form": PrecheckForm(), "month": Month.of(timezone.localdate())}
    return render(request, "declarations/precheck.html", page)


@everyone
@examines
def precheck_send(request: HttpRequest) -> HttpResponse:
    """Check the file in memory and answer on the same page."""
    month = Month.of(timezone.localdate())
    form = PrecheckForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, "declarations/precheck.html", {"form": form, "month": month}, status=422)
    if form.cleaned_data["month"]:
        month = Month.parse(form.cleaned_data["month"])
    upload = form.cleaned_data["file"]
    try:
        checked = check_file(
            upload.read(), month=month, retirement_reached=retirement_reached(month), working_age=working_age(month)
        )
    except Refusal as refusal:
        answer = {"form": form, "month": month, "refusal": refusal, "file_name": upload.name}
        return render(request, "declarations/precheck.html", answer, status=422)
    if "report" in request.POST:
        return as_download(report(checked, languages()), "report.xlsx")
    answer = {
        "form": form,
        "month": month,
        "checked": checked,
        "file_name": upload.name,
        "groups": groups_of_check(checked.rows, checked.spans_sheets),
        "skipped": sum(len(rows) for sheet in checked.sheets for rows in sheet.skipped.values()),
    }
    return render(request, "declarations/precheck.html", answer)


def as_download(content: bytes, name: str) -> HttpResponse:
    """A workbook to save; its name is ours, never the user's."""
    response = HttpResponse(content, content_type=WORKBOOK)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def languages() -> tuple[str, str]:
    """Both languages, the reader's first."""
    return chosen(zh=("zh", "en"), en=("en", "zh"))
