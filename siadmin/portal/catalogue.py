"""Every text that waits for translation: msgids of templates and Python, against the Chinese catalogue.

English msgids stand in the code; `locale/zh_Hans/LC_MESSAGES/django.po` has the Chinese. Extraction runs in-process
(Babel for Python, Django's `templatize` before it for templates), so no gettext tools are needed.
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

LOCALE = "zh_Hans"
PACKAGES = ("siadmin", "enrollment", "funds", "contributions", "benefits")
_KEYWORDS: dict[str, Any] = {
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "_": None,
}

_HEADER = b"""# Chinese texts of the portal. `manage.py words` adds what is missing and drops what is unused.
msgid ""
msgstr ""
"Language: zh_Hans\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

"""


def po_path() -> Path:
    return Path(settings.LOCALE_PATHS[0]) / LOCALE / "LC_MESSAGES" / "django.po"


def sources() -> Iterator[tuple[Path, bytes]]:
    """Every template and Python file of ours, templates as Python that calls gettext."""
    root = Path(settings.BASE_DIR)
    for path in sorted((root / "templates").rglob("*")):
        if path.suffix in (".html", ".txt"):
            yield path, as_python(path, path.read_bytes())
    for package in PACKAGES:
        for path in sorted((root / package).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path, path.read_bytes()


def as_python(path: Path, source: bytes) -> bytes:
    """A template as Python that calls gettext for each of its texts; Python as it is."""
    if path.suffix == ".py":
        return source
    lines = templatize(source.decode(), origin=str(path)).splitlines()
    return "\n".join(line.strip() for line in lines).encode()  # indentation of markup is none of Python


def used() -> Catalog:
    """All msgids in use, in the order of their sources."""
    root = Path(settings.BASE_DIR)
    catalogue = Catalog(locale=LOCALE, charset="utf-8")
    for path, source in sources():
        place = path.relative_to(root).as_posix()
        for _line, message, _comments, context in extract("python", BytesIO(source), keywords=_KEYWORDS):
            catalogue.add(message, locations=[(place, 0)], context=context)
    return catalogue


def kept() -> Catalog:
    """The Chinese catalogue as it stands in the repository."""
    if not po_path().exists():
        return Catalog(locale=LOCALE, charset="utf-8")
    with po_path().open("rb") as file:
        return read_po(file, locale=LOCALE, charset="utf-8")


def faults() -> list[str]:
    """What is wrong with the catalogue: texts that are missing, fuzzy, untranslated or no longer used."""
    wanted, present = used(), kept()
    found = []
    for message in wanted:
        if not message.id:
            continue
        held = present.get(message.id, context=message.context)
        if held is None:
            found.append(f"missing: {message.id!r}")
        elif not held.string or (isinstance(held.string, tuple | list) and not all(held.string)):
            found.append(f"untranslated: {message.id!r}")
        elif held.fuzzy:
            found.append(f"fuzzy: {message.id!r}")
    found += [
        f"unused: {message.id!r}"
        for message in present
        if message.id and wanted.get(message.id, context=message.context) is None
    ]
    return found


def update() -> int:
    """Bring the catalogue up to date: add what is missing, drop what is unused; returns how many still need Chinese."""
    wanted, present = used(), kept()
    untranslated = 0
    for message in wanted:
        held = present.get(message.id, context=message.context) if message.id else None
        if held and held.pluralizable == message.pluralizable:  # a text that became plural is translated anew
            message.string = held.string
        if message.id and not (all(message.string) if isinstance(message.string, tuple | list) else message.string):
            untranslated += 1
    po_path().parent.mkdir(parents=True, exist_ok=True)
    with po_path().open("wb") as file:
        file.write(_HEADER)  # without dates, so that two people's additions do not collide there
        write_po(file, wanted, width=0, include_lineno=False, omit_header=True)
    return untranslated


def compile_catalogue() -> None:
    """Write the binary catalogue Django reads; it is not kept in the repository."""
    with po_path().with_suffix(".mo").open("wb") as file:
        write_mo(file, kept())
