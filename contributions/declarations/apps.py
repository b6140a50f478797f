from django.apps import AppConfig


class DeclarationsConfig(AppConfig):
    name = "contributions.declarations"
    label = "declarations"
