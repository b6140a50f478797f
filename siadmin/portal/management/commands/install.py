"""Bring in the reference data: regions, posts, the law's numbers, calendars, flows, books. Safe to repeat."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from siadmin.portal.installation import install


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        today = timezone.localdate()
        installed = install(at=timezone.now(), today=today, books_on=today.replace(day=1))
        for what, count in installed.counts().items():
            self.stdout.write(f"{count:8,}  {what.replace('_', ' ')}")
