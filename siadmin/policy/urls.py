"""Pages of the law's numbers: lists, histories, proposals, gaps, and the public list."""

from django.urls import path

from siadmin.policy.views import proposals, values

urlpatterns = [
    path("policy/", values.policy_values, name="policy_values"),
    path("policy/public/", values.public_policy, name="public_policy"),
    path("policy/gaps/", values.policy_gaps, name="policy_gaps"),
    path("policy/series/<int:pk>/", values.policy_series, name="policy_series"),
    path("policy/propose/", proposals.propose, name="policy_propose"),
    path("policy/propose/send/", proposals.propose_value, name="policy_propose_value"),
    path("policy/proposals/", proposals.policy_proposals, name="policy_proposals"),
    path("policy/proposals/<int:pk>/", proposals.policy_proposal, name="policy_proposal"),
    path("policy/proposals/<int:pk>/approve/", proposals.approve, name="policy_approve"),
    path("policy/proposals/<int:pk>/refuse/", proposals.refuse, name="policy_refuse"),
    path("policy/proposals/<int:pk>/withdraw/", proposals.withdraw, name="policy_withdraw"),
]
