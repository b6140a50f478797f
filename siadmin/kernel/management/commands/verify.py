"""Check every invariant of the system; exit non-zero naming each offender."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from siadmin.kernel import invariants


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *args: Any, **options: Any) -> None:
        findings = invariants.check_all()
        if options["as_json"]:
            self.stdout.write(
                json.dumps(
                    {
                        "holds": all(f.holds for f in findings),
                        "invariants": [
                            {
                                "code": f.invariant.code,
                                "zh": f.invariant.promise.zh,
                                "en": f.invariant.promise.en,
                                "holds": f.holds,
                                "offenders": f.offenders,
                                "more": f.more,
                            }
                            for f in findings
                        ],
                    },
                    ensure_ascii=False,
                )
            )
        else:
            for finding in findings:
                mark = "=" if finding.holds else "≠"
                self.stdout.write(f"{mark} {finding.invariant.code}: {finding.invariant.promise}")
                for offender in finding.offenders:
                    self.stdout.write(f"    {offender}")
                if finding.more:
                    self.stdout.write(f"    … {finding.more} more")
        if not all(f.holds for f in findings):
            raise SystemExit(1)
