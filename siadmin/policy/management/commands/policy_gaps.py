"""Months for which the law's numbers are missing; exit 1 when there is one. A missing value stops a month's run."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from siadmin.agency.models import Region
from siadmin.kernel.months import Month
from siadmin.policy.files import gaps, monthly_keys
from siadmin.policy.selectors import StoredLawBook, places_with_limits


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        this_month = Month.of(timezone.localdate())
        parser.add_argument("regions", nargs="*", help="codes; every region with base limits of its own unless told")
        parser.add_argument("--first", type=Month.parse, default=this_month - 11, help="such as 2026-07")
        parser.add_argument("--last", type=Month.parse, default=this_month, help="such as 2026-11; included")

    def handle(self, *args: Any, **options: Any) -> None:
        regions = options["regions"] or places_with_limits()
        if unknown := set(regions) - set(Region.objects.filter(pk__in=regions).values_list("pk", flat=True)):
            raise CommandError(f"no such region: {', '.join(sorted(unknown))}")
        found = gaps(
            StoredLawBook(),
            regions=regions,
            keys=monthly_keys(),
            starts=options["first"],
            ends_before=options["last"] + 1,
        )
        for gap in found:
            self.stdout.write(f"≠ {gap}")
        if found:
            raise SystemExit(1)
        self.stdout.write(f"= {len(regions)} regions, {options['first']}..{options['last']}: no gap")
