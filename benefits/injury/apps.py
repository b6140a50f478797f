from django.apps import AppConfig


class InjuryConfig(AppConfig):
    name = "benefits.injury"
    label = "injury"

    def ready(self) -> None:
        import benefits.injury.calculations
        import benefits.injury.words  # noqa: F401 (names values of the law)
        from benefits.claims.matters import join
        from benefits.claims.protocols import granted, offers
        from benefits.injury.checks import AllowanceBesidePension
        from benefits.injury.doubting import doubts_of_bill
        from benefits.injury.grounds import register_grounds
        from benefits.injury.items import register_items
        from benefits.injury.matters import register_matters
        from benefits.injury.offers import injury_offers
        from benefits.injury.promises import register_promises
        from benefits.injury.raising import MEASURES
        from benefits.injury.schemes.at_age import PensionDifference, end_allowance
        from benefits.injury.schemes.death import DEATH_SCHEMES
        from benefits.injury.schemes.disability import DISABILITY_SCHEMES
        from benefits.injury.schemes.riders import RiderInjury
        from benefits.payments.checks import known_check
        from benefits.payments.measures import known_measure
        from benefits.settlement import protocols as settlement

        register_items()
        for scheme in (*DISABILITY_SCHEMES, *DEATH_SCHEMES, PensionDifference(), RiderInjury()):
            join(scheme)
        register_grounds()
        for measure in MEASURES:
            known_measure(measure)
        known_check(AllowanceBesidePension())
        granted.register(end_allowance)
        settlement.doubts_of_bill.register(doubts_of_bill)
        register_matters()
        register_promises()
        offers.register(injury_offers)
