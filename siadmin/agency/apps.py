from django.apps import AppConfig


class AgencyConfig(AppConfig):
    name = "siadmin.agency"
    label = "agency"

    def ready(self) -> None:
        from siadmin.agency.models import ForbiddenPair
        from siadmin.agency.posts import forbidden_pairs
        from siadmin.kernel import reference

        reference.register(reference.Reference(ForbiddenPair, ("one", "other"), forbidden_pairs))
        reference.register_only_read("agency_region")

        from siadmin.agency.promises import register_promises

        register_promises()

        from siadmin.agency import tiles
        from siadmin.agency.run_tiles import tiles_for

        tiles.register(tiles_for)

        from siadmin.agency.forms import speak_plainly

        speak_plainly()
