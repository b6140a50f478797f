from django.apps import AppConfig


class MedicalConfig(AppConfig):
    name = "benefits.medical"
    label = "medical"

    def ready(self) -> None:
        import benefits.medical.calculations
        import benefits.medical.words  # noqa: F401 (names values of the law)
        from benefits.medical.settling import MedicalSettler
        from benefits.settlement import settlers

        settlers.register(MedicalSettler())
