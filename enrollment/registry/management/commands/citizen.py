"""Let a registered person see their own record: with a new account, or with one of theirs that there is (--existing).

Of a new account the password is asked for, or read from the first line of standard input; name and ID number are the
registered ones.
"""

import datetime as dt
from typing import Any

from django.core.management.base import CommandParser

from enrollment.registry.actions import open_citizen, tie_citizen
from enrollment.registry.selectors import person_numbered
from siadmin.agency.management.acting import ActingCommand, ask_password
from siadmin.agency.selectors import account_named, administrator_named


class Command(ActingCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("person", help="the person's number with us, such as P7K2M-9Q4XA; not the ID number")
        parser.add_argument("--existing", action="store_true", help="the account is one there is already")

    def act(self, *, at: dt.datetime, today: dt.date, **options: Any) -> str:
        person = person_numbered(options["person"])
        by = administrator_named(options["by"], region=person.residence, on=today)
        username, reason = options["username"], options["reason"]
        if options["existing"]:
            tie_citizen(person=person, user=account_named(username), by=by, at=at, reason=reason)
        else:
            password = ask_password()
            open_citizen(person=person, username=username, password=password, by=by, at=at, reason=reason)
        return f"{username}: {person.number} 个人账号 the person's own account"
