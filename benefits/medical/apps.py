from django.apps import AppConfig


class MedicalConfig(AppConfig):
    name = "benefits.medical"
    label = "medical"

    def ready(self) -> None:
        import benefits.medical.calculations
        import benefits.medical.words  # noqa: F401 (names values of the law)
        from benefits.medical.items import register_items
        from benefits.medical.settling import MedicalSettler
        from benefits.settlement import settlers

        register_items()
        settlers.register(MedicalSettler())
