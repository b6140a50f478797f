from django.apps import AppConfig


class TransfersConfig(AppConfig):
    name = "contributions.transfers"
    label = "transfers"

    def ready(self) -> None:
        from contributions.transfers import calculations  # noqa: F401 (registers its families)
        from contributions.transfers.evidence import register_evidence
        from contributions.transfers.matters import register_matters
        from contributions.transfers.promises import register_promises
        from contributions.transfers.tiles import tiles_for
        from contributions.transfers.unsettled import moving_under_both
        from enrollment.registry.protocols import against_merging
        from siadmin.agency import tiles

        against_merging.register(moving_under_both)
        register_matters()
        register_promises()
        register_evidence()
        tiles.register(tiles_for)
