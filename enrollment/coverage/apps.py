from django.apps import AppConfig


class CoverageConfig(AppConfig):
    name = "enrollment.coverage"
    label = "coverage"

    def ready(self) -> None:
        from enrollment.coverage.actions.scan import CoverageRun
        from enrollment.coverage.batch import CoverageBatch
        from enrollment.coverage.matters import register_matters
        from enrollment.coverage.promises import register_promises
        from enrollment.coverage.tiles import tiles_for
        from siadmin.agency import batches, tiles
        from siadmin.kernel import runs

        runs.register(CoverageRun())
        batches.register(CoverageBatch())
        register_matters()
        register_promises()
        tiles.register(tiles_for)

        from enrollment.coverage.unsettled import disputes_open
        from enrollment.registry.protocols import against_closing

        against_closing.register(disputes_open)
