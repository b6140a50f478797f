from django.apps import AppConfig


class MedicalConfig(AppConfig):
    name = "benefits.medical"
    label = "medical"

    def ready(self) -> None:
        import benefits.medical.calculations
        import benefits.medical.words  # noqa: F401 (names values of the law)
        from benefits.claims.matters import join
        from benefits.claims.protocols import granted, offers
        from benefits.medical.doubting import doubts_of_bill, waited_for
        from benefits.medical.items import register_items
        from benefits.medical.matters import register_matters
        from benefits.medical.offers import medical_offers
        from benefits.medical.promises import register_promises
        from benefits.medical.schemes.kept import keep_granted
        from benefits.medical.schemes.reimbursement import REIMBURSEMENTS
        from benefits.medical.selectors import reimbursed_in, reimbursed_since
        from benefits.medical.settling import MedicalSettler
        from benefits.settlement import protocols as settlement
        from benefits.settlement import settlers

        register_items()
        for scheme in REIMBURSEMENTS:
            join(scheme)
        granted.register(keep_granted)
        settlers.register(MedicalSettler())
        settlement.paid_elsewhere.register(reimbursed_in)
        settlement.paid_since.register(reimbursed_since)
        settlement.doubts_of_bill.register(doubts_of_bill)
        settlement.waited_for.register(waited_for)
        register_matters()
        register_promises()
        offers.register(medical_offers)
