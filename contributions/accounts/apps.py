from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "contributions.accounts"
    label = "accounts"

    def ready(self) -> None:
        from siadmin.kernel import partitions

        partitions.register("accounts_credit")
