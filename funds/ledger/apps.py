from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "funds.ledger"
    label = "ledger"

    def ready(self) -> None:
        from funds.ledger.flows import sides
        from funds.ledger.models import AllowedFlow
        from siadmin.kernel import reference

        reference.register(
            reference.Reference(AllowedFlow, ("flow", "account_kind", "side", "source"), sides),
        )

        from funds.ledger.promises import register_promises

        register_promises()

        from funds.ledger.tiles import tiles_for
        from siadmin.agency import tiles

        tiles.register(tiles_for)
