"""Staff: files of the catalogue, with a report of every rejected row, put in force by another person."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext

from benefits.payments.selectors.permits import LOOKERS
from benefits.providers import actions
from benefits.providers.forms import CatalogueForm
from benefits.providers.models import CatalogueFile
from benefits.providers.rules.reading import COLUMNS
from benefits.providers.selectors.permits import PUT, files_seen_by, why_not
from benefits.providers.views.done import done
from funds.ledger.selectors import pooling_regions
from siadmin.agency.access import acting, reads, staff, user_of, writes
from siadmin.agency.insurances import Insurance
from siadmin.agency.posts import Post
from siadmin.kernel.refusal import reasons

A_PAGE = 30


@staff(*LOOKERS)
@reads
def catalogue_files(request: HttpRequest) -> HttpResponse:
    """Files of the regions in reach, the newest first."""
    return _list(request)


def _form(request: HttpRequest, *given: Any) -> CatalogueForm:
    clerk = acting(request).holding((Post.CLERK,))
    return CatalogueForm(*given, regions=[each for each in pooling_regions() if clerk.reaches_region(each.path)])


def _list(request: HttpRequest, form: CatalogueForm | None = None, status: int = 200, **more: Any) -> HttpResponse:
    shown = {
        "page": Paginator(files_seen_by(acting(request)), A_PAGE).get_page(request.GET.get("page")),
        "form": form or (_form(request) if Post.CLERK in acting(request).posts else None),
        "columns": COLUMNS,
    }
    return render(request, "providers/catalogue.html", shown | more, status=status)


@staff(Post.CLERK)
@writes
def catalogue_read(request: HttpRequest) -> HttpResponse:
    """A file is read; nothing is in force yet."""
    form = _form(request, request.POST, request.FILES)

    def act() -> None:
        told = form.cleaned_data
        actions.read_catalogue(
            region=form.regions[told["place"]], starts_on=told["starts_on"], name=told["file"].name,
            content=told["file"].read(), by=user_of(request), at=timezone.now(),
        )  # fmt: skip

    said = gettext("Read; another person puts it in force.")
    return done(request, form, act, lambda **more: _list(request, form, **more), said, ("catalogue_files",))


@staff(*LOOKERS)
@reads
def catalogue_file(request: HttpRequest, number: str) -> HttpResponse:
    """One file: how many rows, and each rejected one with its reasons."""
    return _page(request, get_object_or_404(files_seen_by(acting(request)), number=number))


def _page(request: HttpRequest, own: CatalogueFile, status: int = 200, **more: Any) -> HttpResponse:
    rejected = own.lines.exclude(problems=[]).order_by("line")
    page = Paginator(rejected, A_PAGE).get_page(request.GET.get("page"))
    known = reasons()
    refusal = why_not(PUT, own.region, (Insurance.MEDICAL,), user_of(request), timezone.localdate())
    shown = {
        "own": own,
        "page": page,
        "rejected": [
            (row, [known[each["code"]](**each["values"]) for each in row.problems if each["code"] in known])
            for row in page
        ],
        "good": own.rows - own.rejected,
        "why_not": refusal,
    }
    return render(request, "providers/catalogue_file.html", shown | more, status=status)


@staff(Post.REVIEWER)
@writes
def catalogue_put(request: HttpRequest, number: str) -> HttpResponse:
    """Its good rows come into force."""
    own = get_object_or_404(files_seen_by(acting(request)), number=number)

    def act() -> None:
        actions.put_in_force(file_id=own.pk, by=user_of(request), at=timezone.now())

    return done(
        request, None, act, lambda **more: _page(request, own, **more), gettext("In force."),
        ("catalogue_file", own.number),
    )  # fmt: skip
