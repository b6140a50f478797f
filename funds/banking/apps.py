from django.apps import AppConfig


class BankingConfig(AppConfig):
    name = "funds.banking"
    label = "banking"

    def ready(self) -> None:
        from funds.banking.actions import ReconciliationRun
        from siadmin.kernel import runs

        runs.register(ReconciliationRun())

        from funds.banking.promises import register_promises

        register_promises()

        from funds.banking.evidence import register_evidence

        register_evidence()

        from funds.banking.selectors.draws import draws_told
        from funds.ledger.draws import told_by_bank

        told_by_bank.fill(draws_told)

        from funds.banking.tiles import tiles_for
        from siadmin.agency import tiles

        tiles.register(tiles_for)

        from funds.banking.batch import ReconciliationBatch
        from siadmin.agency import batches

        batches.register(ReconciliationBatch())

        from funds.banking.selectors.standing import doubts_of, lines_in_doubt
        from funds.ledger import doubts

        doubts.register(doubts_of)
        doubts.register(lines_in_doubt)
