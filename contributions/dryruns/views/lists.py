"""Whom a dry run touches, page by page and as files: employers, and people with masked names."""

from collections.abc import Iterable

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext

from contributions.dryruns.changes import changes_since
from contributions.dryruns.lists import LESS, MORE, OWN, RESIDENTS, SEES_PEOPLE, People, effects_on_employers, touched
from contributions.dryruns.rules import BANDS
from contributions.dryruns.run_kinds import DRY_RUN
from contributions.dryruns.selectors import LOOKS, of_line, seen_in
from contributions.dryruns.telling import stale_because
from contributions.dryruns.words import band_name
from enrollment.registry.models import Employer
from siadmin.agency.access import looking, open_page, reads, staff
from siadmin.agency.models import Region
from siadmin.kernel.models import Run, RunState
from siadmin.kernel.money import yuan
from siadmin.kernel.sheets import Cell, as_csv
from siadmin.policy.models import Proposal

A_PAGE = 50


@staff(*sorted(LOOKS))
@reads
def dry_run_employers(request: HttpRequest, pk: int) -> HttpResponse:
    """Employers whose months would cost more or less, the greatest difference first; `?region=` narrows."""
    run, seen = _run(request, pk)
    regions = _chosen(request, seen)
    page = Paginator(effects_on_employers(run, regions), A_PAGE).get_page(request.GET.get("page"))
    sees_people = of_line(looking(request), run.parameters["line"], SEES_PEOPLE)
    shown = _about(run, seen, regions) | {
        "page": page,
        "rows": [
            (each, open_page(looking(request), "employer", each.employer.number))
            for each in touched(run, list(page.object_list))
        ],
        "sees_people": any(sees_people.reaches_region(each.path) for each in regions),
    }
    return render(request, "dryruns/dry_run_employers.html", shown)


@staff(*sorted(LOOKS))
@reads
def dry_run_employers_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The same as CSV; amounts in yuan a month."""
    run, seen = _run(request, pk)
    head = [
        gettext("Employer"), gettext("Our number"), gettext("Without it ¥"), gettext("Employer's part ¥"),
        gettext("People's part ¥"), gettext("Together ¥"), gettext("People who pay more"),
        gettext("People who pay less"),
    ]  # fmt: skip
    every = touched(run, list(effects_on_employers(run, _chosen(request, seen))))
    rows: Iterable[list[Cell]] = (
        [
            each.employer.name, each.employer.number, yuan(each.before_fen), yuan(each.employer_fen),
            yuan(each.employee_fen), yuan(each.net_fen), each.more, each.less,
        ]
        for each in every
    )  # fmt: skip
    return _file(as_csv(head, rows), f"dry_run_{run.pk}_employers.csv")


@staff(*sorted(SEES_PEOPLE))
@reads
def dry_run_people(request: HttpRequest, pk: int) -> HttpResponse:
    """People who would pay more or less themselves; `?outcome=less&band=2&who=own&region=&employer=` narrows."""
    run, seen = _run(request, pk)
    regions, people = _people(request, run, seen)
    given = request.GET
    shown = _about(run, seen, regions) | {
        "page": Paginator(people, A_PAGE).get_page(given.get("page")),
        "outcome": _outcome(request),
        "band": _band(request),
        "who": _who(request),
        "has_own": any(any(each["own"].values()) for each in run.totals["regions"].values()),
        "has_residents": any(each["tiers"] for each in run.totals["regions"].values()),
        "bands": [(band, band_name(band)) for band in range(len(BANDS))],
        "employer": Employer.objects.filter(number=given["employer"]).first() if given.get("employer") else None,
    }
    return render(request, "dryruns/dry_run_people.html", shown)


@staff(*sorted(SEES_PEOPLE))
@reads
def dry_run_people_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The same as CSV; names stay masked, amounts in yuan a month, of residents a year."""
    run, seen = _run(request, pk)
    _, people = _people(request, run, seen)
    base = gettext("Tier ¥") if _who(request) == RESIDENTS else gettext("Wage or base ¥")
    head = [
        gettext("Name"), gettext("Employer"), gettext("Our number"), base, gettext("Pays without it ¥"),
        gettext("Pays with it ¥"), gettext("Difference ¥"),
    ]  # fmt: skip
    rows: Iterable[list[Cell]] = (
        [
            each.name, each.employer.name if each.employer else "", each.employer.number if each.employer else "",
            yuan(each.wage_fen), yuan(each.before_fen), yuan(each.after_fen), yuan(each.difference_fen),
        ]
        for each in people
    )  # fmt: skip
    return _file(as_csv(head, rows), f"dry_run_{run.pk}_people.csv")


def _run(request: HttpRequest, pk: int) -> tuple[Run, list[Region]]:
    """A finished dry run and the regions of it within the viewer's reach; 404 where there are none."""
    run = get_object_or_404(Run, pk=pk, kind=DRY_RUN, state=RunState.DONE)
    seen = seen_in(looking(request), run)
    if not seen:
        raise Http404
    return run, [each for each in seen if each.pk in run.parameters["regions"]]


def _chosen(request: HttpRequest, seen: list[Region]) -> list[Region]:
    """The region of `?region=`, or all of them."""
    asked = request.GET.get("region", "")
    return [each for each in seen if each.pk == asked] or seen


def _about(run: Run, seen: list[Region], regions: list[Region]) -> dict[str, object]:
    """What stands at the head of both lists."""
    proposal = Proposal.objects.select_related("region").get(pk=run.parameters["proposals"][0]["id"])
    return {
        "run": run,
        "proposal": proposal,
        "others": len(run.parameters["proposals"]) - 1,
        "regions": seen,
        "region": regions[0] if len(regions) == 1 else None,
        "stale": stale_because(changes_since(run)),
    }


def _people(request: HttpRequest, run: Run, seen: list[Region]) -> tuple[list[Region], People]:
    regions = _chosen(request, seen)
    return regions, People(
        run, looking(request), regions, outcome=_outcome(request), band=_band(request),
        employer=request.GET.get("employer", ""), who=_who(request),
    )  # fmt: skip


def _outcome(request: HttpRequest) -> str:
    return LESS if request.GET.get("outcome") == LESS else MORE


def _who(request: HttpRequest) -> str:
    """`?who=`: those who pay for themselves, residents, or nothing: everybody who pays by the month."""
    asked = request.GET.get("who", "")
    return asked if asked in (OWN, RESIDENTS) else ""


def _band(request: HttpRequest) -> int | None:
    """The band of `?band=2`; none: all of them."""
    asked = request.GET.get("band", "")
    return int(asked) if asked.isdecimal() and int(asked) < len(BANDS) else None


def _file(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
