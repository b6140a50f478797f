"""Staff who start or leave on any day: one person, a file, and the lists the law asks for (SIL 50, 58)."""

import datetime as dt

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from contributions.declarations import actions
from contributions.declarations.actions import Plan, Starting, asks_wage, newcomer_of, plan_starting, take_on
from contributions.declarations.forms import LateForm, StaffFileForm, StartForm
from contributions.declarations.models import StaffList, StaffListState
from contributions.declarations.reasons import LATE_WITHOUT_CAUSE
from contributions.declarations.views.whose import employer_of
from enrollment.participation.actions import explain_late
from enrollment.participation.models import Employment
from enrollment.participation.reporting import ended_since, joined_late, limits_of
from enrollment.registry.models import Employer
from siadmin.agency.access import employers, reads, user_of, writes
from siadmin.kernel.money import HALF_UP, fen
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from siadmin.kernel.sheets import as_csv

LISTED_FOR = dt.timedelta(days=365)


@employers
@reads
def start(request: HttpRequest, number: str) -> HttpResponse:
    """Who starts, from which day, at which wage."""
    employer = employer_of(request, number)
    today = timezone.localdate()
    form = StartForm(initial={"starts_on": today}, asks_wage=asks_wage(employer, Month.of(today)))
    page = {"employer": employer, "form": form, "limit": limits_of(employer.pooling_region, today).joining}
    return render(request, "declarations/start.html", page)


@employers
@writes
def start_send(request: HttpRequest, number: str) -> HttpResponse:
    """First say what follows, the day insurance starts among it; then, seen and confirmed, insure."""
    employer, today = employer_of(request, number), timezone.localdate()
    wage_asked = asks_wage(employer, Month.of(today))
    form = StartForm(request.POST, asks_wage=wage_asked)
    page: dict[str, object] = {
        "employer": employer,
        "form": form,
        "limit": limits_of(employer.pooling_region, today).joining,
    }
    if not form.is_valid():
        return render(request, "declarations/start.html", page, status=422)
    starting = _starting(form)
    (plan,) = plan_starting(employer=employer, newcomers=[starting.newcomer], today=today)
    if plan.problem is not None:
        return render(request, "declarations/start.html", page | {"refusal": plan.problem}, status=422)
    told = page | _told(employer, starting, plan)
    name = starting.newcomer.facts.name
    late = LATE_WITHOUT_CAUSE(name=name, days=plan.days_late) if plan.days_late else None
    if request.POST.get("confirmed") != told["seen"]:  # not seen yet, or another day was written since
        told["form"] = StartForm(initial=request.POST.dict(), asks_wage=wage_asked, late=late)
        return render(request, "declarations/start.html", told)
    told["form"] = form = StartForm(request.POST, asks_wage=wage_asked, late=late)
    if not form.is_valid():
        return render(request, "declarations/start.html", told, status=422)
    try:
        take_on(employer=employer, starting=[starting], by=user_of(request), at=timezone.now())
    except Refusal as refusal:
        return render(request, "declarations/start.html", told | {"refusal": refusal}, status=422)
    messages.success(request, gettext("%(name)s is insured.") % {"name": name})
    return redirect("employer_people", number)


def _starting(form: StartForm) -> Starting:
    told = form.cleaned_data
    newcomer = newcomer_of(
        told["name"],
        told["number"],
        told["starts_on"],
        late_because=told["late_because"],
        late_note=told["late_note"] if told["late_because"] else "",
    )
    return Starting(newcomer, fen(told["wage"], HALF_UP) if "wage" in told else None)


def _told(employer: Employer, starting: Starting, plan: Plan) -> dict[str, object]:
    limit = limits_of(employer.pooling_region, starting.newcomer.starts_on).joining
    periods = sorted(plan.periods, key=lambda period: period.from_month)
    seen = f"{starting.newcomer.starts_on}:{plan.insured_from}"
    return {"plan": plan, "periods": periods, "starting": starting, "limit": limit, "seen": seen}


@employers
@reads
def left(request: HttpRequest, number: str) -> HttpResponse:
    """Who left within a year, until when that was to be told, and whether it opens unemployment benefit (SIL 50)."""
    employer, today = employer_of(request, number), timezone.localdate()
    limits = limits_of(employer.pooling_region, today)
    late = joined_late(Employment.objects.filter(employer=employer), limits)
    page = {
        "employer": employer,
        "limits": limits,
        "ended": ended_since(employer.pk, today - LISTED_FOR, limits),
        "joined_late": late.filter(reported_on__gt=today - LISTED_FOR),
        "form": LateForm(),
    }
    return render(request, "declarations/left.html", page)


@employers
@writes
def late_explain(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Say why a start was told late."""
    employer, form = employer_of(request, number), LateForm(request.POST)
    employment = get_object_or_404(Employment, employer=employer, pk=pk)
    if form.is_valid():
        told = form.cleaned_data
        explain_late(
            employment=employment, because=told["because"], note=told["note"], by=user_of(request), at=timezone.now()
        )
        messages.success(request, gettext("Recorded."))
    return redirect("employer_left", number)


@employers
@reads
def staff_file(request: HttpRequest, number: str) -> HttpResponse:
    """Choose a file; what its columns mean; the files that still wait."""
    return _staff_file_page(request, employer_of(request, number), StaffFileForm())


def _staff_file_page(
    request: HttpRequest, employer: Employer, form: StaffFileForm, refusal: Refusal | None = None
) -> HttpResponse:
    waiting = StaffList.objects.filter(employer=employer, state=StaffListState.READ).select_related("document")
    page = {"employer": employer, "form": form, "waiting": waiting.order_by("-sent_at"), "refusal": refusal}
    return render(request, "declarations/staff_file.html", page, status=422 if refusal or form.errors else 200)


@employers
@writes
def staff_file_send(request: HttpRequest, number: str) -> HttpResponse:
    """Keep the file and show what it says."""
    employer, form = employer_of(request, number), StaffFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _staff_file_page(request, employer, form)
    file = form.cleaned_data["file"]
    try:
        kept = actions.keep_list(
            employer=employer, name=file.name, content=file.read(), by=user_of(request), at=timezone.now()
        )
    except Refusal as refusal:
        return _staff_file_page(request, employer, StaffFileForm(), refusal)
    return redirect("employer_staff_list", number, kept.number)


@employers
@reads
def staff_sample(request: HttpRequest, number: str) -> HttpResponse:
    """A file as the portal wants it."""
    employer_of(request, number)
    head = ["姓名", "身份证号码", "应发工资", "入职日期", "离职日期", "离职原因"]
    rows = [
        ["张三", "11010519491231002X", "6900.00", "2026-11-09", "", ""],
        ["李四", "110105198001010012", "", "", "2026-11-20", "合同期满"],
    ]
    response = HttpResponse(as_csv(head, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="starts_and_leavings_sample.csv"'
    return response


@employers
@reads
def staff_list(request: HttpRequest, number: str, which: str) -> HttpResponse:
    """What a file says: who starts and since when insured, who leaves, what is wrong with the other rows."""
    return _staff_list_page(request, _list_of(request, number, which), LateForm())


def _list_of(request: HttpRequest, number: str, which: str) -> StaffList:
    return get_object_or_404(
        StaffList.objects.select_related("employer__pooling_region", "document"),
        employer=employer_of(request, number),
        number=which,
    )


def _staff_list_page(
    request: HttpRequest, found: StaffList, form: LateForm, refusal: Refusal | None = None
) -> HttpResponse:
    read = actions.read_list(staff_list=found, today=timezone.localdate())
    page = {"employer": found.employer, "list": found, "read": read, "form": form, "refusal": refusal}
    return render(request, "declarations/staff_list.html", page, status=422 if refusal else 200)


@employers
@writes
def staff_list_take(request: HttpRequest, number: str, which: str) -> HttpResponse:
    """Insure and end what can be; rows in trouble stay in the file."""
    found, form = _list_of(request, number, which), LateForm(request.POST)
    told = form.cleaned_data if form.is_valid() else {"because": "", "note": ""}
    try:
        taken = actions.take_list(
            staff_list=found,
            late_because=told["because"],
            late_note=told["note"],
            by=user_of(request),
            at=timezone.now(),
        )
    except Refusal as refusal:
        return _staff_list_page(request, found, form, refusal)
    messages.success(
        request,
        gettext("%(started)s started and %(left)s left: recorded.") % {"started": taken.started, "left": taken.left},
    )
    return redirect("employer_staff_list", number, which)


@employers
@writes
def staff_list_discard(request: HttpRequest, number: str, which: str) -> HttpResponse:
    """Put a file aside."""
    actions.discard_list(staff_list=_list_of(request, number, which), by=user_of(request), at=timezone.now())
    messages.success(request, gettext("Put aside."))
    return redirect("employer_staff_file", number)
