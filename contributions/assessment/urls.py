"""Starting a month; the employers of its run that declared nothing."""

from django.urls import path

from contributions.assessment.views import clerk

urlpatterns = [
    path("runs/start/", clerk.month_start, name="month_start"),
    path("runs/start/open/", clerk.month_open, name="month_open"),
    path("runs/<int:pk>/employers/<str:which>/", clerk.run_employers, name="run_employers"),
]
