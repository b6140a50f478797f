"""Workflow tables: which move leads from which state to which, who may make it, and who may not.

State is assigned in `actions` only, after `check`; each move is recorded with who, when and why.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from siadmin.kernel.refusal import Reason

WRONG_STATE = Reason(
    "wrong_state",
    "当前状态为“{state}”，不能执行“{move}”。",
    "This cannot be done now: “{move}” is not possible in state “{state}”.",
    "刷新页面查看最新状态。",
    "Reload the page to see the present state.",
)
SAME_PERSON = Reason(
    "same_person",
    "同一人不能既经办又复核或审批。",
    "The person who handled this may not also review or approve it.",
    "请由另一位工作人员办理。",
    "Someone else must do it.",
)
CHANGED_SINCE = Reason(
    "changed_since",
    "此件在您打开之后已被改动。",
    "This has changed since you opened it.",
    "重新打开，核对后再办理。",
    "Open it again, check it, then decide.",
)


@dataclass(frozen=True, slots=True)
class Move:
    name: str
    source: str
    target: str
    post: str = ""
    not_by: tuple[str, ...] = ()


def move(name: str, source: str, *, to: str, post: str = "", not_by: str | Sequence[str] = ()) -> Move:
    excluded = (not_by,) if isinstance(not_by, str) else tuple(not_by)
    return Move(name, str(source), str(to), post, excluded)


@dataclass(frozen=True)
class Workflow:
    name: str
    initial: str
    moves: tuple[Move, ...]

    def check(self, name: str, *, state: str, actor: str, actors: Mapping[str, str] | None = None) -> Move:
        """The arrow to follow, or a refusal: WRONG_STATE, SAME_PERSON.

        `actor` and the values of `actors` name natural persons, not accounts; `actors` says who made
        which earlier move.
        """
        for arrow in self.moves:
            if arrow.name == name and arrow.source == state:
                if any((actors or {}).get(earlier) == actor for earlier in arrow.not_by):
                    raise SAME_PERSON()
                return arrow
        raise WRONG_STATE(state=state, move=name)

    def possible(self, state: str) -> list[Move]:
        return [arrow for arrow in self.moves if arrow.source == state]

    def mermaid(self) -> str:
        """The picture; a test compares it with docs/workflows."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.initial}"]
        for arrow in self.moves:
            barred = f" (not by {', '.join(arrow.not_by)})" if arrow.not_by else ""
            lines.append(f"    {arrow.source} --> {arrow.target}: {arrow.name}{barred}")
        return "\n".join(lines) + "\n"
