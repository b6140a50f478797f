"""Pages about institutions and the catalogue."""

from django.urls import path

from benefits.providers.views import catalogue, institutions

urlpatterns = [
    path("desk/institutions/", institutions.institutions, name="institutions"),
    path("desk/institutions/register/", institutions.institution_register, name="institution_register"),
    path("desk/institutions/<str:number>/", institutions.institution, name="institution"),
    path("desk/institutions/<str:number>/agreement/", institutions.agreement_prepare, name="agreement_prepare"),
    path("desk/institutions/<str:number>/department/", institutions.department_open, name="department_open"),
    path("desk/institutions/<str:number>/client/", institutions.client_issue, name="client_issue"),
    path("desk/institutions/<str:number>/clients/<int:pk>/revoke/", institutions.client_revoke, name="client_revoke"),
    path("desk/institutions/<str:number>/measure/", institutions.measure_propose, name="measure_propose"),
    path("desk/institutions/<str:number>/account/", institutions.institution_account, name="institution_account"),
    path(
        "desk/institution-accounts/<int:pk>/decide/",
        institutions.institution_account_decide,
        name="institution_account_decide",
    ),
    path("desk/agreements/<str:number>/sign/", institutions.agreement_sign, name="agreement_sign"),
    path("desk/measures/<str:number>/silence/", institutions.measure_silence, name="measure_silence"),
    path("desk/measures/<str:number>/decide/", institutions.measure_decide, name="measure_decide"),
    path("desk/catalogue/", catalogue.catalogue_files, name="catalogue_files"),
    path("desk/catalogue/read/", catalogue.catalogue_read, name="catalogue_read"),
    path("desk/catalogue/<str:number>/", catalogue.catalogue_file, name="catalogue_file"),
    path("desk/catalogue/<str:number>/put/", catalogue.catalogue_put, name="catalogue_put"),
]
