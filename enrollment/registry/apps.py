from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "enrollment.registry"
    label = "registry"

    def ready(self) -> None:
        from enrollment.registry.selectors import addresses_of
        from siadmin.letters import protocols

        protocols.addresses_of.fill(addresses_of)

        from enrollment.registry.promises import register_promises

        register_promises()
