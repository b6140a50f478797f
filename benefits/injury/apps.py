from django.apps import AppConfig


class InjuryConfig(AppConfig):
    name = "benefits.injury"
    label = "injury"

    def ready(self) -> None:
        import benefits.injury.calculations
        import benefits.injury.words  # noqa: F401 (names values of the law)
        from benefits.claims.matters import join
        from benefits.claims.protocols import granted, offers
        from benefits.injury.checks import CHECKS
        from benefits.injury.doubting import doubts_of_bill
        from benefits.injury.grounds import register_grounds
        from benefits.injury.items import register_items
        from benefits.injury.matters import register_matters
        from benefits.injury.offers import injury_offers
        from benefits.injury.promises import register_promises
        from benefits.injury.raising import MEASURES
        from benefits.injury.schemes.at_age import PensionDifference
        from benefits.injury.schemes.costs import COST_SCHEMES
        from benefits.injury.schemes.death import DeathOfWork
        from benefits.injury.schemes.dependants import Dependants, keep_share
        from benefits.injury.schemes.disability import DISABILITY_SCHEMES
        from benefits.injury.schemes.instead import ends_first
        from benefits.injury.schemes.missing import MissingAdvance
        from benefits.injury.schemes.riders import RiderInjury
        from benefits.injury.unsettled import advances_open
        from benefits.payments.checks import known_check
        from benefits.payments.measures import known_measure
        from benefits.payments.protocols import gives_way
        from benefits.settlement import protocols as settlement
        from enrollment.registry.protocols import against_closing

        register_items()
        upon_a_death = DeathOfWork(), Dependants(), MissingAdvance()
        for scheme in (*DISABILITY_SCHEMES, *COST_SCHEMES, *upon_a_death, PensionDifference(), RiderInjury()):
            join(scheme)
        register_grounds()
        for measure in MEASURES:
            known_measure(measure)
        for check in CHECKS:
            known_check(check)
        gives_way.register(ends_first)
        granted.register(keep_share)
        settlement.doubts_of_bill.register(doubts_of_bill)
        register_matters()
        register_promises()
        offers.register(injury_offers)
        against_closing.register(advances_open)
