from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "funds.ledger"
    label = "ledger"
