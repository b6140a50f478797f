"""Every page of the portal, tried by every kind of person: who gets in, who is refused, who is asked to sign in."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from enrollment.registry.models import Employer, Person
from siadmin.agency.models import User
from siadmin.agency.posts import Post
from siadmin.portal import urls
from tests import cities, factories

IN, REFUSED, SIGN_IN, NOT_THERE, ELSEWHERE = 200, 403, "sign in", 404, "elsewhere"

KINDS = ("visitor", "nobody", "clerk", "accountant", "elsewhere_clerk", "delegate", "other_delegate", "citizen")
# page: what each kind of person gets, in the order of KINDS
DOORS: dict[str, tuple[object, ...]] = {
    "home": (IN, IN, ELSEWHERE, ELSEWHERE, ELSEWHERE, ELSEWHERE, ELSEWHERE, ELSEWHERE),
    "gallery": (SIGN_IN, REFUSED, IN, IN, IN, REFUSED, REFUSED, REFUSED),
    "work": (SIGN_IN, REFUSED, IN, IN, IN, REFUSED, REFUSED, REFUSED),
    "search": (SIGN_IN, REFUSED, IN, REFUSED, IN, REFUSED, REFUSED, REFUSED),
    "person": (SIGN_IN, REFUSED, IN, REFUSED, NOT_THERE, REFUSED, REFUSED, REFUSED),
    "employer": (SIGN_IN, REFUSED, IN, REFUSED, NOT_THERE, REFUSED, REFUSED, REFUSED),
    "employers": (SIGN_IN, REFUSED, REFUSED, REFUSED, REFUSED, ELSEWHERE, ELSEWHERE, REFUSED),
    "employer_home": (SIGN_IN, REFUSED, REFUSED, REFUSED, REFUSED, IN, NOT_THERE, REFUSED),
    "citizen_home": (SIGN_IN, REFUSED, REFUSED, REFUSED, REFUSED, REFUSED, REFUSED, IN),
    "citizen_accounts": (SIGN_IN, REFUSED, REFUSED, REFUSED, REFUSED, REFUSED, REFUSED, IN),
}
POSTED = {"language", "large_print", "person_unmask", "employer_unmask"}


@pytest.fixture
def employer(db: None) -> Employer:
    cities.plant()
    return factories.an_employer(at="110105")


@pytest.fixture
def person(employer: Employer) -> Person:
    person = factories.a_person()
    factories.an_employment(person, employer)
    return person


@pytest.fixture
def users(employer: Employer, person: Person) -> dict[str, Callable[[], User | None]]:
    return {
        "visitor": lambda: None,
        "nobody": factories.a_user,
        "clerk": lambda: factories.a_member_of_staff(Post.CLERK),
        "accountant": lambda: factories.a_member_of_staff(Post.ACCOUNTANT),
        "elsewhere_clerk": lambda: factories.a_member_of_staff(Post.CLERK, at="310115"),
        "delegate": lambda: factories.a_delegate(employer),
        "other_delegate": lambda: factories.a_delegate(factories.an_employer()),
        "citizen": lambda: factories.a_citizen(person),
    }


def _path(name: str, employer: Employer, person: Person) -> str:
    number = {"person": person.number, "employer": employer.number, "employer_home": employer.number}.get(name)
    return reverse(name, args=[number] if number else [])


def _answer(client: Client, path: str) -> object:
    answer = client.get(path)
    if answer.status_code != 302:
        return answer.status_code
    return SIGN_IN if answer["Location"].startswith("/accounts/login/") else ELSEWHERE


@pytest.mark.parametrize("kind", KINDS)
def test_every_door_admits_whom_it_names_and_nobody_else(
    kind: str,
    client: Client,
    employer: Employer,
    person: Person,
    users: dict[str, Callable[[], User | None]],
) -> None:
    user = users[kind]()
    if user is not None:
        client.force_login(user)
    found = {name: _answer(client, _path(name, employer, person)) for name in DOORS}
    assert found == {name: row[KINDS.index(kind)] for name, row in DOORS.items()}


def test_no_door_of_the_portal_is_left_out_of_the_table() -> None:
    assert {pattern.name for pattern in urls.urlpatterns} == DOORS.keys() | POSTED


def test_every_view_of_ours_names_who_may() -> None:
    """Deny by default: a view without a name is refused to everybody, so it had better have one."""
    nameless = [
        f"{view.__module__}.{view.__name__}"
        for view in (pattern.callback for pattern in _patterns(get_resolver().url_patterns))
        if view.__module__.startswith(("siadmin.", "enrollment.", "funds.", "contributions.", "benefits."))
        and getattr(view, "cls", None) is None
        and getattr(view, "access", None) is None
    ]
    assert nameless == []


def _patterns(patterns: Iterable[Any]) -> Iterator[Any]:
    for pattern in patterns:
        below = getattr(pattern, "url_patterns", None)
        if below is None:
            yield pattern
        else:
            yield from _patterns(below)


@pytest.mark.parametrize("name", sorted(POSTED))
def test_what_changes_something_is_not_reached_by_a_link(
    name: str, client: Client, employer: Employer, person: Person
) -> None:
    client.force_login(factories.a_member_of_staff(Post.CLERK))
    number = {"person_unmask": person.number, "employer_unmask": employer.number}.get(name)
    assert client.get(reverse(name, args=[number] if number else [])).status_code == 405


@pytest.mark.django_db
def test_a_refused_page_says_who_may_in_the_readers_language(client: Client) -> None:
    client.force_login(factories.a_member_of_staff(Post.ACCOUNTANT))
    page = client.get("/search/", headers={"accept-language": "en"}).content.decode()
    assert "Clerk, Reviewer, Approver, Director, Auditor" in page
