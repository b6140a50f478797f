"""What is given at once, without a case: nobody decides anything, so there is no clock and nobody signs.

It has a public guide like a matter, from the description its app registers:

    # in an app's `ready`
    services.register(Service(code="participation_certificate", …))
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from siadmin.kernel.language import Words
from siadmin.matters.catalogue import Door


@dataclass(frozen=True)
class Service:
    """One thing given at once. `page`: the route, without arguments, where a citizen gets it. No paper is asked for."""

    code: str
    title: Words
    who: Words
    basis: Words
    result: Words
    page: str
    conditions: Sequence[Words] = ()
    subject_kind: str = "person"
    doors: frozenset[Door] = field(default_factory=lambda: frozenset(Door))

    def __post_init__(self) -> None:
        if Door.COUNTER not in self.doors:
            raise ValueError(f"{self.code}: the counter must stay open (REG 29)")


_services: dict[str, Service] = {}


def register(service: Service) -> Service:
    known = _services.setdefault(service.code, service)
    assert known == service, f"two services are called {service.code}"
    return service


def services(subject_kind: str | None = None) -> list[Service]:
    """Every service, or those for a kind of subject, in the order of their codes."""
    return [each for _, each in sorted(_services.items()) if subject_kind in (None, each.subject_kind)]


def service_of(code: str) -> Service | None:
    return _services.get(code)
