from django.apps import AppConfig


class PensionConfig(AppConfig):
    name = "benefits.pension"
    label = "pension"

    def ready(self) -> None:
        import benefits.pension.calculations  # noqa: F401
