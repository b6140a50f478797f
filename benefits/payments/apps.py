from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    name = "benefits.payments"
    label = "payments"

    def ready(self) -> None:
        from benefits.claims.protocols import granted
        from benefits.payments import words  # noqa: F401 (registers messages)
        from benefits.payments.actions import (
            PaymentBatchRun,
            RisePutRun,
            RiseRun,
            RiseToldRun,
            SendingRun,
            compare_batch,
            put_in_payment,
        )
        from benefits.payments.actions.holding import hold_of_old_account
        from benefits.payments.batch import PaymentsBatch, RiseBatch, SendingBatch
        from benefits.payments.evidence import register_evidence
        from benefits.payments.matters import register_matters
        from benefits.payments.promises import register_promises
        from benefits.payments.selectors.leaving import not_sent
        from benefits.payments.tiles import tiles_for
        from benefits.payments.unsettled import drawn_under_both
        from enrollment.coverage.protocols import batch_taken
        from enrollment.registry.protocols import against_merging, card_changed
        from funds.ledger import needs
        from siadmin.agency import batches, tiles
        from siadmin.kernel import partitions, runs

        granted.register(put_in_payment)
        batch_taken.register(compare_batch)
        against_merging.register(drawn_under_both)
        card_changed.register(hold_of_old_account)
        runs.register(PaymentBatchRun())
        batches.register(PaymentsBatch())
        runs.register(SendingRun())
        batches.register(SendingBatch())
        for kind in (RiseRun(), RisePutRun(), RiseToldRun()):
            runs.register(kind)
            batches.register(RiseBatch(kind.code))
        for table in ("payments_line", "payments_payment", "payments_infile", "payments_result"):
            partitions.register(table)
        register_matters()
        register_promises()
        register_evidence()
        tiles.register(tiles_for)
        needs.register(not_sent)
