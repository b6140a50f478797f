"""Deny by default: every view names who may. A view without a name is refused to everybody.

Stand nearest to the view: `@reads`, `@writes` or `@examines`, above it `@staff(Post.CLERK, …)`, `@employers`,
`@citizens`, `@signed_in` or `@everyone`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, Resolver404, resolve, reverse
from django.views.decorators.http import require_http_methods

from siadmin.agency.models import User
from siadmin.agency.viewer import Viewer
from siadmin.kernel.reading import one_reading

_PAGES = frozenset({"reads", "counts", "answers"})
View = TypeVar("View", bound=Callable[..., HttpResponse])


@dataclass(frozen=True)
class Access:
    """Who may use a view: `kind` is everyone, signed_in, staff, employer or citizen; staff may be narrowed by post."""

    kind: str
    posts: frozenset[str] = frozenset()

    def admits(self, viewer: Viewer) -> bool:
        if self.kind == "everyone":
            return True
        if viewer.user is None:
            return False
        if self.kind == "signed_in":
            return True
        if self.kind == "staff":
            return bool(viewer.posts & self.posts) if self.posts else viewer.is_staff
        if self.kind == "employer":
            return bool(viewer.employer_ids)
        return viewer.person_id is not None


def _named(access: Access) -> Callable[[View], View]:
    def mark(view: View) -> View:
        view.access = access  # type: ignore[attr-defined]
        return view

    return mark


def staff(*posts: str) -> Callable[[View], View]:
    """Members of staff who hold one of `posts`; any post when none is named."""
    return _named(Access("staff", frozenset(str(post) for post in posts)))


def looking(request: HttpRequest) -> Viewer:
    """Who is looking, with all their posts and ties."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return viewer


def user_of(request: HttpRequest) -> User:
    """The signed-in account; views that name who may always have one."""
    assert isinstance(request.user, User)
    return request.user


def acting(request: HttpRequest) -> Viewer:
    """Who is looking, with only the reaches of the posts this view names: a clerk here may be an auditor elsewhere."""
    viewer = looking(request)
    match = request.resolver_match
    access: Access | None = getattr(match.func, "access", None) if match else None
    return viewer.holding(access.posts) if access and access.posts else viewer


def open_page(viewer: Viewer, name: str, *arguments: object) -> str:
    """The URL of a page this viewer may open; nothing where it is not there or would refuse: no link leads nowhere."""
    try:
        url = reverse(name, args=arguments)
    except NoReverseMatch:
        return ""
    access: Access | None = getattr(resolve(url).func, "access", None)
    return url if access is not None and access.admits(viewer) else ""


def page_at(path: str) -> str:
    """The nearest page that can be opened, at an address or above it: where what is sent there stands; at last "/"."""
    while path.strip("/"):
        try:
            if getattr(resolve(path).func, "does", "") in _PAGES:
                return path
        except Resolver404:
            pass
        path = path.rstrip("/").rpartition("/")[0] + "/"
    return "/"


everyone = _named(Access("everyone"))
signed_in = _named(Access("signed_in"))
employers = _named(Access("employer"))
citizens = _named(Access("citizen"))


def _read_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The database refuses any write, also where a transaction is open around the view; after it writing goes on."""

    @wraps(view)
    def reading(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with transaction.atomic(), one_reading():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION READ ONLY")
            return view(request, *args, **kwargs)

    return reading


def reads(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """GET only, and the database refuses any write the view might attempt."""
    return _doing("reads", require_http_methods(["GET", "HEAD"])(_read_only(view)))


def examines(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """POST only, for what is sent to be looked at and not kept: the database refuses any write."""
    return _doing("examines", require_http_methods(["POST"])(_read_only(view)))


def counts(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """GET only, and reads but for one thing: it counts the attempts of its caller, lest somebody tries all codes."""
    return _doing("counts", require_http_methods(["GET", "HEAD"])(view))


def writes(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """POST only. The action it calls owns the transaction."""
    return _doing("writes", require_http_methods(["POST"])(view))


def _doing(what: str, view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    view.does = what  # type: ignore[attr-defined]
    return view


def answering(*, get: Callable[..., HttpResponse], post: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """One address, two views that admit the same: a page that reads, and what is sent from it."""
    assert get.access == post.access  # type: ignore[attr-defined]
    assert {get.does, post.does} < {"reads", "examines", "writes"}  # type: ignore[attr-defined]

    @wraps(get)
    def view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return (post if request.method == "POST" else get)(request, *args, **kwargs)

    return _doing("answers", view)
