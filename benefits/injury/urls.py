"""Pages of work injury: for staff, the employer, and a person's own."""

from django.urls import path

from benefits.injury.views import citizen, clerk, employer

urlpatterns = [
    path("desk/injuries/", clerk.injuries, name="injuries"),
    path("desk/injuries/<str:number>/", clerk.injury, name="injury"),
    path("employer/<str:number>/injuries/", employer.employer_injuries, name="employer_injuries"),
    path("me/injuries/", citizen.citizen_injuries, name="citizen_injuries"),
]
