from django.apps import AppConfig


class SelfpayConfig(AppConfig):
    name = "contributions.selfpay"
    label = "selfpay"

    def ready(self) -> None:
        from contributions.selfpay.matters import register_matters
        from contributions.selfpay.promises import register_promises

        register_promises()
        register_matters()
