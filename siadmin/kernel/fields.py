"""Columns of our own: a month, an encrypted text, an amount in fen."""

import datetime as dt
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.expressions import Combinable

from siadmin.kernel.months import Month
from siadmin.kernel.protection import decrypt, encrypt


def longest(model: type[models.Model], column: str) -> int:
    """How many characters a text column holds."""
    most: int = model._meta.get_field(column).max_length  # type: ignore[union-attr, assignment]
    return most


@lru_cache(maxsize=2048)
def _month_of(day: dt.date) -> Month:
    """The same object for the same day: a record of forty years names each of its months a dozen times."""
    return Month.of(day)


class MonthField(models.DateField):
    """A `Month`, stored as its first day, so that ranges and partitions stay plain dates."""

    if TYPE_CHECKING:
        _pyi_private_set_type: Month | dt.date | str | Combinable  # type: ignore[assignment]
        _pyi_private_get_type: Month  # type: ignore[assignment]
        _pyi_lookup_exact_type: Month | dt.date | str  # type: ignore[assignment]

    def from_db_value(self, value: dt.date | None, expression: Any, connection: Any) -> Month | None:
        return None if value is None else _month_of(value)

    def to_python(self, value: Any) -> Month | None:
        if value is None or isinstance(value, Month):
            return value
        if isinstance(value, dt.date):
            return Month.of(value)
        try:
            return Month.parse(str(value)[:7])
        except ValueError as error:
            raise ValidationError(str(error)) from error

    def get_prep_value(self, value: Any) -> dt.date | None:
        month = self.to_python(value)
        return None if month is None else month.first_day

    def value_to_string(self, obj: models.Model) -> str:
        return str(self.value_from_object(obj))

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        return getattr(model_instance, self.attname)


class EncryptedTextField(models.BinaryField):
    """Text that is encrypted at rest and plain in Python. It cannot be filtered on: keep a hash beside it."""

    if TYPE_CHECKING:
        _pyi_private_set_type: str | Combinable
        _pyi_private_get_type: str  # type: ignore[assignment]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["editable"] = kwargs.get("editable", False)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: bytes | memoryview | None, expression: Any, connection: Any) -> str | None:
        return None if value is None else decrypt(bytes(value))

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if isinstance(value, str):
            value = encrypt(value)
        return super().get_db_prep_value(value, connection, prepared)

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name == "isnull":
            return super().get_lookup(lookup_name)
        raise TypeError("encrypted columns are looked up by their hash")


class HashField(models.BinaryField):
    """The keyed hash of a protected value, for exact look-up."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 32)
        super().__init__(*args, **kwargs)


class FenField(models.BigIntegerField):
    """Whole fen."""
