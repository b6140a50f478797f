"""What commands that open and close doors have in common: who acts, why, and what is asked for rather than given.

ID numbers and passwords are no arguments: command lines are kept in histories. Without a terminal they are read from
standard input, a line each, in the order in which they are asked for.
"""

import datetime as dt
import sys
from argparse import ArgumentTypeError
from collections.abc import Callable
from getpass import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from siadmin.agency.actions import NewAccount
from siadmin.agency.models import Region, User
from siadmin.agency.selectors import account_named, administrator_named
from siadmin.kernel.identifiers import citizen
from siadmin.kernel.language import Words
from siadmin.kernel.refusal import Refusal


class ActingCommand(BaseCommand):
    """One act of one person; a refusal is said in both languages, with what to do."""

    by_required = True

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", type=at_most(60))
        parser.add_argument("--by", required=self.by_required, help="user name of the administrator who acts")
        parser.add_argument(
            "--reason", required=True, type=at_most(200), help="who decided it and where that is written down"
        )

    def act(self, *, at: dt.datetime, today: dt.date, **options: Any) -> str:
        """Do it, and say what was done."""
        raise NotImplementedError

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        try:
            done = self.act(at=now, today=timezone.localdate(now), **options)
        except Refusal as refusal:
            words = (refusal.zh, refusal.remedy_zh, refusal.en, refusal.remedy_en)
            raise CommandError(" ".join(words)) from refusal
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(done)


def at_most(length: int) -> Callable[[str], str]:
    """A text that says something and fits where it is kept."""

    def read(text: str) -> str:
        if not 0 < len(written := text.strip()) <= length:
            raise ArgumentTypeError(f"应为 1 至 {length} 个字 1 to {length} characters")
        return written

    return read


def add_name(parser: CommandParser) -> None:
    whose = "of a new account, in Chinese; without it the account is one there is already"
    parser.add_argument("--name", type=at_most(60), help=whose)
    parser.add_argument("--name-en", type=at_most(60), help="of a new account, for English readers")


def acting(by: str | None, *, region: Region | None, on: dt.date) -> User | None:
    """The administrator who acts; nobody for the installation itself. Raises NO_SUCH_USER, NOT_AN_ADMINISTRATOR."""
    return administrator_named(by, region=region, on=on) if by else None


def whoever(options: dict[str, Any], *, password: str = "") -> User | NewAccount:
    """The account of that name; with a name of a person, a new one, whose ID number and password are asked for."""
    if not options["name"]:
        return account_named(options["username"])
    number = ask("ID number 身份号码: ")
    password = password or ask_password()
    name = Words(options["name"], options["name_en"] or options["name"])
    return NewAccount(options["username"], password, name, citizen.parse(number).number)


def ask_password() -> str:
    """Raises ValidationError where it is too weak."""
    password = ask("Password 密码: ")
    validate_password(password)
    return password


def ask(question: str) -> str:
    return getpass(question) if sys.stdin.isatty() else sys.stdin.readline().strip()
