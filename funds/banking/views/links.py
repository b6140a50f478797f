"""Where a row of a proof leads: the employer, the person, the entry it names, where the viewer may open it."""

from collections.abc import Mapping
from typing import Any

from siadmin.agency.access import open_page
from siadmin.agency.viewer import Viewer

# What a row names, and the page that shows it.
_PAGES = (("employer", "employer"), ("person", "person"), ("entry", "entry"))


def url_of(row: Mapping[str, Any], viewer: Viewer) -> str:
    for name, view in _PAGES:
        if row.get(name):
            return open_page(viewer, view, row[name])
    return ""
