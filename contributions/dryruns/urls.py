"""Pages of dry runs: what a proposed value would do, to which employers and people; and trying one out."""

from django.urls import path

from contributions.dryruns.views import clerk, lists

urlpatterns = [
    path("policy/proposals/<int:pk>/dry-run/", clerk.dry_run, name="dry_run"),
    path("policy/proposals/<int:pk>/dry-run/try/", clerk.dry_run_try, name="dry_run_try"),
    path("policy/dry-runs/<int:pk>/employers/", lists.dry_run_employers, name="dry_run_employers"),
    path("policy/dry-runs/<int:pk>/employers.csv", lists.dry_run_employers_file, name="dry_run_employers_file"),
    path("policy/dry-runs/<int:pk>/people/", lists.dry_run_people, name="dry_run_people"),
    path("policy/dry-runs/<int:pk>/people.csv", lists.dry_run_people_file, name="dry_run_people_file"),
]
