from django.apps import AppConfig


class InjuryConfig(AppConfig):
    name = "benefits.injury"
    label = "injury"

    def ready(self) -> None:
        import benefits.injury.calculations
        import benefits.injury.words  # noqa: F401 (names values of the law)
