from django.apps import AppConfig


class ParticipationConfig(AppConfig):
    name = "enrollment.participation"
    label = "participation"
