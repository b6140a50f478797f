from django.apps import AppConfig


class UnemploymentConfig(AppConfig):
    name = "benefits.unemployment"
    label = "unemployment"

    def ready(self) -> None:
        import benefits.unemployment.calculations
        import benefits.unemployment.words  # noqa: F401 (names a category)
        from benefits.claims.matters import join
        from benefits.claims.protocols import granted, offers
        from benefits.payments.checks import known_check
        from benefits.payments.protocols import paid_beside
        from benefits.unemployment import selectors
        from benefits.unemployment.checks import StillUnemployed
        from benefits.unemployment.evidence import register_evidence
        from benefits.unemployment.grounds import register_grounds
        from benefits.unemployment.items import register_items
        from benefits.unemployment.matters import register_matters
        from benefits.unemployment.offers import unemployment_offers
        from benefits.unemployment.promises import register_promises
        from benefits.unemployment.schemes.benefit import UnemploymentBenefit
        from benefits.unemployment.schemes.death import UnemploymentSurvivorBenefit
        from benefits.unemployment.schemes.granted import keep_grant
        from benefits.unemployment.schemes.grants import GRANTS
        from benefits.unemployment.schemes.subsidies import SUBSIDIES
        from benefits.unemployment.tiles import tiles_for
        from contributions.accounts import protocols as accounts
        from siadmin.agency import tiles

        register_items()
        for scheme in (UnemploymentBenefit(), UnemploymentSurvivorBenefit(), *GRANTS, *SUBSIDIES):
            join(scheme)
        known_check(StillUnemployed())
        register_grounds()
        granted.register(keep_grant)
        paid_beside.register(selectors.paid_beside)
        accounts.brought.register(selectors.told_to_rights)
        accounts.brought_in.register(selectors.counted_in)
        register_matters()
        register_promises()
        register_evidence()
        tiles.register(tiles_for)
        offers.register(unemployment_offers)
