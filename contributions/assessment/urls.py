"""Pages of assessment: why an amount is what it is, what a month left to people, starting a month."""

from django.urls import path

from contributions.assessment.views import citizen, clerk, employer, month, resettlement, why

urlpatterns = [
    path("runs/start/", month.month_start, name="month_start"),
    path("runs/start/open/", month.month_open, name="month_open"),
    path("runs/<int:pk>/employers/<str:which>/", month.run_employers, name="run_employers"),
    path("why/<str:person>/<month:month>/<str:insurance>/<str:number>/<int:version>/", why.why_line, name="why_line"),
    path("bills/<str:number>/<month:month>/<str:fund>/<int:version>/why/", why.why_bill, name="why_bill"),
    path("employer/<str:number>/bills/<month:month>/people/", employer.bill_people, name="bill_people"),
    path("employer/<str:number>/bills/<month:month>/people.xlsx", employer.bill_people_file, name="bill_people_file"),
    path("me/months/<month:month>/", citizen.citizen_month, name="citizen_month"),
    path("desk/contributions/", clerk.contributions, name="contributions"),
    path("desk/contributions/by-hand/", clerk.hand_assessments, name="hand_assessments"),
    path("desk/contributions/by-hand/<str:number>/<month:month>/", clerk.hand_assessment, name="hand_assessment"),
    path(
        "desk/contributions/by-hand/<str:number>/<month:month>/assess/",
        clerk.assess_month_by_hand,
        name="assess_month_by_hand",
    ),
    path("desk/resettlement/<str:code>/<month:month>/", resettlement.resettlement, name="resettlement"),
    path("desk/resettlement/<str:code>/<month:month>/try/", resettlement.try_out, name="resettlement_try"),
    path("desk/resettlement/<str:code>/<month:month>/start/", resettlement.settle_again, name="resettlement_start"),
]
