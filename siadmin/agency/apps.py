from django.apps import AppConfig


class AgencyConfig(AppConfig):
    name = "siadmin.agency"
    label = "agency"
