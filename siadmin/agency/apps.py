from django.apps import AppConfig


class AgencyConfig(AppConfig):
    name = "siadmin.agency"
    label = "agency"

    def ready(self) -> None:

        from siadmin.agency.promises import register_promises

        register_promises()
