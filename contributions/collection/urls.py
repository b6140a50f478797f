"""Pages of collection: what an employer owes and has paid, what is in arrears."""

from django.urls import path

from contributions.collection.views import employer, work

urlpatterns = [
    path("employer/<str:number>/bills/", employer.employer_bills, name="employer_bills"),
    path("employer/<str:number>/bills/<month:month>/notice/", employer.payment_notice, name="payment_notice"),
    path("desk/contributions/arrears/", work.arrears, name="arrears"),
    path("desk/bills/<str:number>/<month:month>/", work.work_bill, name="work_bill"),
    path("desk/bills/<str:number>/<month:month>/reassess/", work.reassess_month, name="reassess_month"),
]
