"""Every door of the portal. Who may use which stands with the view itself.

Of django-allauth only signing in and out, the password and the second factor are served: accounts are opened by the
agency, and there is no e-mail or social sign-in.
"""

from allauth.account import views as account
from axes.decorators import axes_dispatch
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("accounts/login/", axes_dispatch(account.login), name="account_login"),
    path("accounts/logout/", account.logout, name="account_logout"),
    path("accounts/inactive/", account.account_inactive, name="account_inactive"),
    path("accounts/reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("accounts/password/change/", account.password_change, name="account_change_password"),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("api/v1/", include("siadmin.portal.api_urls")),
    path("", include("siadmin.agency.urls")),
    path("", include("funds.ledger.urls")),
    path("", include("funds.banking.urls")),
    path("", include("siadmin.policy.urls")),
    path("", include("siadmin.letters.urls")),
    path("", include("siadmin.matters.urls")),
    path("", include("enrollment.agents.urls")),
    path("", include("enrollment.coverage.urls")),
    path("", include("contributions.declarations.urls")),
    path("", include("contributions.assessment.urls")),
    path("", include("contributions.dryruns.urls")),
    path("", include("contributions.accounts.urls")),
    path("", include("contributions.history.urls")),
    path("", include("contributions.collection.urls")),
    path("", include("contributions.checkout.urls")),
    path("", include("contributions.platforms.urls")),
    path("", include("contributions.selfpay.urls")),
    path("", include("contributions.transfers.urls")),
    path("", include("benefits.payments.urls")),
    path("", include("benefits.pension.urls")),
    path("", include("benefits.unemployment.urls")),
    path("", include("siadmin.portal.urls")),
]
