"""Pages of the pension insurance for staff: allowances to be reckoned anew, or to be appraised again."""

from django.urls import path

from benefits.pension.views import clerk

urlpatterns = [
    path("desk/pension/near-age/", clerk.allowances_near_age, name="allowances_near_age"),
    path("desk/pension/appraisals/", clerk.allowance_appraisals, name="allowance_appraisals"),
    path("desk/pension/unclaimed/", clerk.accounts_unclaimed, name="accounts_unclaimed"),
]
