from django.apps import AppConfig


class DeclarationsConfig(AppConfig):
    name = "contributions.declarations"
    label = "declarations"

    def ready(self) -> None:
        from contributions.declarations.actions import TaxFileRun
        from contributions.declarations.batch import TaxFileBatch
        from siadmin.agency import batches
        from siadmin.kernel import runs

        runs.register(TaxFileRun())
        batches.register(TaxFileBatch())

        from contributions.declarations.matters import register_matters
        from contributions.declarations.promises import register_promises

        register_promises()
        register_matters()

        from contributions.declarations.tiles import tiles_for
        from siadmin.agency import tiles

        tiles.register(tiles_for)

        from contributions.declarations.unsettled import declarations_open
        from enrollment.registry.protocols import against_closing

        against_closing.register(declarations_open)
