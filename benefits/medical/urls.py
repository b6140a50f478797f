"""Pages of medical insurance: what was paid for a person's own care."""

from django.urls import path

from benefits.medical.views import citizen

urlpatterns = [
    path("me/care/", citizen.citizen_care, name="citizen_care"),
    path("me/care/<str:number>/", citizen.citizen_bill, name="citizen_bill"),
]
