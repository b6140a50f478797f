"""Pages of payments: runs, one run with what waits, files and answers; a person's own benefits."""

from django.urls import path

from benefits.payments.views import citizen, clerk, entrustments, overpayments, rises, sending, suspicions

urlpatterns = [
    path("desk/payments/", clerk.payment_runs, name="payment_runs"),
    path("desk/payments/open/", clerk.payment_run_open, name="payment_run_open"),
    path("desk/payments/suspicions/", suspicions.suspicions, name="suspicions"),
    path("desk/payments/suspicions/<int:pk>/ask/", suspicions.suspicion_ask, name="suspicion_ask"),
    path(
        "desk/payments/suspicions/<int:pk>/entrusting/", entrustments.suspicion_entrusting, name="suspicion_entrusting"
    ),
    path("desk/payments/suspicions/<int:pk>/entrust/", entrustments.suspicion_entrust, name="suspicion_entrust"),
    path("desk/payments/entrusted/", entrustments.entrustments, name="entrustments"),
    path("desk/payments/entrusted/<int:pk>/", entrustments.entrustment, name="entrustment"),
    path("desk/payments/entrusted/<int:pk>/report/", entrustments.entrustment_report, name="entrustment_report"),
    path("desk/payments/entrusted/<int:pk>/paper/", entrustments.entrustment_paper, name="entrustment_paper"),
    path("desk/payments/overpayments/", overpayments.overpayments, name="overpayments"),
    path("desk/payments/rises/", rises.rises, name="rises"),
    path("desk/payments/rises/open/", rises.rise_open, name="rise_open"),
    path("desk/payments/rises/<str:number>/", rises.rise, name="rise"),
    path("desk/payments/rises/<str:number>/<str:act>/", rises.rise_act, name="rise_act"),
    path("desk/payments/<str:number>/", clerk.payment_run, name="payment_run"),
    path("desk/payments/<str:number>/lift/", clerk.payment_lift, name="payment_lift"),
    path("desk/payments/<str:number>/again/<int:row>/", clerk.payment_again, name="payment_again"),
    path("desk/payments/<str:number>/sending/", sending.payment_sending, name="payment_sending"),
    path("desk/payments/<str:number>/send/", sending.payment_send, name="payment_send"),
    path("desk/payments/<str:number>/files/<int:file>.csv", clerk.payment_file, name="payment_file"),
    path("desk/payments/<str:number>/files/<int:file>/answer/", clerk.payment_answer, name="payment_answer"),
    path("desk/payments/<str:number>/<str:act>/", clerk.payment_act, name="payment_act"),
    path("me/benefits/", citizen.citizen_benefits, name="citizen_benefits"),
    path("me/benefits/confirm/", citizen.citizen_still_entitled, name="citizen_still_entitled"),
    path("me/benefits/visit/", citizen.citizen_wish_visit, name="citizen_wish_visit"),
]
