"""Doors of people who pay for themselves, and of the agency's side of it."""

from django.urls import path

from contributions.selfpay.views import citizen, clerk
from siadmin.agency.access import answering

urlpatterns = [
    path("me/own/", citizen.citizen_own, name="citizen_own"),
    path(
        "me/own/join/",
        answering(get=citizen.citizen_own_join, post=citizen.citizen_own_join_send),
        name="citizen_own_join",
    ),
    path(
        "me/own/change/",
        answering(get=citizen.citizen_own_change, post=citizen.citizen_own_change_send),
        name="citizen_own_change",
    ),
    path("me/own/stop/", citizen.citizen_own_stop, name="citizen_own_stop"),
    path(
        "me/own/<slug:scheme>/<int:year>/",
        answering(get=citizen.citizen_tier, post=citizen.citizen_tier_send),
        name="citizen_tier",
    ),
    path("me/own/<slug:scheme>/<int:year>/give-up/", citizen.citizen_tier_give_up, name="citizen_tier_give_up"),
    path("desk/own-payers/", clerk.own_payers, name="own_payers"),
    path("desk/subsidies/", clerk.subsidies, name="subsidies"),
    path("desk/subsidies/claim/", clerk.subsidies_claim, name="subsidies_claim"),
    path("desk/subsidies/<str:number>/", clerk.subsidy_claim, name="subsidy_claim"),
    path("desk/subsidies/<str:number>/receive/", clerk.subsidy_receive, name="subsidy_receive"),
]
