from django.apps import AppConfig


class PensionConfig(AppConfig):
    name = "benefits.pension"
    label = "pension"

    def ready(self) -> None:
        import benefits.pension.calculations
        import benefits.pension.words  # noqa: F401 (registers messages)
        from benefits.claims.matters import join
        from benefits.claims.protocols import granted, offers
        from benefits.payments.checks import known_check
        from benefits.payments.measures import known_measure
        from benefits.pension.actions import keep_appraisal
        from benefits.pension.adjusting import YearlyAdjustment
        from benefits.pension.adjusting_again import AdjustedAgain
        from benefits.pension.checks import OneOfEmployees, OnePension
        from benefits.pension.grounds import register_grounds
        from benefits.pension.items import register_items
        from benefits.pension.matters import register_matters
        from benefits.pension.offers import pension_offers
        from benefits.pension.promises import register_promises
        from benefits.pension.raising_basic import BasicAmountRaised
        from benefits.pension.resettling import RESETTLEMENT
        from benefits.pension.schemes.basis import keep_basis
        from benefits.pension.schemes.death import SurvivorBenefit
        from benefits.pension.schemes.disability import DisabilityPension
        from benefits.pension.schemes.employees import OldAgePension
        from benefits.pension.schemes.near_age import AllowanceNearAge, replace_allowance
        from benefits.pension.schemes.residents import ResidentsPension
        from benefits.pension.selectors.drawing import pensions_of
        from benefits.pension.tiles import tiles_for
        from benefits.pension.unsettled import drawn_beside
        from contributions.transfers.protocols import pensions_drawn
        from enrollment.registry.protocols import against_merging
        from siadmin.agency import tiles

        register_items()
        for scheme in (OldAgePension(), ResidentsPension()):
            join(scheme)
        granted.register(keep_basis)
        granted.register(keep_appraisal)
        for measure in (YearlyAdjustment(), RESETTLEMENT, AdjustedAgain(), BasicAmountRaised()):
            known_measure(measure)
        known_check(OnePension())
        known_check(OneOfEmployees())
        register_promises()
        register_matters()
        register_grounds()
        join(SurvivorBenefit())
        join(DisabilityPension())
        join(AllowanceNearAge())
        granted.register(replace_allowance)
        tiles.register(tiles_for)
        against_merging.register(drawn_beside)
        offers.register(pension_offers)
        pensions_drawn.register(pensions_of)
