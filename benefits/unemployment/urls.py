"""Pages of unemployment insurance for staff: medical contributions the fund pays."""

from django.urls import path

from benefits.unemployment.views import medical

urlpatterns = [
    path("desk/unemployment/medical/", medical.unemployment_medical, name="unemployment_medical"),
    path("desk/unemployment/medical/pay/<str:run>/", medical.unemployment_medical_pay, name="unemployment_medical_pay"),
    path(
        "desk/unemployment/medical/<str:number>/",
        medical.unemployment_medical_payment,
        name="unemployment_medical_payment",
    ),
]
