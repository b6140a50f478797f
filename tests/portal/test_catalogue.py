"""Both languages are complete: no text of a template or of Python lacks its Chinese, and none is left over."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from django.conf import settings

from siadmin.portal import catalogue


def test_every_text_has_its_chinese_and_none_is_left_over() -> None:
    assert catalogue.faults() == []


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("a/page.html", b'{% translate "Paid in full" %}'),
        ("a/page.html", b'{% include "x.html" with word=_("Paid in full") only %}'),
        ("a/view.py", b'gettext("Paid in full")'),
        ("a/view.py", b'ngettext("Paid in full", "All paid in full", 2)'),
    ],
)
def test_texts_are_found_wherever_they_stand(path: str, source: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    def sources() -> Iterator[tuple[Path, bytes]]:
        yield Path(settings.BASE_DIR, path), catalogue.as_python(Path(path), source)

    monkeypatch.setattr(catalogue, "sources", sources)
    assert "Paid in full" in catalogue.used()


def test_a_missing_an_untranslated_a_fuzzy_and_an_unused_text_are_all_named(monkeypatch: pytest.MonkeyPatch) -> None:
    wanted, present = Catalog(locale="zh_Hans"), Catalog(locale="zh_Hans")
    for text in ("not there", "empty", "guessed", "good"):
        wanted.add(text)
    present.add("empty")
    present.add("guessed", "猜", flags={"fuzzy"})
    present.add("good", "好")
    present.add("old", "旧")
    monkeypatch.setattr(catalogue, "used", lambda: wanted)
    monkeypatch.setattr(catalogue, "kept", lambda: present)
    assert catalogue.faults() == [
        "missing: 'not there'",
        "untranslated: 'empty'",
        "fuzzy: 'guessed'",
        "unused: 'old'",
    ]


def test_an_update_keeps_the_chinese_and_asks_for_the_rest(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    wanted, present = Catalog(locale="zh_Hans"), Catalog(locale="zh_Hans")
    wanted.add("good")
    wanted.add(("%(n)s row", "%(n)s rows"))
    present.add("good", "好")
    present.add("old", "旧")
    monkeypatch.setattr(catalogue, "used", lambda: wanted)
    monkeypatch.setattr(catalogue, "kept", lambda: present)
    monkeypatch.setattr(catalogue, "po_path", lambda: tmp_path / "django.po")
    assert catalogue.update() == 1
    text = (tmp_path / "django.po").read_text(encoding="utf-8")
    assert 'msgid "good"\nmsgstr "好"' in text
    assert "old" not in text
