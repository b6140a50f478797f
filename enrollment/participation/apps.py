from django.apps import AppConfig


class ParticipationConfig(AppConfig):
    name = "enrollment.participation"
    label = "participation"

    def ready(self) -> None:
        import enrollment.participation.calculations  # noqa: F401
        from enrollment.participation.actions.by_oneself import make_way
        from enrollment.participation.matters import register_matters
        from enrollment.participation.promises import register_promises
        from enrollment.participation.protocols import before_joining
        from enrollment.participation.selectors import both_insured_from, insured_under
        from enrollment.registry.protocols import both_go_on, record_says

        both_go_on.fill(both_insured_from)
        record_says.register(insured_under)
        register_promises()
        register_matters()
        before_joining.register(make_way)

        from enrollment.participation.unsettled import people_employed
        from enrollment.registry.protocols import against_closing

        against_closing.register(people_employed)
