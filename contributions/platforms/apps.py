from django.apps import AppConfig


class PlatformsConfig(AppConfig):
    name = "contributions.platforms"
    label = "platforms"

    def ready(self) -> None:
        from contributions.platforms.matters import register_matters
        from contributions.platforms.promises import register_promises

        register_promises()

        from contributions.collection.stakes import silent_beside
        from contributions.platforms.selectors import silent_platforms

        silent_beside.register(silent_platforms)
        register_matters()
