"""The glossary names what exists: a word that left the code leaves the glossary too."""

import re
from pathlib import Path

from tests.architecture.tree import DOMAINS, files, text


def _names() -> list[str]:
    rows = re.findall(r"^\|.*\|([^|]*)\|$", text(Path("docs/glossary.md")), re.MULTILINE)
    return [name for row in rows for name in re.findall(r"`(\w+)`", row)]


def test_every_name_of_the_glossary_stands_in_the_code() -> None:
    written = [path for path in files() if path.parts[0] in DOMAINS and path.suffix in {".py", ".sql", ".csv"}]
    words = set(re.findall(r"\w+", " ".join(text(path) for path in written)))
    names = _names()
    assert len(names) > 50
    assert [name for name in names if name not in words] == []
