from django.apps import AppConfig


class PolicyConfig(AppConfig):
    name = "siadmin.policy"
    label = "policy"

    def ready(self) -> None:
        from siadmin.agency import tiles
        from siadmin.policy.tiles import tiles_for

        tiles.register(tiles_for)

        from siadmin.policy.promises import register_promises

        register_promises()
