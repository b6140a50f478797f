"""Who is looking: the posts, lines and regions of a member of staff, or the employers or person of a user.

Selectors take a viewer and return only what that viewer may see (design, promise 9).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from django.db.models import Q

from siadmin.agency.insurances import LINE_OF, LINE_OF_FUND
from siadmin.agency.models import User


@dataclass(frozen=True, slots=True)
class Reach:
    """One post with its jurisdiction: a line and a region's subtree."""

    post: str
    line: str
    region_code: str
    path: str


@dataclass(frozen=True)
class Viewer:
    """Empty reaches, employers and person: a visitor, who sees public pages only."""

    user: User | None = None
    reaches: tuple[Reach, ...] = ()
    employer_ids: frozenset[int] = field(default_factory=frozenset)
    person_id: int | None = None

    @property
    def posts(self) -> frozenset[str]:
        return frozenset(reach.post for reach in self.reaches)

    @property
    def is_staff(self) -> bool:
        return bool(self.reaches)

    @property
    def lines(self) -> frozenset[str]:
        return frozenset(reach.line for reach in self.reaches)

    def holding(self, posts: Iterable[str]) -> "Viewer":
        """The same person with only the reaches these posts give: what they may do with them, and where."""
        wanted = frozenset(posts)
        return replace(self, reaches=tuple(reach for reach in self.reaches if reach.post in wanted))

    def in_line(self, line: str) -> "Viewer":
        """The same person with only the reaches of one line."""
        return replace(self, reaches=tuple(reach for reach in self.reaches if reach.line == line))

    def sees_insurance(self, insurance: str) -> bool:
        return not self.is_staff or LINE_OF[insurance] in self.lines

    def sees_fund(self, fund: str) -> bool:
        return LINE_OF_FUND[fund] in self.lines

    def region_filter(self, prefix: str) -> Q:
        """Rows whose region (at `prefix`, a path to a Region) lies in the viewer's subtrees; nothing for others."""
        condition = Q(pk__in=[])
        for path in {reach.path for reach in self.reaches}:
            condition |= Q(**{f"{prefix}__path__startswith": path})
        return condition

    def reaches_region(self, path: str) -> bool:
        return any(path.startswith(reach.path) for reach in self.reaches)

    def reaches_fund(self, fund: str, path: str) -> bool:
        line = LINE_OF_FUND[fund]
        return any(path.startswith(reach.path) and reach.line == line for reach in self.reaches)

    def fund_filter(self, *, region: str, fund: str) -> Q:
        """Rows whose region (at `region`, a path to a Region) and fund (at `fund`) one post covers: line × region."""
        condition = Q(pk__in=[])
        for path, line in {(reach.path, reach.line) for reach in self.reaches}:
            funds = [each for each, its in LINE_OF_FUND.items() if its == line]
            condition |= Q(**{f"{region}__path__startswith": path, f"{fund}__in": funds})
        return condition
