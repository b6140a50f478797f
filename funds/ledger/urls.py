"""Books, entries, funding plans, closing."""

from django.urls import path

from funds.ledger.views import books, closing, plans

urlpatterns = [
    path("funds/books/<str:region>/<str:fund>/", books.book, name="book"),
    path("funds/entries/<str:key>/", books.entry, name="entry"),
    path("funds/plans/", plans.funding_plans, name="funding_plans"),
    path("funds/plans/<str:region>/<str:fund>/prepare/", plans.funding_plan_prepare, name="funding_plan_prepare"),
    path("funds/plans/<str:number>/sign/", plans.funding_plan_sign, name="funding_plan_sign"),
    path("funds/plans/<str:number>/withdraw/", plans.funding_plan_withdraw, name="funding_plan_withdraw"),
    path("funds/plans/<str:number>/answer/", plans.funding_plan_answer, name="funding_plan_answer"),
    path("funds/closing/", closing.closing, name="closing"),
    path("funds/closing/<str:region>/<str:fund>/prepare/", closing.closing_prepare, name="closing_prepare"),
    path("funds/closing/<int:pk>/close/", closing.closing_close, name="closing_close"),
]
