"""Pages of direct settlement: flags, clearings, days that differ, spending; an institution's own page."""

from django.urls import path

from benefits.settlement.views import clearings, clerk, employer, institution, remitting

urlpatterns = [
    path("desk/flags/", clerk.bill_flags, name="bill_flags"),
    path("desk/flags/<int:pk>/decide/", clerk.bill_flag_decide, name="bill_flag_decide"),
    path("desk/clearings/", clearings.clearings, name="clearings"),
    path("desk/clearings/open/", clearings.clearing_open, name="clearing_open"),
    path("desk/clearings/hold/", clearings.clearing_hold, name="clearing_hold"),
    path("desk/clearings/holds/<int:pk>/let-go/", clearings.clearing_let_go, name="clearing_let_go"),
    path("desk/clearings/<str:number>/", clearings.clearing, name="clearing"),
    path("desk/clearings/<str:number>/leave-out/", clearings.clearing_leave_out, name="clearing_leave_out"),
    path("desk/clearings/<str:number>/files/<int:file>.csv", remitting.clearing_file, name="clearing_file"),
    path("desk/clearings/<str:number>/files/<int:file>/answer/", remitting.clearing_answer, name="clearing_answer"),
    path("desk/clearings/<str:number>/anew/<int:pk>/", remitting.clearing_pay_anew, name="clearing_pay_anew"),
    path("desk/clearings/<str:number>/<str:act>/", clearings.clearing_act, name="clearing_act"),
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
