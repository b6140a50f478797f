from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "funds.ledger"
    label = "ledger"

    def ready(self) -> None:

        from funds.ledger.promises import register_promises

        register_promises()
