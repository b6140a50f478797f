"""Home-page tiles: what waits in which app. The home page knows none of them; each app registers its own.

# in an app's `ready`
tiles.register(tiles_for)          # tiles_for(viewer, today) -> list[Tile]
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from siadmin.agency.viewer import Viewer
from siadmin.kernel.language import Words


@dataclass(frozen=True, slots=True)
class First:
    """One of the first in a queue, to go to it straight."""

    label: Words
    url: str = ""


@dataclass(frozen=True, slots=True)
class Tile:
    """One queue: how many wait, since when the oldest does, until when the nearest must be done, where to do it.

    `detail` says in a few words what is in it, `first` names some of the first. Without `url` the page is not there
    yet: the tile only counts.
    """

    code: str
    title: Words
    count: int
    url: str = ""
    oldest_on: dt.date | None = None
    due_on: dt.date | None = None
    detail: Words | None = None
    first: tuple[First, ...] = ()


TilesFor = Callable[[Viewer, dt.date], list[Tile]]

_sources: list[TilesFor] = []


def register(source: TilesFor) -> TilesFor:
    if source not in _sources:
        _sources.append(source)
    return source


def all_tiles(viewer: Viewer, today: dt.date) -> list[Tile]:
    """The tiles of every app, nearest deadline first, then the oldest; empty queues last."""
    found = [tile for source in _sources for tile in source(viewer, today)]
    far = dt.date.max
    return sorted(found, key=lambda t: (not t.count, t.due_on or far, t.oldest_on or far, t.code))


def page(name: str, *args: object) -> str:
    """The URL of a page by name, or nothing while that page is not there."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
