"""Add texts that wait for Chinese to the catalogue, drop unused ones, and compile it. `--check` changes nothing."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from siadmin.portal import catalogue


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="only report what is missing, fuzzy or unused")
        parser.add_argument("--compile", action="store_true", help="only compile the catalogue as it stands")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["check"]:
            if faults := catalogue.faults():
                raise CommandError("\n".join(faults))
            self.stdout.write("every text has its Chinese")
            return
        if not options["compile"]:
            self.stdout.write(f"{catalogue.update()} texts wait for Chinese in {catalogue.po_path().name}")
        catalogue.compile_catalogue()
