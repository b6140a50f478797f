"""The agency's own pages: runs, the trail, what must always be true."""

from django.urls import path

from siadmin.agency.views import runs

urlpatterns = [
    path("runs/", runs.runs, name="runs"),
    path("runs/<int:pk>/", runs.run, name="run"),
    path("runs/<int:pk>/live/", runs.run_live, name="run_live"),
    path("runs/<int:pk>/pause/", runs.run_pause, name="run_pause"),
    path("runs/<int:pk>/continue/", runs.run_continue, name="run_continue"),
]
