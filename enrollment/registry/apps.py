from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "enrollment.registry"
    label = "registry"

    def ready(self) -> None:
        from enrollment.registry.matters import register_matters
        from enrollment.registry.promises import register_promises
        from enrollment.registry.selectors import addresses_of
        from enrollment.registry.subjects import Employers, Persons
        from siadmin.letters import protocols
        from siadmin.matters.subjects import register_subject

        protocols.addresses_of.fill(addresses_of)
        register_promises()
        register_subject(Persons())
        register_subject(Employers())
        register_matters()

        from enrollment.registry.protocols import against_closing
        from enrollment.registry.unsettled import open_cases

        against_closing.register(open_cases)
