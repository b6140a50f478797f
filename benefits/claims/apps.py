from django.apps import AppConfig


class ClaimsConfig(AppConfig):
    name = "benefits.claims"
    label = "claims"

    def ready(self) -> None:
        from benefits.claims import kinds, words  # noqa: F401 (register letters and messages)
        from benefits.claims.promises import register_promises

        register_promises()
