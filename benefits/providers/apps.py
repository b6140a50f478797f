from django.apps import AppConfig


class ProvidersConfig(AppConfig):
    name = "benefits.providers"
    label = "providers"

    def ready(self) -> None:
        from benefits.providers.promises import register_promises
        from benefits.providers.tiles import tiles_for
        from siadmin.agency import tiles

        register_promises()
        tiles.register(tiles_for)
