from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "enrollment.registry"
    label = "registry"

    def ready(self) -> None:
        from enrollment.registry.actions.alike import AlikeRun
        from enrollment.registry.batch import AlikeBatch
        from enrollment.registry.matters import register_matters
        from enrollment.registry.promises import register_promises
        from enrollment.registry.selectors import addresses_of
        from enrollment.registry.subjects import Employers, Persons
        from enrollment.registry.tiles import tiles_for
        from siadmin.agency import batches, tiles
        from siadmin.kernel import runs
        from siadmin.letters import protocols
        from siadmin.matters.subjects import register_subject

        protocols.addresses_of.fill(addresses_of)
        runs.register(AlikeRun())
        batches.register(AlikeBatch())
        tiles.register(tiles_for)
        register_promises()
        register_subject(Persons())
        register_subject(Employers())
        register_matters()

        from enrollment.registry.protocols import against_closing
        from enrollment.registry.unsettled import open_cases

        against_closing.register(open_cases)
