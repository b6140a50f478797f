from django.apps import AppConfig

from siadmin.kernel import partitions


class AccountsConfig(AppConfig):
    name = "contributions.accounts"
    label = "accounts"

    def ready(self) -> None:
        import contributions.accounts.calculations
        import contributions.accounts.kinds  # noqa: F401
        from contributions.accounts.actions import InterestRun, StatementRun
        from contributions.accounts.batch import InterestBatch, StatementBatch
        from contributions.accounts.booked import booked_under
        from contributions.accounts.guides import register_guides
        from contributions.accounts.promises import register_promises
        from contributions.accounts.tiles import tiles_for
        from enrollment.registry.protocols import booked_since
        from siadmin.agency import batches, tiles
        from siadmin.kernel import runs

        partitions.register("accounts_credit")
        partitions.register("accounts_interest")
        runs.register(InterestRun())
        runs.register(StatementRun())
        booked_since.fill(booked_under)
        register_promises()
        register_guides()
        tiles.register(tiles_for)
        batches.register(InterestBatch())
        batches.register(StatementBatch())
