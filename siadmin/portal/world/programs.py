"""The programs of the demonstration: each city's tax authority and a bureau's payroll software, with API keys."""

import datetime as dt
import secrets
from dataclasses import dataclass

from django.db import transaction

from enrollment.registry.actions import issue_token, revoke_token
from enrollment.registry.models import ApiToken, TokenScope
from siadmin.agency.actions import open_account
from siadmin.agency.models import Region, User
from siadmin.kernel.language import Words
from siadmin.portal.world.cities import CITIES, City
from siadmin.portal.world.staff import own_number

BUREAU = "huitong"
_NAME = "demo"


@dataclass(frozen=True, slots=True)
class Key:
    """A program's key as it is told once: whose it is, and where it opens what."""

    whose: Words
    scope: str
    token: str


@transaction.atomic
def new_keys(seed: int, at: dt.datetime) -> list[Key]:
    """Keys for this start: only digests are kept, so those of the start before are revoked."""
    for standing in ApiToken.objects.filter(name=_NAME, revoked_at__isnull=True).order_by("pk"):
        revoke_token(token=standing, by=None, at=at, reason="演示重新启动")
    keys = [
        Key(
            Words(f"{city.name}税务局", f"Tax authority, {city.name_en}"),
            TokenScope.TAX,
            issue_token(
                user=_tax_authority(city, seed, at),
                scope=TokenScope.TAX,
                name=_NAME,
                region=Region.objects.get(pk=city.code),
                by=None,
                at=at,
            ),
        )
        for city in CITIES
    ]
    bureau = User.objects.filter(username=BUREAU).first()
    if bureau is not None:
        token = issue_token(user=bureau, scope=TokenScope.EMPLOYER, name=_NAME, by=None, at=at)
        keys.append(Key(Words(bureau.display_name, bureau.display_name_en), TokenScope.EMPLOYER, token))
    return keys


def _tax_authority(city: City, seed: int, at: dt.datetime) -> User:
    """The account its programs act as; nobody signs in with it."""
    username = f"tax.{city.code}"
    return User.objects.filter(username=username).first() or open_account(
        username=username,
        password=secrets.token_urlsafe(32),
        display_name=f"{city.name}税务局",
        display_name_en=f"Tax authority, {city.name_en}",
        identity_number=own_number(seed, username),
        is_staff_member=False,
        by=None,
        at=at,
    )
