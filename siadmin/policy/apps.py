from django.apps import AppConfig


class PolicyConfig(AppConfig):
    name = "siadmin.policy"
    label = "policy"
