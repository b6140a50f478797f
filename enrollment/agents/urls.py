"""Pages of mandates: a person's agents at the counter, and one's own online."""

from django.urls import path

from enrollment.agents.views import citizen, clerk

urlpatterns = [
    path("people/<str:number>/agents/", clerk.person_agents, name="person_agents"),
    path("people/<str:number>/agents/<str:which>/end/", clerk.mandate_end, name="mandate_end"),
    path("me/agents/", citizen.citizen_agents, name="citizen_agents"),
    path("me/agents/<str:number>/end/", citizen.citizen_agent_end, name="citizen_agent_end"),
]
