from django.apps import AppConfig


class CollectionConfig(AppConfig):
    name = "contributions.collection"
    label = "collection"

    def ready(self) -> None:
        from contributions.assessment.protocols import after_adjustment, after_own_adjustment, arrivals
        from contributions.collection.actions import CollectionRun, LateFeeRun, settle_credits, settle_month
        from contributions.collection.actions.owing_since import owe_since_then
        from contributions.collection.selectors import arrivals_of
        from siadmin.kernel import runs

        runs.register(CollectionRun())
        runs.register(LateFeeRun())
        arrivals.fill(arrivals_of)
        after_adjustment.register(owe_since_then)
        after_adjustment.register(settle_credits)
        after_own_adjustment.register(settle_month)

        from contributions.collection import unpaid
        from enrollment.coverage import protocols as coverage

        coverage.unpaid_spells.fill(unpaid.spells)
        coverage.unpaid_months.fill(unpaid.months_of)
        coverage.worth_of.fill(unpaid.worth)

        from contributions.collection.promises import register_promises

        register_promises()

        from contributions.collection.proofs import register_sources

        register_sources()

        from contributions.collection.answers import register_answers

        register_answers()

        from contributions.collection.tiles import tiles_for
        from siadmin.agency import tiles

        tiles.register(tiles_for)

        from contributions.collection.batch import CollectionBatch, LateFeeBatch
        from siadmin.agency import batches

        batches.register(CollectionBatch())
        batches.register(LateFeeBatch())

        from contributions.collection.letters import register_letters
        from contributions.collection.matters import register_matters

        register_letters()
        register_matters()

        from contributions.collection.unsettled import fees_open, money_open
        from enrollment.registry.protocols import against_closing

        against_closing.register(money_open)
        against_closing.register(fees_open)
