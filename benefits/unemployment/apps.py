from django.apps import AppConfig


class UnemploymentConfig(AppConfig):
    name = "benefits.unemployment"
    label = "unemployment"

    def ready(self) -> None:
        import benefits.unemployment.calculations  # noqa: F401
        from benefits.claims.matters import join
        from benefits.unemployment.scheme import UnemploymentBenefit

        join(UnemploymentBenefit())
