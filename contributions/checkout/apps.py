from django.apps import AppConfig


class CheckoutConfig(AppConfig):
    name = "contributions.checkout"
    label = "checkout"

    def ready(self) -> None:
        from contributions.checkout.promises import register_promises
        from contributions.checkout.tiles import tiles_for
        from siadmin.agency import tiles

        register_promises()
        tiles.register(tiles_for)
