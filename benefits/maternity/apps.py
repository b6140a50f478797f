from django.apps import AppConfig


class MaternityConfig(AppConfig):
    name = "benefits.maternity"
    label = "maternity"

    def ready(self) -> None:
        import benefits.maternity.calculations
        import benefits.maternity.words  # noqa: F401 (names values of the law)
        from benefits.claims.matters import join
        from benefits.claims.protocols import offers
        from benefits.maternity.items import register_items
        from benefits.maternity.offers import maternity_offers
        from benefits.maternity.schemes.allowance import MaternityAllowance
        from benefits.maternity.schemes.costs import MaternityCosts

        register_items()
        join(MaternityAllowance())
        join(MaternityCosts())
        offers.register(maternity_offers)
