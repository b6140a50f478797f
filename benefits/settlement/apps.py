from django.apps import AppConfig


class SettlementConfig(AppConfig):
    name = "benefits.settlement"
    label = "settlement"

    def ready(self) -> None:
        from benefits.settlement.promises import register_promises
        from siadmin.kernel import partitions

        partitions.register("settlement_line")
        register_promises()
