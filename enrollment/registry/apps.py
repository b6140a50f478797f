from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "enrollment.registry"
    label = "registry"
