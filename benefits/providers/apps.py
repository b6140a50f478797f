from django.apps import AppConfig


class ProvidersConfig(AppConfig):
    name = "benefits.providers"
    label = "providers"

    def ready(self) -> None:
        from benefits.providers.promises import register_promises

        register_promises()
