"""CSV that other systems send: one way of reading it, whatever it is of."""

import csv
from decimal import Decimal

import pytest

from siadmin.kernel.refusal import Reason, Refusal
from siadmin.kernel.sheets import as_csv, read_csv

UNREADABLE = Reason("test_sheet_unreadable", "不可读。", "Not readable.")
LACKING = Reason("test_sheet_lacks", "缺少 {missing}。", "It lacks {missing}.")


def read(content: bytes) -> list[tuple[int, dict[str, str]]]:
    return list(
        read_csv(
            content, columns=("id", "name", "note"), required=("id", "name"), unreadable=UNREADABLE, lacking=LACKING
        )
    )


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("王丽", "王丽"),
        ("=1+1", "'=1+1"),
        ("－1", "'－1"),
        ("a\x07b", "ab"),
        ("\x00=1", "'=1"),
        ("", ""),
        ("a=1", "a=1"),
    ],
)
def test_a_cell_that_would_begin_a_formula_goes_out_as_text(cell: str, written: str) -> None:
    rows = csv.reader(as_csv(("a", "b"), [(cell, Decimal("-1.50")), ("x", cell)]).decode("utf-8-sig").splitlines())
    assert list(rows) == [["a", "b"], [written, "-1.50"], ["x", written]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_both_encodings_are_read_with_and_without_a_mark(encoding: str) -> None:
    assert read("name,id,other\n 王丽 ,1,x\n".encode(encoding)) == [(2, {"id": "1", "name": "王丽", "note": ""})]


def test_a_row_too_short_or_too_long_is_read_as_far_as_it_goes() -> None:
    assert read(b"id,name\n1\n2,Li,more,and more\n,\n") == [
        (2, {"id": "1", "name": "", "note": ""}),
        (3, {"id": "2", "name": "Li", "note": ""}),
        (4, {"id": "", "name": "", "note": ""}),
    ]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\xff\xff\xff", "test_sheet_unreadable"),
        ("id,name\n1,王\n".encode("utf-16-le"), "test_sheet_unreadable"),
        (b"PK\x03\x04\0\0", "test_sheet_unreadable"),
        (b"id,name\n1," + b"x" * (csv.field_size_limit() + 1), "test_sheet_unreadable"),
        (b"i" * (csv.field_size_limit() + 1), "test_sheet_unreadable"),
        (b"id\n1\n", "test_sheet_lacks"),
        (b"", "test_sheet_lacks"),
    ],
    ids=["encoding", "utf-16", "zip", "endless cell", "endless heading", "columns", "empty"],
)
def test_what_is_no_such_table_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        read(content)
    assert refused.value.code == code


def test_what_is_missing_is_named() -> None:
    with pytest.raises(Refusal, match=r"id, name"):
        read(b"note\nx\n")
