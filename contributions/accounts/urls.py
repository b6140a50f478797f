"""Pages of the personal accounts: one's own, the yearly interest, certificates and statements."""

from django.urls import path

from contributions.accounts.views import citizen, letters, years

YEAR = "desk/accounts/<str:code>/<str:account>/<int:year>/"

urlpatterns = [
    path("me/accounts/", citizen.citizen_accounts, name="citizen_accounts"),
    path("me/accounts/<int:year>/<str:account>/<str:code>/", citizen.citizen_interest, name="citizen_interest"),
    path("me/certificate/", letters.citizen_certificate, name="citizen_certificate"),
    path("me/statement/", letters.citizen_statement, name="citizen_statement"),
    path("me/letters/get/", letters.citizen_letter, name="citizen_letter"),
    path("me/statement/<int:year>/<str:line>/", letters.citizen_statement_year, name="citizen_statement_year"),
    path("me/statement/<int:year>/<str:line>/pdf/", letters.citizen_year_letter, name="citizen_year_letter"),
    path("desk/people/<str:number>/letters/", letters.person_letters, name="person_letters"),
    path("desk/people/<str:number>/letters/issue/", letters.person_letter, name="person_letter"),
    path("employer/<str:number>/people/<str:person>/letters/", letters.employer_letters, name="employer_letters"),
    path("employer/<str:number>/people/<str:person>/letters/issue/", letters.employer_letter, name="employer_letter"),
    path("desk/accounts/", years.account_years, name="account_years"),
    path(YEAR, years.account_year, name="account_year"),
    path(f"{YEAR}start/", years.account_year_start, name="account_year_start"),
    path(f"{YEAR}again/", years.account_year_again, name="account_year_again"),
    path(f"{YEAR}again/let-go/", years.account_year_let_go, name="account_year_let_go"),
    path(f"{YEAR}again/send-back/", years.account_year_send_back, name="account_year_send_back"),
    path(f"{YEAR}again/withdraw/", years.account_year_withdraw, name="account_year_withdraw"),
    path(f"{YEAR}statements/", years.statements_start, name="statements_start"),
]
