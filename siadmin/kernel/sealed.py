"""Whether protected values and the keyed hashes beside them still say the same."""

from collections.abc import Callable, Iterator

from django.db.models import BinaryField, ExpressionWrapper, F, Model

from siadmin.kernel.protection import UNREADABLE, decrypt, keyed_hash

_ROWS_AT_ONCE = 2000


def unlike_their_hash(
    model: type[Model], value: str, hashed: str, as_asked: Callable[[str], str] = str
) -> Iterator[str]:
    """Rows whose encrypted `value` cannot be read or is not what `hashed` finds, a page of rows in memory at a time.

    `as_asked`: the value as people ask for it, where the hash is of that. Where either is null nothing is to find;
    whether both must be there is the table's own constraint.
    """
    rows = (
        model._default_manager.exclude(**{f"{hashed}__isnull": True})
        .annotate(sealed=ExpressionWrapper(F(value), output_field=BinaryField()))
        .order_by("pk")
        .values_list("pk", "sealed", hashed)
    )
    last = 0
    while page := list(rows.filter(pk__gt=last)[:_ROWS_AT_ONCE]):
        for number, sealed, found_by in page:
            if sealed is None or not _is(bytes(sealed), bytes(found_by), as_asked):
                yield f"{model._meta.label} {number}: {value} is not what its hash finds"
        last = page[-1][0]


def _is(sealed: bytes, found_by: bytes, as_asked: Callable[[str], str]) -> bool:
    try:
        return keyed_hash(as_asked(decrypt(sealed))) == found_by
    except UNREADABLE:
        return False
