"""Pages of the personal accounts."""

from django.urls import path

from contributions.accounts.views import citizen

urlpatterns = [path("me/accounts/", citizen.citizen_accounts, name="citizen_accounts")]
