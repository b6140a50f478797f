"""Every door of the portal. Who may use which stands with the view itself.

Of django-allauth only signing in and out, the password and the second factor are served: accounts are opened by the
agency, and there is no e-mail or social sign-in.
"""

from importlib.util import find_spec

from allauth.account import views as account
from axes.decorators import axes_dispatch
from django.apps import apps
from django.urls import URLPattern, URLResolver, include, path

_OURS = ("siadmin", "enrollment", "funds", "contributions", "benefits")


def _rooms() -> list[URLResolver]:
    """The pages of each room that has any, in the order of the settings: who joins there is served."""
    names = [config.name for config in apps.get_app_configs() if config.name.split(".")[0] in _OURS]
    return [path("", include(f"{name}.urls")) for name in names if find_spec(f"{name}.urls")]


urlpatterns: list[URLPattern | URLResolver] = [
    path("accounts/login/", axes_dispatch(account.login), name="account_login"),
    path("accounts/logout/", account.logout, name="account_logout"),
    path("accounts/inactive/", account.account_inactive, name="account_inactive"),
    path("accounts/reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("accounts/password/change/", account.password_change, name="account_change_password"),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("api/v1/", include("siadmin.portal.api_urls")),
    *_rooms(),
]
