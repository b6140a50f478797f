"""What must always be true here; `manage.py verify` names what breaks it."""

import json
from collections.abc import Iterator
from pathlib import Path

from django.db.models import BinaryField, ExpressionWrapper, F

from siadmin.kernel.invariants import Invariant, register, register_sql
from siadmin.kernel.language import Words
from siadmin.kernel.protection import UNREADABLE, decrypt, keyed_hash
from siadmin.kernel.sealed import unlike_their_hash
from siadmin.letters import kinds
from siadmin.letters.models import Issued, Message, ShortText
from siadmin.letters.texts import message_texts

SQL = Path(__file__).resolve().parent / "sql"


def register_promises() -> None:
    register(
        Invariant(
            "letters_can_be_printed_again",
            Words("签发的文书都能再次出具", "Every issued letter can be printed again"),
            _letters_of_no_kind,
            frozenset({"letters_issued"}),
        )
    )
    register(
        Invariant(
            "messages_can_be_read",
            Words("消息都有两种语言的文字", "Every message can be read in both languages"),
            _messages_without_words,
            frozenset({"letters_message"}),
        )
    )
    register(
        Invariant(
            "letters_keep_their_payload",
            Words("文书内容与其验证码对应", "What a letter is printed from is its own"),
            _letters_with_anothers_payload,
            frozenset({"letters_issued"}),
        )
    )
    register(
        Invariant(
            "texts_keep_their_phone",
            Words("短信号码与检索值一致", "Phones of texts are what their hashes find"),
            lambda: unlike_their_hash(ShortText, "phone", "phone_hash"),
            frozenset({"letters_shorttext"}),
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


def _letters_with_anothers_payload() -> Iterator[str]:
    rows = Issued.objects.annotate(sealed=ExpressionWrapper(F("payload"), output_field=BinaryField())).order_by("pk")
    for number, sealed, code_hash in rows.values_list("number", "sealed", "code_hash").iterator(chunk_size=500):
        try:
            is_own = keyed_hash(json.loads(decrypt(sealed))["code"]) == bytes(code_hash)
        except UNREADABLE:
            is_own = False
        if not is_own:
            yield f"letter {number}: its payload cannot be read or is another letter's"
