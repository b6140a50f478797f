from django.apps import AppConfig


class PensionConfig(AppConfig):
    name = "benefits.pension"
    label = "pension"

    def ready(self) -> None:
        import benefits.pension.calculations  # noqa: F401
        from benefits.claims.matters import join
        from benefits.pension.schemes.employees import OldAgePension

        join(OldAgePension())
