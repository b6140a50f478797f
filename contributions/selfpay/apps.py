from django.apps import AppConfig


class SelfpayConfig(AppConfig):
    name = "contributions.selfpay"
    label = "selfpay"

    def ready(self) -> None:
        from contributions.selfpay.matters import register_matters
        from contributions.selfpay.promises import register_promises

        register_promises()
        register_matters()

        from contributions.selfpay.actions import LapseRun, SubsidyClaimRun, SubsidyCreditRun, tell_own_change
        from contributions.selfpay.batch import ClaimBatch, CreditBatch, LapseBatch
        from enrollment.participation.protocols import after_own_change
        from siadmin.agency import batches
        from siadmin.kernel import runs

        for kind in (SubsidyClaimRun(), SubsidyCreditRun(), LapseRun()):
            runs.register(kind)
        for batch in (ClaimBatch(), CreditBatch(), LapseBatch()):
            batches.register(batch)
        after_own_change.register(tell_own_change)
