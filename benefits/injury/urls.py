"""Pages of work injury: for staff, and a person's own."""

from django.urls import path

from benefits.injury.views import citizen, clerk

urlpatterns = [
    path("desk/injuries/", clerk.injuries, name="injuries"),
    path("desk/injuries/<str:number>/", clerk.injury, name="injury"),
    path("me/injuries/", citizen.citizen_injuries, name="citizen_injuries"),
]
