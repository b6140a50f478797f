"""Version 1 of the API."""

from django.urls import path
from drf_spectacular.views import SpectacularJSONAPIView

from benefits.settlement.api import (
    Clearings,
    Days,
    Eligibility,
    OneSettlement,
    PreSettlements,
    Reversals,
    Settlements,
    Stays,
    StayWithdrawals,
)
from contributions.accounts.api import Certificates
from contributions.collection.api import Receipts
from contributions.declarations.api import EmployerDeclarations, TaxDeclarations
from contributions.platforms.api import PlatformOrders
from siadmin.matters.api import EmployerMatters
from siadmin.portal.api_tokens import Tokens


class Schema(SpectacularJSONAPIView):
    """The API's description is public: it holds no data."""

    authentication_classes = []
    permission_classes = []


urlpatterns = [
    path("schema/", Schema.as_view(), name="api_schema"),
    path("receipts/", Receipts.as_view(), name="api_receipts"),
    path("employers/<str:number>/declarations/<str:month>/", EmployerDeclarations.as_view(), name="api_declaration"),
    path("employers/<str:number>/matters/<str:code>/", EmployerMatters.as_view(), name="api_matter"),
    path("employers/<str:number>/certificates/", Certificates.as_view(), name="api_certificate"),
    path("employers/<str:number>/orders/<str:month>/", PlatformOrders.as_view(), name="api_orders"),
    path("tax/<str:number>/declarations/<str:month>/", TaxDeclarations.as_view(), name="api_tax_declaration"),
    path("oauth/token/", Tokens.as_view(), name="api_token"),
    path("provider/eligibility/", Eligibility.as_view(), name="api_eligibility"),
    path("provider/stays/", Stays.as_view(), name="api_stays"),
    path("provider/stays/<str:number>/withdrawal/", StayWithdrawals.as_view(), name="api_stay_withdrawal"),
    path("provider/stays/<str:number>/presettlements/", PreSettlements.as_view(), name="api_presettlements"),
    path("provider/stays/<str:number>/settlements/", Settlements.as_view(), name="api_settlements"),
    path("provider/days/", Days.as_view(), name="api_days"),
    path("provider/clearings/", Clearings.as_view(), name="api_clearings"),
    path("provider/settlements/<str:number>/", OneSettlement.as_view(), name="api_settlement"),
    path("provider/settlements/<str:number>/reversal/", Reversals.as_view(), name="api_reversal"),
]
