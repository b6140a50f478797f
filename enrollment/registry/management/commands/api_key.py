"""Issue a key to the API for a program, or revoke it. The key is written to standard output, once; nobody keeps it.

A program of a tax authority or a bank has an account of its own, in the name of the person there who answers for it
(--name; the ID number is asked for, or read from the first line of standard input). Nobody signs in with it.
"""

import datetime as dt
import secrets
from typing import Any

from django.core.management.base import CommandError, CommandParser

from enrollment.registry.actions import issue_token, revoke_token
from enrollment.registry.models import TokenScope
from enrollment.registry.selectors import valid_tokens
from siadmin.agency.management.acting import ActingCommand, add_name, at_most, whoever
from siadmin.agency.selectors import account_named, administrator_named, region_coded


class Command(ActingCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["issue", "revoke"])
        super().add_arguments(parser)
        parser.add_argument(
            "--program", required=True, type=at_most(80), help="what the key is called, such as 用友薪资"
        )
        parser.add_argument("--scope", choices=TokenScope.values, help="whose program it is; for a new key")
        parser.add_argument("--region", help="where; for the key of a tax authority or a bank")
        add_name(parser)

    def act(self, *, at: dt.datetime, today: dt.date, **options: Any) -> str:
        program, reason = options["program"], options["reason"]
        if options["what"] == "revoke":
            tokens = valid_tokens(account_named(options["username"]), program)
            for token in tokens:
                by = administrator_named(options["by"], region=token.region, on=today)
                revoke_token(token=token, by=by, at=at, reason=reason)
            return f"{options['username']}: {program} 已吊销 revoked ({len(tokens)})"
        if options["scope"] is None:
            raise CommandError("--scope 写明是谁的程序 --scope says whose program it is")
        region = region_coded(options["region"]) if options["region"] else None
        by = administrator_named(options["by"], region=region, on=today)
        user = whoever(options, password=secrets.token_urlsafe(32))
        return issue_token(
            user=user, scope=options["scope"], name=program, region=region, by=by, at=at, reason=reason
        )  # fmt: skip
