"""Pages of direct settlement: flags, clearings, days that differ, spending; an institution's own page."""

from django.urls import path

from benefits.settlement.views import clerk, employer, institution

urlpatterns = [
    path("desk/flags/", clerk.bill_flags, name="bill_flags"),
    path("desk/flags/<int:pk>/decide/", clerk.bill_flag_decide, name="bill_flag_decide"),
    path("desk/clearings/", clerk.clearings, name="clearings"),
    path("desk/clearings/open/", clerk.clearing_open, name="clearing_open"),
    path("desk/clearings/<str:number>/", clerk.clearing, name="clearing"),
    path("desk/clearings/<str:number>/<str:act>/", clerk.clearing_act, name="clearing_act"),
    path("desk/institution-days/", clerk.day_differences, name="day_differences"),
    path("desk/institution-spending/", clerk.provider_spending, name="provider_spending"),
    path("desk/institutions/<str:number>/settled/", institution.institution_settled, name="institution_settled"),
    path("employer/<str:number>/institution/", employer.employer_institution, name="employer_institution"),
    path(
        "employer/<str:number>/institution/measures/<str:measure>/",
        employer.employer_measure_state,
        name="employer_measure_state",
    ),
]
