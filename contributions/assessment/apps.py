from django.apps import AppConfig

from siadmin.kernel import partitions


class AssessmentConfig(AppConfig):
    name = "contributions.assessment"
    label = "assessment"

    def ready(self) -> None:
        partitions.register("assessment_line")
