"""Pages of transfers: the queue of both places, one transfer with its next step, the citizen's own."""

from django.urls import path

from contributions.transfers.views import citizen, clerk

urlpatterns = [
    path("desk/transfers/", clerk.transfers, name="transfers"),
    path("desk/transfers/<str:number>/", clerk.transfer, name="transfer"),
    path("desk/transfers/<str:number>/letters/<str:letter>.pdf", clerk.transfer_letter, name="transfer_letter"),
    path("desk/transfers/<str:number>/overlap/", clerk.transfer_overlap, name="transfer_overlap"),
    path("desk/transfers/<str:number>/<str:act>/", clerk.transfer_act, name="transfer_act"),
    path("me/transfers/", citizen.citizen_transfers, name="citizen_transfers"),
]
