from django.apps import AppConfig

from siadmin.kernel import partitions


class AccountsConfig(AppConfig):
    name = "contributions.accounts"
    label = "accounts"

    def ready(self) -> None:
        partitions.register("accounts_credit")
