"""Every table of ours is looked at by a promise of `manage.py verify`, or stands here with the reason why not."""

from django.apps import apps

from siadmin.kernel.invariants import promises
from tests.architecture import tree

WRITTEN_BY_TRIGGER = "written by a trigger beside the row itself; the application has no say in it"
EXEMPT: dict[str, str] = {
    "agency_act": "append-only, one row an act; nothing else says the same",
    "declarations_stafflist": "a file and whether it was taken; what came of it stands in the employments",
    "kernel_idempotencykey": "what was answered once; the answer's own rows are looked at",
    "kernel_runevent": "a log for people; nothing is computed from it",
    "letters_attempts": "counters that are forgotten within days",
    "letters_onetimecode": "good for minutes, once: constraints and a trigger keep it so",
    "checkout_simulatedtrade": "the books of the simulator, which stands for a channel outside",
    "letters_simulatedtext": "the outbox of the demonstration",
    "matters_absence": "who is away and who stands in; its constraints are all there is to hold",
    "matters_visit": "a work order; its constraints and its trigger are all there is to hold",
    "matters_casepaper": "append-only, a paper of a case; its document is looked at",
    "policy_calendaryear": "loaded from the shipped calendar under a version; one JSON list that nothing repeats",
    "registry_apitoken": "a digest, a scope and a region; its constraints are all there is to hold",
    "settlement_asked": "a counter of a day and client; its constraints are all there is to hold",
    "participation_employmenthistory": WRITTEN_BY_TRIGGER,
    "participation_insuredperiodhistory": WRITTEN_BY_TRIGGER,
    "participation_owntermshistory": WRITTEN_BY_TRIGGER,
    "registry_bankcardhistory": WRITTEN_BY_TRIGGER,
    "registry_cardhistory": WRITTEN_BY_TRIGGER,
    "registry_delegatehistory": WRITTEN_BY_TRIGGER,
    "registry_employerhistory": WRITTEN_BY_TRIGGER,
    "registry_identifierhistory": WRITTEN_BY_TRIGGER,
    "registry_injuryratehistory": WRITTEN_BY_TRIGGER,
    "registry_personhistory": WRITTEN_BY_TRIGGER,
}


def tables() -> set[str]:
    """The tables of every concrete model of ours."""
    return {
        model._meta.db_table
        for config in apps.get_app_configs()
        if config.name in tree.apps()
        for model in config.get_models()
        if not model._meta.proxy
    }


def looked_at() -> set[str]:
    return {table for promise in promises() for table in promise.tables}


def test_every_table_is_looked_at_or_exempt_for_a_reason() -> None:
    assert sorted(tables() - looked_at() - EXEMPT.keys()) == []


def test_no_exemption_is_needless() -> None:
    assert sorted(EXEMPT.keys() - (tables() - looked_at())) == []
