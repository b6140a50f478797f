"""Make the tables and bring in the reference data: regions, posts, the law's numbers, calendars, flows, books.

Safe to repeat, and needed with each new version.
"""

import datetime as dt
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from siadmin.kernel import partitions
from siadmin.kernel.quick_states import quick_states
from siadmin.portal.installation import install

OURS = ("siadmin.", "enrollment.", "funds.", "contributions.", "benefits.")


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
        _refuse_what_came_before_the_first_release()
        with quick_states():
            call_command("migrate", interactive=False, verbosity=options["verbosity"] - 1)
        now, since = timezone.now(), options["since"]
        today = timezone.localdate(now)
        partitions.ensure(today=today)
        at = min(now, timezone.make_aware(dt.datetime.combine(since, dt.time()))) if since else now
        installed = install(at=at, today=today, books_on=since or today.replace(day=1))
        for what, count in installed.counts().items():
            self.stdout.write(f"{count:8,}  {what.replace('_', ' ')}")


def _refuse_what_came_before_the_first_release() -> None:
    """Tables are made in one step since then; what was made in others cannot be brought up to date."""
    loader = MigrationLoader(connection)
    ours = {config.label for config in apps.get_app_configs() if config.name.startswith(OURS)}
    gone = sorted(name for name in loader.applied_migrations if name[0] in ours and name not in loader.disk_migrations)
    if gone:
        raise CommandError(
            f"这个数据库由首次发布之前的版本建立（{' '.join(gone[0])}），无法升级：请换空数据库；演示请删除 .local。\n"
            f"This database was made before the first release ({' '.join(gone[0])}) and cannot be brought up to date: "
            "use an empty one; for the demonstration, remove the folder .local."
        )
