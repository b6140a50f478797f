"""Make the tables and bring in the reference data: regions, posts, the law's numbers, calendars, flows, books.

Safe to repeat, and needed with each new version.
"""

import datetime as dt
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from siadmin.kernel import partitions
from siadmin.portal.installation import install


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--since",
            type=dt.date.fromisoformat,
            metavar="YYYY-MM-DD",
            help="the day from which books are kept and the law is believed (unless given: this month's first; now)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", interactive=False, verbosity=options["verbosity"] - 1)
        now, since = timezone.now(), options["since"]
        today = timezone.localdate(now)
        partitions.ensure(today=today)
        at = min(now, timezone.make_aware(dt.datetime.combine(since, dt.time()))) if since else now
        installed = install(at=at, today=today, books_on=since or today.replace(day=1))
        for what, count in installed.counts().items():
            self.stdout.write(f"{count:8,}  {what.replace('_', ' ')}")
