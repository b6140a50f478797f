"""Where a row of a proof leads: the employer, the person, the entry it names, where that page exists for staff."""

from collections.abc import Mapping
from typing import Any

from siadmin.agency.tiles import page

# What a row names, and the page that shows it.
_PAGES = (("employer", "employer"), ("person", "person"), ("entry", "entry"))


def url_of(row: Mapping[str, Any]) -> str:
    for name, view in _PAGES:
        if row.get(name):
            return page(view, row[name])
    return ""
