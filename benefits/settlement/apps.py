from django.apps import AppConfig


class SettlementConfig(AppConfig):
    name = "benefits.settlement"
    label = "settlement"

    def ready(self) -> None:
        import benefits.settlement.words  # noqa: F401 (names values of the law)
        from benefits.settlement.actions import ProviderClearingRun
        from benefits.settlement.batch import ClearingBatch
        from benefits.settlement.evidence import not_paid, register_evidence
        from benefits.settlement.promises import register_promises
        from benefits.settlement.tiles import tiles_for
        from funds.ledger import needs
        from siadmin.agency import batches, tiles
        from siadmin.kernel import partitions, runs

        partitions.register("settlement_line")
        runs.register(ProviderClearingRun())
        batches.register(ClearingBatch())
        needs.register(not_paid)
        tiles.register(tiles_for)
        register_evidence()
        register_promises()
