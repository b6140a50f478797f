from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "siadmin.kernel"
    label = "kernel"

    def ready(self) -> None:
        from django.urls import register_converter

        from siadmin.kernel.addresses import MonthInAddress

        register_converter(MonthInAddress, "month")

        from siadmin.kernel.promises import register_promises

        register_promises()
