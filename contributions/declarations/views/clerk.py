"""The clerk's list of a month: who declared, who did not, and for whom silence means that nothing changed."""

from dataclasses import dataclass, replace

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from contributions.declarations.models import DeclarationState
from contributions.declarations.reasons import MONTH_NOT_OPEN
from contributions.declarations.rounds import behind
from contributions.declarations.selectors import Silence, declarations_seen_by, rules_seen_by, silent
from enrollment.participation.models import Employment
from enrollment.participation.reporting import joined_late, lateness_of, left_late, limits_of
from enrollment.registry.models import Employer
from enrollment.registry.selectors import employers_seen_by
from siadmin.agency.access import looking, open_page, reads, staff
from siadmin.agency.models import Region
from siadmin.agency.posts import Post
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month
from siadmin.policy.lawbook import NATIONAL

A_PAGE = 50
FILED, ROUND = "filed", "round"


@dataclass(frozen=True, slots=True)
class _Shelf:
    """One list of the month: whose silence means the same, or what was filed. `kind` is how its state is shown."""

    code: str
    kind: str
    title: Words
    means: Words
    count: int = 0

    @property
    def is_due(self) -> bool:
        return self.count > 0 and self.code == Silence.NOT_FILED


_SHELVES = {
    each.code: each
    for each in (
        _Shelf(
            Silence.NOT_FILED,
            "due",
            Words("未申报", "Not declared"),
            Words(
                "到期仍未申报的，按上月暂定（社会保险法第62条）", "provisional by the month before, once due (SIL 62)"
            ),
        ),
        _Shelf(
            Silence.UNCHANGED,
            "wait",
            Words("无变动", "Unchanged"),
            Words("年度申报工资的地区，不申报即无变动", "wages are declared yearly; silence means unchanged"),
        ),
        _Shelf(
            Silence.AT_TAX,
            "wait",
            Words("税务尚未传来", "Not come from tax"),
            Words("由税务机关受理申报", "the tax authority takes the declaration"),
        ),
        _Shelf(
            ROUND,
            "due",
            Words("未申报本年度工资", "Without this year's wages"),
            Words("有职工仍按上年度申报工资缴费", "somebody still goes on by the wage of the year before"),
        ),
        _Shelf(FILED, "ok", Words("已申报", "Declared"), Words("有效的申报", "in force")),
    )
}


@staff(Post.CLERK, Post.REVIEWER, Post.APPROVER, Post.AUDITOR)
@reads
def declarations(request: HttpRequest) -> HttpResponse:
    """Declarations of a month in the clerk's region; first those that are missing. Raises MONTH_NOT_OPEN."""
    viewer = looking(request)
    today = timezone.localdate()
    try:
        month = Month.parse(request.GET["month"]) if request.GET.get("month") else Month.of(today)
    except ValueError as error:
        raise Http404 from error
    if month > Month.of(today):
        raise MONTH_NOT_OPEN(month=month)
    rules = rules_seen_by(viewer, month)
    filed = declarations_seen_by(viewer).filter(month=month, state=DeclarationState.FILED).order_by("-filed_at", "-pk")
    lists: dict[str, QuerySet[Employer]] = {
        means: silent(viewer, month, rules, means) for means in Silence if means in {r.silence for r in rules.values()}
    }
    if (late := behind(viewer, month)) is not None:
        lists[ROUND] = late
    shelves = [replace(_SHELVES[means], count=employers.count()) for means, employers in lists.items()]
    shelves.append(replace(_SHELVES[FILED], count=filed.count()))
    likeliest = next((shelf.code for shelf in shelves if shelf.is_due), FILED)
    wanted = request.GET.get("show", likeliest)
    shelf = next((each for each in shelves if each.code == wanted), shelves[-1])
    rows = filed if shelf.code == FILED else lists[shelf.code]
    return render(
        request,
        "declarations/declarations.html",
        {
            "tax_files_url": open_page(viewer, "tax_files"),
            "month": month,
            "earlier": month - 1,
            "later": month + 1 if month < Month.of(today) else None,
            "filed": shelves[-1].count,
            "not_filed": sum(each.count for each in shelves if each.code == Silence.NOT_FILED),
            "shelves": shelves,
            "shelf": shelf,
            "show": shelf.code,
            "page": Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
        },
    )


@staff(Post.CLERK, Post.REVIEWER, Post.APPROVER, Post.AUDITOR)
@reads
def told_late(request: HttpRequest) -> HttpResponse:
    """Starts and ends of work that employers told later than the law allows; unexplained starts first (SIL 50, 58)."""
    employments = Employment.objects.filter(employer__in=employers_seen_by(looking(request)))
    limits = limits_of(Region.objects.get(pk=NATIONAL), timezone.localdate())
    starts, ends = joined_late(employments, limits), left_late(employments, limits)
    wanted = "ends" if request.GET.get("show") == "ends" else "starts"
    page = Paginator(ends if wanted == "ends" else starts, A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "declarations/told_late.html",
        {
            "limits": limits,
            "starts": starts.count(),
            "unexplained": starts.filter(late_because="").count(),
            "ends": ends.count(),
            "show": wanted,
            "page": page,
            "rows": [(each, lateness_of(each, limits, of_end=wanted == "ends")) for each in page],
        },
    )
