from django.apps import AppConfig


class PensionConfig(AppConfig):
    name = "benefits.pension"
    label = "pension"
