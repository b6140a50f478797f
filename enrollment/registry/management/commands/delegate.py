"""Let somebody act for an employer, with a new account (--name) or the one they have; or end that (--end).

Of a new account the ID number and the password are asked for, or read from the first two lines of standard input.
"""

import datetime as dt
from typing import Any

from django.core.management.base import CommandParser

from enrollment.registry.actions import appoint_delegate, end_delegate
from enrollment.registry.selectors import employer_numbered
from siadmin.agency.management.acting import ActingCommand, add_name, whoever
from siadmin.agency.selectors import account_named, administrator_named


class Command(ActingCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("employer", help="the employer's number with us, such as U7K2M-9Q4XA")
        parser.add_argument("--end", action="store_true", help="the user acts for the employer no more")
        parser.add_argument(
            "--on", type=dt.date.fromisoformat, metavar="YYYY-MM-DD", help="first day with, or without; today"
        )
        add_name(parser)

    def act(self, *, at: dt.datetime, today: dt.date, **options: Any) -> str:
        employer, on = employer_numbered(options["employer"]), options["on"] or today
        by = administrator_named(options["by"], region=employer.region, on=today)
        if options["end"]:
            user = account_named(options["username"])
            end_delegate(employer=employer, user=user, on=on, by=by, at=at, reason=options["reason"])
            return f"{user.username}: 经办 {employer.name} 至 {on} 止 acts for {employer.number} until {on}"
        delegate = appoint_delegate(
            employer=employer, user=whoever(options), on=on, by=by, at=at, reason=options["reason"]
        )
        return f"{delegate.user.username}: 自 {on} 起经办 {employer.name} acts for {employer.number} from {on}"
