from django.apps import AppConfig


class PensionConfig(AppConfig):
    name = "benefits.pension"
    label = "pension"

    def ready(self) -> None:
        import benefits.pension.calculations
        import benefits.pension.words  # noqa: F401 (registers messages)
        from benefits.claims.matters import join
        from benefits.claims.protocols import granted
        from benefits.payments.checks import known_check
        from benefits.payments.measures import known_measure
        from benefits.pension.adjusting import YearlyAdjustment
        from benefits.pension.checks import OneOfEmployees, OnePension
        from benefits.pension.promises import register_promises
        from benefits.pension.raising_basic import BasicAmountRaised
        from benefits.pension.resettling import RESETTLEMENT
        from benefits.pension.schemes.basis import keep_basis
        from benefits.pension.schemes.death import SurvivorBenefit
        from benefits.pension.schemes.disability import DisabilityPension
        from benefits.pension.schemes.employees import OldAgePension
        from benefits.pension.schemes.residents import ResidentsPension

        join(OldAgePension())
        join(ResidentsPension())
        granted.register(keep_basis)
        known_measure(YearlyAdjustment())
        known_measure(RESETTLEMENT)
        known_measure(BasicAmountRaised())
        known_check(OnePension())
        known_check(OneOfEmployees())
        register_promises()
        join(SurvivorBenefit())
        join(DisabilityPension())
