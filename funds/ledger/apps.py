from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "funds.ledger"
    label = "ledger"

    def ready(self) -> None:

        from funds.ledger.promises import register_promises

        register_promises()

        from funds.ledger.tiles import tiles_for
        from siadmin.agency import tiles

        tiles.register(tiles_for)
