from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    name = "contributions.assessment"
    label = "assessment"
