"""What must always be true here; `manage.py verify` names what breaks it."""

from collections.abc import Iterator
from pathlib import Path

from siadmin.kernel.invariants import Invariant, register, register_sql
from siadmin.kernel.language import Words
from siadmin.letters import kinds
from siadmin.letters.models import Issued, Message
from siadmin.letters.texts import message_texts

SQL = Path(__file__).resolve().parent / "sql"


def register_promises() -> None:
    register(
        Invariant(
            "letters_can_be_printed_again",
            Words("签发的文书都能再次出具", "Every issued letter can be printed again"),
            _letters_of_no_kind,
        )
    )
    register(
        Invariant(
            "messages_can_be_read",
            Words("消息都有两种语言的文字", "Every message can be read in both languages"),
            _messages_without_words,
        )
    )
    register_sql(
        "texts_are_settled",
        Words("短信都已发出或说明原因", "Texts are sent, or given up with a reason"),
        SQL / "verify_texts.sql",
    )


def _letters_of_no_kind() -> Iterator[str]:
    for code, edition in Issued.objects.order_by("kind", "edition").values_list("kind", "edition").distinct():
        if not kinds.is_known(code, edition) or not kinds.letter_kind(code, edition).template.exists():
            yield f"letters of kind {code}, edition {edition}: no such template"


def _messages_without_words() -> Iterator[str]:
    known = message_texts()
    for code in Message.objects.order_by("code").values_list("code", flat=True).distinct():
        if code not in known:
            yield f"messages {code}: no such text"
            continue
        lacking = Message.objects.filter(code=code).exclude(params__has_keys=sorted(known[code].names))
        for number in lacking.values_list("pk", flat=True)[:20]:
            yield f"message {number} ({code}): a value is missing"
