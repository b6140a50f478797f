"""`manage.py history_example --people 1000 --out history.csv`: an invented file of history and its totals."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from contributions.history.example import as_file, example_rows, totals_told


class Command(BaseCommand):
    requires_system_checks = ()
    help = "Write an invented file of history in the layout the portal takes, and print its control totals as JSON."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--people", type=int, default=10)
        parser.add_argument("--first", type=int, default=0, help="the person to begin with")
        parser.add_argument("--area", default="110101", help="first six digits of the identity numbers")
        parser.add_argument("--out", type=Path, required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        if options["people"] < 1 or options["first"] < 0:
            raise CommandError("--people is one or more, --first zero or more")
        rows = list(example_rows(people=options["people"], area=options["area"], first=options["first"]))
        try:
            options["out"].write_bytes(as_file(rows))
        except OSError as error:
            raise CommandError(f"{options['out']}: {error.strerror}") from error
        self.stdout.write(json.dumps(asdict(totals_told(rows, timezone.localdate()))))
