"""Give somebody an account and a post: the first people of an installation. The act is on the trail with its reason.

The ID number and the password are asked for, not given as arguments: command lines are kept in histories. Without a
terminal they are read from the first two lines of standard input.
"""

import sys
from getpass import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from siadmin.agency.actions import Appointment, appoint
from siadmin.agency.insurances import Line
from siadmin.agency.models import Region
from siadmin.agency.posts import NAMES, Post
from siadmin.kernel.identifiers import citizen
from siadmin.kernel.language import Words
from siadmin.kernel.refusal import Refusal


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--post", required=True, choices=Post.values)
        parser.add_argument("--line", required=True, choices=Line.values)
        parser.add_argument("--region", required=True, help="the six-digit code of the office's place, such as 110000")
        parser.add_argument("--name", required=True, help="in Chinese, as on the identity card")
        parser.add_argument("--name-en", default="", help="as shown to English readers")
        parser.add_argument("--reason", required=True, help="who decided it and where that is written down")

    def handle(self, *args: Any, **options: Any) -> None:
        region = Region.objects.filter(pk=options["region"]).first()
        if region is None:
            raise CommandError(f"{options['region']}: no such region; `manage.py install` brings the regions in")
        now = timezone.now()
        today = timezone.localdate(now)
        number, password = self._ask("ID number 身份号码: "), self._ask("Password 密码: ")
        try:
            holder = citizen.parse(number)
            validate_password(password)
            user = appoint(
                appointment=Appointment(
                    username=options["username"],
                    password=password,
                    name=Words(options["name"], options["name_en"] or options["name"]),
                    identity_number=holder.number,
                    post=options["post"],
                    region=region,
                    line=options["line"],
                ),
                starts_on=today,
                by=None,
                at=now,
                reason=options["reason"],
            )
        except Refusal as refusal:
            raise CommandError(f"{refusal.zh} {refusal.en}") from refusal
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"{user.username}: {NAMES[options['post']].zh} {NAMES[options['post']].en}, {region.name_zh}")

    def _ask(self, question: str) -> str:
        return getpass(question) if sys.stdin.isatty() else sys.stdin.readline().strip()
