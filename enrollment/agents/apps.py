from django.apps import AppConfig


class AgentsConfig(AppConfig):
    name = "enrollment.agents"
    label = "agents"

    def ready(self) -> None:
        from enrollment.agents.matters import MANDATE
        from enrollment.agents.promises import register_promises
        from enrollment.agents.selectors import agents_of_person, mandates_of_user
        from siadmin.matters.agents import agents_of, mandates_held
        from siadmin.matters.catalogue import register

        agents_of.fill(agents_of_person)
        mandates_held.fill(mandates_of_user)
        register_promises()
        register(MANDATE)
