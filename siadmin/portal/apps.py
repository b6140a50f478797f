from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "siadmin.portal"
    label = "portal"
