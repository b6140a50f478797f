"""Home-page tile: employers whose month is not declared yet."""

import datetime as dt

from django.db.models import Count

from contributions.declarations.selectors import Silence, rules_seen_by, silent
from enrollment.participation.models import InsuredPeriod
from enrollment.participation.selectors import in_month
from siadmin.agency import tiles
from siadmin.agency.posts import Post
from siadmin.agency.tiles import First, Tile
from siadmin.agency.viewer import Viewer
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month

FIRST_NAMED = 3


def tiles_for(viewer: Viewer, today: dt.date) -> list[Tile]:
    """For clerks and reviewers: how many employers, how many people they insure, until when."""
    if not viewer.posts & {Post.CLERK, Post.REVIEWER}:
        return []
    month = Month.of(today)
    rules = rules_seen_by(viewer, month)
    waiting = silent(viewer, month, rules, Silence.NOT_FILED)
    employers = waiting.count()
    if not employers:
        return []
    insured = InsuredPeriod.objects.filter(in_month(month), employer__in=waiting)
    people = insured.aggregate(people=Count("person_id", distinct=True))["people"]
    return [
        Tile(
            code="declarations.not_filed",
            title=Words(f"单位未申报 {month.number} 月", f"Employers not yet filed for {month}"),
            count=employers,
            url=tiles.page("declarations"),
            due_on=min(rule.due_on for rule in rules.values() if rule.silence == Silence.NOT_FILED),
            detail=Words(f"涉及 {people:,} 人", f"{people:,} people"),
            first=tuple(
                First(Words(each.name, each.name_en or each.name), tiles.page("employer", each.number))
                for each in waiting[:FIRST_NAMED]
            ),
        )
    ]
