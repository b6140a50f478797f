"""Pages of the personal accounts: one's own, the yearly interest."""

from django.urls import path

from contributions.accounts.views import citizen, years

YEAR = "desk/accounts/<str:code>/<str:account>/<int:year>/"

urlpatterns = [
    path("me/accounts/", citizen.citizen_accounts, name="citizen_accounts"),
    path("me/accounts/<int:year>/<str:account>/<str:code>/", citizen.citizen_interest, name="citizen_interest"),
    path("desk/accounts/", years.account_years, name="account_years"),
    path(YEAR, years.account_year, name="account_year"),
    path(f"{YEAR}start/", years.account_year_start, name="account_year_start"),
    path(f"{YEAR}again/", years.account_year_again, name="account_year_again"),
    path(f"{YEAR}again/let-go/", years.account_year_let_go, name="account_year_let_go"),
    path(f"{YEAR}again/send-back/", years.account_year_send_back, name="account_year_send_back"),
    path(f"{YEAR}again/withdraw/", years.account_year_withdraw, name="account_year_withdraw"),
]
