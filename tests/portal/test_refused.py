"""A door that is closed: every view names who may, a link changes nothing, and who is refused is told why."""

from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from siadmin.agency.models import Act
from siadmin.agency.posts import Post
from tests import factories


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


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["language", "large_print", "person_unmask", "employer_unmask"])
def test_what_changes_something_is_not_reached_by_a_link(name: str, client: Client) -> None:
    client.force_login(factories.a_member_of_staff(Post.CLERK))
    number = {
        "person_unmask": factories.a_person(lives_in="110105").number,
        "employer_unmask": factories.an_employer().number,
    }.get(name)
    changes = Act.objects.count()
    answer = client.get(reverse(name, args=[number] if number else []))
    above = {"person_unmask": "person", "employer_unmask": "employer"}.get(name)
    page = reverse(above, args=[number]) if above else "/"
    assert (answer.status_code, answer["Location"]) == (302, page), "whoever types the address sees the form's page"
    assert Act.objects.count() == changes
    assert client.delete(reverse(name, args=[number] if number else [])).status_code == 405


@pytest.mark.django_db
def test_a_refused_page_says_who_may_in_the_readers_language(client: Client) -> None:
    client.force_login(factories.a_member_of_staff(Post.ACCOUNTANT))
    page = client.get("/search/", headers={"accept-language": "en"}).content.decode()
    assert "Clerk, Reviewer, Approver, Director, Auditor" in page


@pytest.mark.django_db
def test_an_address_or_a_form_with_a_nul_in_it_is_not_there(client: Client) -> None:
    client.force_login(factories.a_member_of_staff(Post.CLERK))
    for path in ("/search/?t=%00", "/desk/people/P%00/", "/desk/employers/%00/", "/receipts/waiting/?region=a%00"):
        assert client.get(path).status_code == 404
    assert client.post("/desk/people/P2222-22222/unmask/", {"reason": "a\0b"}).status_code == 404
