from django.apps import AppConfig


class PensionConfig(AppConfig):
    name = "benefits.pension"
    label = "pension"

    def ready(self) -> None:
        import benefits.pension.calculations
        import benefits.pension.words  # noqa: F401 (registers messages)
        from benefits.claims.matters import join
        from benefits.pension.schemes.death import SurvivorBenefit
        from benefits.pension.schemes.employees import OldAgePension
        from benefits.pension.schemes.residents import ResidentsPension

        join(OldAgePension())
        join(ResidentsPension())
        join(SurvivorBenefit())
