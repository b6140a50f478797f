from django.apps import AppConfig


class BankingConfig(AppConfig):
    name = "funds.banking"
    label = "banking"
