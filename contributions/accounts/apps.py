from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "contributions.accounts"
    label = "accounts"
