"""Pages of insured projects: of a contractor, and of a place for staff."""

from django.urls import path

from contributions.projects.views import clerk, employer

urlpatterns = [
    path("desk/projects/", clerk.projects, name="projects"),
    path("employer/<str:number>/projects/", employer.employer_projects, name="employer_projects"),
]
