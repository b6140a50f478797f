from django.apps import AppConfig


class CheckoutConfig(AppConfig):
    name = "contributions.checkout"
    label = "checkout"

    def ready(self) -> None:
        from contributions.checkout.promises import register_promises
        from contributions.checkout.selectors import ways_back_of
        from contributions.checkout.tiles import tiles_for
        from contributions.collection.protocols import ways_back
        from siadmin.agency import tiles

        ways_back.fill(ways_back_of)
        register_promises()
        tiles.register(tiles_for)
