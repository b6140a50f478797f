"""Coverage: registers, findings and outreach, the dashboard, disputed months."""

from django.urls import path

from enrollment.coverage.views import citizen, clerk, dashboard, employer, outreach, registers

urlpatterns = [
    path("desk/coverage/", dashboard.coverage, name="coverage"),
    path("desk/coverage/scan/", dashboard.coverage_scan, name="coverage_scan"),
    path("desk/outreach/", outreach.outreach, name="outreach"),
    path("desk/outreach/assign/", outreach.outreach_assign, name="outreach_assign"),
    path("desk/outreach/<int:pk>/", outreach.finding, name="finding"),
    path("desk/outreach/<int:pk>/contact/", outreach.finding_contact, name="finding_contact"),
    path("desk/outreach/<int:pk>/unmask/", outreach.finding_unmask, name="finding_unmask"),
    path("desk/outreach/<int:pk>/papers/<int:contact>/", outreach.contact_paper, name="contact_paper"),
    path("desk/registers/", registers.registers, name="registers"),
    path("desk/registers/send/", registers.register_send, name="register_send"),
    path("desk/registers/sample/<str:kind>/", registers.register_sample, name="register_sample"),
    path("desk/registers/differences/", registers.mismatches, name="mismatches"),
    path("desk/registers/differences/<int:pk>/decide/", registers.mismatch_decide, name="mismatch_decide"),
    path("desk/registers/<str:number>/", registers.register_batch, name="register_batch"),
    path("desk/registers/<str:number>/rows/<int:pk>/", registers.register_row_correct, name="register_row_correct"),
    path("desk/disputes/<str:number>/paper/", clerk.dispute_paper, name="dispute_paper"),
    path("desk/disputes/", clerk.orders, name="orders"),
    path("desk/disputes/<str:number>/confirm/", clerk.order_confirm, name="order_confirm"),
    path("me/months/", citizen.citizen_months, name="citizen_missing_months"),
    path("employer/<str:number>/disputes/", employer.employer_disputes, name="employer_disputes"),
    path("employer/<str:number>/disputes/<str:case>/", employer.employer_dispute, name="employer_dispute"),
    path(
        "employer/<str:number>/disputes/<str:case>/answer/",
        employer.employer_dispute_answer,
        name="employer_dispute_answer",
    ),
    path(
        "employer/<str:number>/disputes/<str:case>/paper/",
        employer.employer_dispute_paper,
        name="employer_dispute_paper",
    ),
]
