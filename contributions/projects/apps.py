from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "contributions.projects"
    label = "projects"

    def ready(self) -> None:
        from contributions.projects.matters import register_matters
        from contributions.projects.promises import register_promises

        register_promises()

        from contributions.assessment.protocols import project_explained
        from contributions.projects.selectors import explained

        project_explained.fill(explained)
        register_matters()
