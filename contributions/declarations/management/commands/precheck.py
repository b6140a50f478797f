"""`manage.py precheck FILE`: the check an employer can run before filing. Nothing is stored, no database is asked.

Only who is past every statutory age is called over-age here; the portal knows the law of the month.
"""

import json
import sys
from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from contributions.declarations.intake import answer
from contributions.declarations.intake.check import check_path
from siadmin.kernel.language import read_in
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal


def _month(text: str) -> Month:
    try:
        return Month.parse(text)
    except ValueError as error:
        raise ArgumentTypeError(f"not a month: {text}") from error


class Command(BaseCommand):
    requires_system_checks = ()
    help = "Check a payroll file row by row: what is wrong, and what to do. Exit code 1 when the file is refused."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--month", type=_month, help="YYYY-MM, the month of the wages; this month if left out")
        parser.add_argument("--json", action="store_true", help="print one JSON object")
        parser.add_argument("--language", choices=("zh", "en"), default="zh", help="of the readable table")

    def handle(self, *args: Any, **options: Any) -> None:
        read_in(options["language"])
        month = options["month"] or Month.of(timezone.localdate())
        try:
            checked = check_path(options["file"], month=month)
        except OSError as error:
            raise CommandError(f"{options['file']}: {error.strerror}") from error
        except Refusal as refusal:
            self.stdout.write(
                self._json(answer.refused_as_json(refusal)) if options["json"] else answer.refused_as_text(refusal)
            )
            sys.exit(1)
        self.stdout.write(self._json(answer.as_json(checked)) if options["json"] else answer.as_text(checked))

    def _json(self, value: dict[str, Any]) -> str:
        """Readable Chinese where the terminal can show it; escaped, and still the same JSON, where it cannot."""
        encoding = getattr(self.stdout, "encoding", None) or "utf-8"
        return json.dumps(value, ensure_ascii=not encoding.lower().startswith("utf"))
