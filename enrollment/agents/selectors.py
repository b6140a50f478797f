"""Which mandates stand on a day: of a person, of an agent; for whom an account acts."""

import datetime as dt

from django.db.models import Q, QuerySet

from enrollment.agents.models import Mandate, MandateKind
from enrollment.registry.models import CitizenTie, Person
from enrollment.registry.records import head_of, numbered, records_of
from enrollment.registry.subjects import Persons
from siadmin.agency.models import User
from siadmin.kernel.language import Words
from siadmin.matters.agents import Agent, Mandated
from siadmin.matters.catalogue import Matter, matters
from siadmin.matters.subjects import Subject

AS_WHAT: dict[str, Words] = {
    MandateKind.WRITTEN: Words("书面委托的代办人", "agent by written authorisation"),
    MandateKind.GUARDIAN: Words("监护人", "guardian"),
}


def delegable() -> list[Matter]:
    """What an agent may ask for in a person's name, in the order of their codes."""
    return [matter for matter in matters(subject_kind="person") if matter.may_agents]


def standing(on: dt.date) -> Q:
    """Begun, not over, not ended, both alive."""
    return Q(starts_on__lte=on, ended_at__isnull=True, person__died_on__isnull=True, agent__died_on__isnull=True) & (
        Q(ends_before__isnull=True) | Q(ends_before__gt=on)
    )


def mandates_of(person: Person) -> QuerySet[Mandate]:
    """Every mandate a person ever gave, under any of their records, those that stand first."""
    given = Mandate.objects.filter(person__in=records_of(person.pk))
    return given.select_related("agent", "ended_by").order_by("ended_at", "-starts_on", "-pk")


def mandates_held_by(person: Person) -> QuerySet[Mandate]:
    """Every mandate by which somebody acts or once acted, as any of their records."""
    held = Mandate.objects.filter(agent__in=records_of(person.pk))
    return held.select_related("person").order_by("pk")


def covers(mandate: Mandate, matter: str) -> bool:
    return not mandate.matters or matter in mandate.matters


def agents_of_person(number: str, matter: str, on: dt.date) -> list[Agent]:
    """By whom somebody may be represented in a matter on a day."""
    held = Mandate.objects.filter(standing(on), person__in=numbered(number)).select_related("agent").order_by("pk")
    found = [mandate for mandate in held if covers(mandate, matter)]
    people = Persons().find([mandate.agent.number for mandate in found])
    return [_agent(mandate, people[mandate.agent.number]) for mandate in found]


def mandates_of_user(user: User, on: dt.date) -> list[Mandated]:
    """For whom the person behind an account acts on a day, and in what; each by the record they stand under."""
    own = [record for tie in CitizenTie.objects.filter(user=user) for record in records_of(tie.person_id)]
    held = list(Mandate.objects.filter(standing(on), agent__in=own).select_related("agent", "person").order_by("pk"))
    heads = {mandate.pk: head_of(mandate.person) for mandate in held}
    people = Persons().find([each.number for mandate in held for each in (mandate.agent, heads[mandate.pk])])
    return [
        Mandated(
            people[heads[mandate.pk].number],
            _agent(mandate, people[mandate.agent.number]),
            frozenset(mandate.matters),
        )
        for mandate in held
    ]


def _agent(mandate: Mandate, person: Subject) -> Agent:
    name, as_what = person.name, AS_WHAT[mandate.kind]
    words = Words(f"{name.zh}（{as_what.zh}）", f"{name.en} ({as_what.en})")
    return Agent(number=person.number, name=words, eyes=person.eyes, mandate=mandate.number)
