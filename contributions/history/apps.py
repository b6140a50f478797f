from django.apps import AppConfig


class HistoryConfig(AppConfig):
    name = "contributions.history"
    label = "history"

    def ready(self) -> None:
        from contributions.history.actions import HistoryRun
        from siadmin.kernel import runs

        runs.register(HistoryRun())

        from contributions.history.promises import register_promises

        register_promises()

        from contributions.accounts import protocols as accounts
        from contributions.history import counted
        from enrollment.coverage.protocols import paid_months

        accounts.brought.register(counted.brought_to)
        accounts.brought_in.register(counted.brought_in)
        paid_months.fill(counted.months_paid)

        from contributions.history.selectors import counted_since
        from enrollment.participation.protocols import months_from_elsewhere

        months_from_elsewhere.fill(counted_since)

        from contributions.history.tiles import tiles_for
        from siadmin.agency import tiles

        tiles.register(tiles_for)

        from contributions.history.batch import HistoryBatch
        from siadmin.agency import batches

        batches.register(HistoryBatch())

        from contributions.history.evidence import file_behind
        from funds.ledger import evidence

        evidence.register("transfer_in", file_behind)
