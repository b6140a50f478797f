from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "siadmin.kernel"
    label = "kernel"
