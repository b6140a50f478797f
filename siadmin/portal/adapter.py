"""Accounts are opened by the agency, never by a visitor; a name is locked after wrong passwords."""

from collections.abc import Mapping
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class NoSelfRegistration(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


def username_tried(request: HttpRequest, credentials: Mapping[str, Any] | None = None) -> str | None:
    """The name somebody tries to sign in with: allauth passes it as `username`, its form calls it `login`.

    allauth finds an account whatever the case, so the case does not make another name to try passwords with.
    """
    name = (credentials or {}).get("username") or request.POST.get("login")
    return name.strip().lower() if name else None
