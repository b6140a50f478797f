"""What a visitor may open, and what every page needs: the landing page, the two languages, large print."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.i18n import set_language

from funds.ledger.selectors import books_seen_by
from siadmin.agency.access import everyone, looking, reads, writes
from siadmin.agency.insurances import Insurance
from siadmin.agency.posts import Post
from siadmin.portal.context import LARGE_PRINT_COOKIE, kind_of

HOMES = {"staff": "work", "employer": "employers", "citizen": "citizen_home"}
ASK_FOR_THE_FUND = {Post.DIRECTOR, Post.ACCOUNTANT}  # their first question is whether the fund is whole
ONE_YEAR = settings.LANGUAGE_COOKIE_AGE


@everyone
@reads
def home(request: HttpRequest) -> HttpResponse:
    """The landing page for visitors; everybody else goes to their own home."""
    viewer = looking(request)
    kind = kind_of(viewer)
    if kind == "staff" and viewer.posts <= ASK_FOR_THE_FUND and books_seen_by(viewer).exists():
        return redirect("funds")
    if kind in HOMES:
        return redirect(HOMES[kind])
    return render(request, "portal/landing.html", {"insurances": Insurance.values})


@everyone
@writes
def language(request: HttpRequest) -> HttpResponse:
    """Switch the language and stay on the page."""
    return set_language(request)


@everyone
@writes
def large_print(request: HttpRequest) -> HttpResponse:
    """Switch large print on or off and stay on the page."""
    target = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        target = reverse("home")
    response = redirect(target)
    if request.COOKIES.get(LARGE_PRINT_COOKIE) == "1":
        response.delete_cookie(LARGE_PRINT_COOKIE)
    else:
        response.set_cookie(LARGE_PRINT_COOKIE, "1", max_age=ONE_YEAR, samesite="Lax", secure=settings.SECURE_COOKIES)
    return response
