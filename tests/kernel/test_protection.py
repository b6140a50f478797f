"""Protected values come back only unaltered, and are found only by their exact text."""

import re

import pytest
from cryptography.exceptions import InvalidTag
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from enrollment.registry.models import Person
from siadmin.kernel import protection
from siadmin.kernel.protection import decrypt, encrypt, keyed_hash, opaque_number
from tests.factories import a_person

texts = st.text(st.characters(codec="utf-8"), max_size=40)


@given(texts)
def test_what_is_encrypted_comes_back(text: str) -> None:
    assert decrypt(encrypt(text)) == text


@given(texts)
def test_the_same_text_never_looks_the_same(text: str) -> None:
    assert encrypt(text) != encrypt(text)
    if len(text) > 3:
        assert text.encode() not in encrypt(text)


@given(texts, st.data())
def test_an_altered_value_is_noticed(text: str, data: st.DataObject) -> None:
    sealed = bytearray(encrypt(text))
    place = data.draw(st.integers(1, len(sealed) - 1))
    sealed[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises(InvalidTag):
        decrypt(bytes(sealed))


def test_another_key_opens_nothing(monkeypatch: pytest.MonkeyPatch, settings: object) -> None:
    sealed, hashed = encrypt("110105199001011234"), keyed_hash("110105199001011234")
    settings.FIELD_KEY = b"x" * 32  # type: ignore[attr-defined]
    protection._derived.cache_clear()
    protection._cipher.cache_clear()
    try:
        with pytest.raises(InvalidTag):
            decrypt(sealed)
        assert keyed_hash("110105199001011234") != hashed
    finally:
        monkeypatch.undo()
        protection._derived.cache_clear()
        protection._cipher.cache_clear()


@given(texts, texts)
def test_hashes_are_equal_exactly_for_equal_texts(one: str, other: str) -> None:
    assert (keyed_hash(one) == keyed_hash(other)) == (one == other)
    assert len(keyed_hash(one)) == 32


def test_public_numbers_are_opaque() -> None:
    numbers = {opaque_number("P") for _ in range(500)}
    assert len(numbers) == 500
    assert all(re.fullmatch(r"P[2-9AC-HJ-NP-RT-Y]{4}-[2-9AC-HJ-NP-RT-Y]{5}", number) for number in numbers)


@pytest.mark.django_db
def test_a_phone_is_not_readable_in_the_table_nor_in_its_history() -> None:
    for phone in ("13800138000", "13900139000"):
        a_person(phone=phone)
    with connection.cursor() as cursor:
        cursor.execute("SELECT phone FROM registry_person UNION ALL SELECT phone FROM registry_personhistory")
        stored = [bytes(phone) for (phone,) in cursor.fetchall()]
    assert len(stored) == 4
    assert not any(b"139" in value and b"0139000" in value for value in stored)
    assert {decrypt(value) for value in stored} == {"13800138000", "13900139000"}
    assert Person.objects.get(phone_hash=keyed_hash("13900139000")).phone == "13900139000"


@pytest.mark.django_db
def test_an_encrypted_column_cannot_be_searched_by_mistake() -> None:
    with pytest.raises(TypeError, match="hash"):
        Person.objects.filter(phone="13800138000").exists()
