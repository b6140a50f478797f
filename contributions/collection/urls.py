"""Pages of collection: what an employer owes and has paid, what is in arrears."""

from django.urls import path

from contributions.collection.views import employer

urlpatterns = [
    path("employer/<str:number>/bills/", employer.employer_bills, name="employer_bills"),
    path("employer/<str:number>/bills/<month:month>/notice/", employer.payment_notice, name="payment_notice"),
]
