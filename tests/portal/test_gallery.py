"""The gallery shows every component, in both languages, so that nobody changes one blindly."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from siadmin.agency.posts import Post
from tests import factories

TEMPLATES = Path(settings.BASE_DIR) / "templates"
_COMPONENTS = TEMPLATES / "components"
COMPONENTS = sorted(path.name for path in _COMPONENTS.glob("*.html"))
FORMS = {"field.html", "form.html", "find.html", "mark.html", "row.html"}  # shown on the pages that need them


def _included(path: Path) -> set[str]:
    return set(re.findall(r'include "components/([a-z_]+\.html)"', path.read_text(encoding="utf-8")))


def test_every_component_is_in_the_gallery_or_inside_one_that_is() -> None:
    reached: set[str] = set()
    new = _included(TEMPLATES / "portal" / "gallery.html")
    while new - reached:
        reached |= new
        new = set().union(*(_included(_COMPONENTS / name) for name in reached))
    assert sorted(set(COMPONENTS) - reached - FORMS) == []


def test_every_component_is_used_by_a_page_other_than_the_gallery() -> None:
    pages = set(TEMPLATES.rglob("*.html")) - {TEMPLATES / "portal" / "gallery.html"} - set(_COMPONENTS.glob("*.html"))
    used: set[str] = set()
    new = set().union(*map(_included, pages))
    while new - used:
        used |= new
        new = set().union(*(_included(_COMPONENTS / name) for name in used))
    assert sorted(set(COMPONENTS) - used) == []


@pytest.mark.parametrize("name", [name for name in COMPONENTS if name != "mark.html"])
def test_every_component_opens_with_what_it_shows_and_takes(name: str) -> None:
    first = (_COMPONENTS / name).read_text(encoding="utf-8").splitlines()[0]
    assert re.fullmatch(r"\{# .{10,} #\}", first)


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "word"), [("zh-CN", "已到账"), ("en", "Received")])
def test_the_gallery_opens_in_both_languages(client: Client, language: str, word: str) -> None:
    client.force_login(factories.a_member_of_staff(Post.CLERK))
    answer = client.get("/gallery/", headers={"accept-language": language})
    assert answer.status_code == 200
    assert word in answer.content.decode()
