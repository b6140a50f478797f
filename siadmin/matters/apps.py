from django.apps import AppConfig


class MattersConfig(AppConfig):
    name = "siadmin.matters"
    label = "matters"

    def ready(self) -> None:
        from siadmin.agency import tiles
        from siadmin.matters.promises import register_promises
        from siadmin.matters.tiles import tiles_for

        register_promises()
        tiles.register(tiles_for)
