"""Give somebody a post, with a new account (--name) or the one they have. The act is on the trail with its reason.

Of a new account the ID number and the password are asked for, not given as arguments: command lines are kept in
histories. Without a terminal they are read from the first two lines of standard input.
"""

import datetime as dt
from typing import Any

from django.core.management.base import CommandParser

from siadmin.agency.actions import Appointment, appoint
from siadmin.agency.insurances import Line
from siadmin.agency.management.acting import ActingCommand, acting, add_name, whoever
from siadmin.agency.posts import NAMES, Post
from siadmin.agency.selectors import region_coded


class Command(ActingCommand):
    help = __doc__
    by_required = False  # the installation itself appoints its first people

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--post", required=True, choices=Post.values)
        parser.add_argument("--line", required=True, choices=Line.values)
        parser.add_argument("--region", required=True, help="the six-digit code of the office's place, such as 110000")
        add_name(parser)

    def act(self, *, at: dt.datetime, today: dt.date, **options: Any) -> str:
        region = region_coded(options["region"])
        by = acting(options["by"], region=region, on=today)
        appointment = Appointment(whoever(options), options["post"], region, options["line"])
        user = appoint(appointment=appointment, starts_on=today, by=by, at=at, reason=options["reason"])
        return f"{user.username}: {NAMES[options['post']].zh} {NAMES[options['post']].en}, {region.name_zh}"
