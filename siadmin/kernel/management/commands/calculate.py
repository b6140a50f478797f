"""`manage.py calculate CASES.csv`: answer worked cases in the golden format, one JSON object a line."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from siadmin.kernel.casefile import answers, text_of
from siadmin.kernel.language import read_in
from siadmin.kernel.refusal import Refusal


class Command(BaseCommand):
    help = "Answer worked cases (columns id, family, case, region, as_of, inputs): one JSON object a line."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("cases", type=Path, metavar="CASES.csv")
        parser.add_argument("--language", choices=["zh", "en"], default="zh", help="language of the refusals' message")
        parser.add_argument(
            "--policy",
            action="store_true",
            help="take law from the files by region and date, wherever they have it, before what a case states",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        read_in(options["language"])
        path: Path = options["cases"]
        try:
            content = path.read_bytes()
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}") from error
        try:
            for each in answers(text_of(content), by_policy=options["policy"]):
                self.stdout.write(json.dumps(each, ensure_ascii=False))
        except Refusal as refusal:
            raise CommandError(f"{path}: {refusal.message} {refusal.remedy}") from refusal
