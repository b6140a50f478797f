from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "siadmin.letters"
    label = "letters"

    def ready(self) -> None:
        from siadmin.letters.promises import register_promises

        register_promises()
