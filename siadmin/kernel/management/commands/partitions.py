"""Make the partitions of this and next year, as the owner of the database. Safe to repeat."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from siadmin.kernel import partitions


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{partitions.ensure(today=timezone.localdate())} partitions made")
