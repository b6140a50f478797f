from django.apps import AppConfig


class AgentsConfig(AppConfig):
    name = "enrollment.agents"
    label = "agents"

    def ready(self) -> None:
        from enrollment.agents.matters import MANDATE
        from enrollment.agents.promises import register_promises
        from enrollment.agents.selectors import agents_of_person, mandates_of_user
        from enrollment.agents.unsettled import mandates_between
        from enrollment.registry.protocols import against_merging
        from siadmin.matters.agents import agents_of, mandates_held
        from siadmin.matters.catalogue import register

        agents_of.fill(agents_of_person)
        mandates_held.fill(mandates_of_user)
        against_merging.register(mandates_between)
        register_promises()
        register(MANDATE)
