"""Pages of assessment: why an amount is what it is, what a month left to people, starting a month."""

from django.urls import path

from contributions.assessment.views import by_hand, citizen, clerk, employer, month, resettlement, why

BY_HAND = "desk/contributions/by-hand/<str:number>/<month:month>/"

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
    path("desk/contributions/by-hand/", by_hand.hand_assessments, name="hand_assessments"),
    path(BY_HAND, by_hand.hand_assessment, name="hand_assessment"),
    path(f"{BY_HAND}prepare/", by_hand.prepare_month_by_hand, name="prepare_month_by_hand"),
    path(f"{BY_HAND}approve/", by_hand.approve_month_by_hand, name="approve_month_by_hand"),
    path(f"{BY_HAND}send-back/", by_hand.send_month_by_hand_back, name="send_month_by_hand_back"),
    path(f"{BY_HAND}withdraw/", by_hand.withdraw_month_by_hand, name="withdraw_month_by_hand"),
    path("desk/resettlement/", resettlement.resettlements, name="resettlements"),
    path("desk/resettlement/<str:code>/<month:month>/", resettlement.resettlement, name="resettlement"),
    path("desk/resettlement/<str:code>/<month:month>/try/", resettlement.try_out, name="resettlement_try"),
    path("desk/resettlement/<str:code>/<month:month>/put/", resettlement.put_forward, name="resettlement_put_forward"),
    path("desk/resettlement/<int:pk>/let-go/", resettlement.let_go, name="resettlement_let_go"),
    path("desk/resettlement/<int:pk>/send-back/", resettlement.send_back, name="resettlement_send_back"),
    path("desk/resettlement/<int:pk>/withdraw/", resettlement.withdraw, name="resettlement_withdraw"),
]
