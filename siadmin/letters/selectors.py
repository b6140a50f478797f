"""Questions: which letter a code names, its PDF, what lies in a viewer's boxes, how many are unread."""

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from siadmin.agency.models import Office
from siadmin.agency.viewer import Viewer
from siadmin.kernel.language import Words
from siadmin.kernel.protection import keyed_hash
from siadmin.letters.kinds import letter_kind
from siadmin.letters.models import Issued, Message, RecipientKind
from siadmin.letters.protocols import Recipient, addresses_of
from siadmin.letters.rules.codes import read_code
from siadmin.letters.texts import message_texts
from siadmin.letters.typesetting import typeset
from siadmin.letters.wording import worded
from siadmin.policy.selectors import law_of_day

DAYS, MONTHS = "remedy.reconsideration_days", "remedy.litigation_months"


# --- letters -----------------------------------------------------------------------------------------------------


def issued_by_code(written: str) -> Issued | None:
    """The letter whose verification code somebody wrote; nothing for a slip of the pen and for unknown codes."""
    code = read_code(written)
    return None if code is None else Issued.objects.select_related("office").filter(code_hash=keyed_hash(code)).first()


def reissue_pdf(issued: Issued) -> bytes:
    """The letter again, from what was kept: the same number, code, day and content, set by its own edition."""
    kept: dict[str, Any] = json.loads(issued.payload)
    assert keyed_hash(kept["code"]) == bytes(issued.code_hash), f"the payload of {issued.number} is another letter's"
    template = letter_kind(issued.kind, issued.edition).template
    return typeset(template, frame=kept["frame"], content=kept["content"], at=issued.issued_at)


def code_of(issued: Issued) -> str:
    """The verification code as it is printed on a letter: for whom it was issued to, nobody else."""
    kept: dict[str, Any] = json.loads(issued.payload)
    return str(kept["frame"]["code"])


def title_of(issued: Issued) -> Words:
    return letter_kind(issued.kind, issued.edition).title


def public_figures(issued: Issued) -> list[tuple[Words, Words]]:
    """Labels and values that everybody with the code may see, in the order in which the kind names them."""
    names = letter_kind(issued.kind, issued.edition).figures
    return [(label, worded(name, issued.figures[name])) for name, label in names.items()]


def issued_seen_by(viewer: Viewer) -> QuerySet[Issued]:
    """Letters of the offices in reach (line × region) for staff; about oneself or one's employers for others."""
    if viewer.is_staff:
        within = Q(pk__in=[])
        for reach in viewer.reaches:
            within |= Q(office__region__path__startswith=reach.path, office__line=reach.line)
        return Issued.objects.filter(within)
    return Issued.objects.filter(_of(box.place for box in boxes_of(viewer)))


def letters_about(kind: str, *numbers: str) -> QuerySet[Issued]:
    """Newest first; whoever asks has checked that the viewer may see whom these numbers are of."""
    return Issued.objects.filter(subject_kind=kind, subject__in=numbers).order_by("-issued_at", "-pk")


def _of(places: Iterable[tuple[str, str]]) -> Q:
    found = Q(pk__in=[])
    for kind, number in places:
        found |= Q(subject_kind=kind, subject=number)
    return found


def remedy_of(office: Office, on: dt.date, authority: Words | None = None) -> dict[str, Any]:
    """What a decision says of objections (Reconsideration Law 20, Litigation Law 46). Raises NoLawInForce."""
    law = law_of_day(office.region, on)
    region = office.region
    government = Words(f"{region.name_zh}人民政府", f"the People's Government of {region.name_en}")
    return {
        "days": int(law.law(DAYS).value),
        "months": int(law.law(MONTHS).value),
        "authority": authority or government,
    }


# --- messages ----------------------------------------------------------------------------------------------------


def boxes_of(viewer: Viewer) -> list[Recipient]:
    """Whose messages a viewer reads: the user's own, then the person and employers the registry ties to them."""
    if viewer.user is None:
        return []
    own = Recipient(RecipientKind.USER, viewer.user.username)
    return [own, *addresses_of.call(viewer)]


def messages_of(viewer: Viewer) -> QuerySet[Message]:
    """Everything in the viewer's boxes, newest first."""
    return messages_in(boxes_of(viewer))


def messages_in(boxes: Iterable[Recipient]) -> QuerySet[Message]:
    """Newest first. The caller answers for the viewer's right to these boxes."""
    numbers: dict[str, list[str]] = {}
    for box in boxes:
        numbers.setdefault(box.kind, []).append(box.number)
    found = Q(pk__in=[])
    for kind, some in numbers.items():
        found |= Q(recipient_kind=kind, recipient__in=some)
    return Message.objects.filter(found).order_by("-sent_at", "-pk")


def unread_count(viewer: Viewer) -> int:
    return messages_of(viewer).filter(read_at__isnull=True).count()


@dataclass(frozen=True, slots=True)
class Told:
    """A message in words."""

    message: Message
    title: Words
    body: Words


def told(message: Message) -> Told:
    """A message whose text is no longer declared still shows its code rather than break the page."""
    text = message_texts().get(message.code)
    if text is None:
        return Told(message, Words(message.code, message.code), Words("", ""))
    return Told(message, text.title(message.params), text.body(message.params))
