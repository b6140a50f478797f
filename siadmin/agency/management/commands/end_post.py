"""End a post: from a day on the account may do there no more what the post allowed. It stays on record."""

import datetime as dt
from typing import Any

from django.core.management.base import CommandParser

from siadmin.agency.actions import end_post
from siadmin.agency.insurances import Line
from siadmin.agency.management.acting import ActingCommand
from siadmin.agency.posts import NAMES, Post
from siadmin.agency.selectors import account_named, administrator_named, region_coded, standing_grants


class Command(ActingCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("post", choices=Post.values)
        parser.add_argument("region", help="the six-digit code of the office's place, such as 110000")
        parser.add_argument("--line", required=True, choices=Line.values)
        parser.add_argument("--on", type=dt.date.fromisoformat, metavar="YYYY-MM-DD", help="first day without; today")

    def act(self, *, at: dt.datetime, today: dt.date, **options: Any) -> str:
        region, on = region_coded(options["region"]), options["on"] or today
        by = administrator_named(options["by"], region=region, on=today)
        user = account_named(options["username"])
        for grant in standing_grants(user, post=options["post"], region=region, line=options["line"], on=on):
            end_post(grant=grant, ends_before=on, by=by, at=at, reason=options["reason"])
        name = NAMES[options["post"]]
        return f"{user.username}: {name.zh}至 {on} 止 {name.en} until {on}, {region.name_zh}"
