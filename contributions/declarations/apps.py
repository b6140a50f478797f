from django.apps import AppConfig


class DeclarationsConfig(AppConfig):
    name = "contributions.declarations"
    label = "declarations"

    def ready(self) -> None:

        from contributions.declarations.promises import register_promises

        register_promises()
