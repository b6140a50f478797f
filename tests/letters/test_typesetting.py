"""Letters are set from data alone: the same bytes for the same data, fonts inside, nothing left on disk."""

import datetime as dt
import tempfile
import threading
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import typst

from siadmin.kernel.language import Words
from siadmin.kernel.trace import Law, Trace
from siadmin.letters.typesetting import qr_as_svg, typeset
from siadmin.letters.wording import written_trace
from tests.factories import NOW
from tests.letters.samples import CONTENT, FRAME, TEMPLATE

REMEDY = {"days": 60, "months": 6, "authority": {"zh": "朝阳区人民政府", "en": "the People's Government of Chaoyang"}}


def _trace() -> dict[str, Any]:
    why = Trace()
    why.fact(Words("申报工资", "Declared wage"), Decimal(5800), "yuan")
    why.law(
        Words("下限", "Lower limit"),
        Law(
            "pension.base_floor",
            Decimal(7270),
            "yuan_per_month",
            "京人社发〔2026〕7号",
            "provisional",
            dt.date(2026, 7, 1),
        ),
    )
    why.step(Words("缴费月数", "Months paid"), 168, "months", Words("逐月相加", "added up"))
    why.money(
        Words("单位应缴", "Employer amount due"), 116_320, Words("7,270.00 × 16%", "7,270.00 × 16%"), is_result=True
    )
    return written_trace(why.conclude(116_320, Words("按下限计算。", "The lower limit counts.")).trace)


def _set(frame: dict[str, Any] | None = None, content: dict[str, Any] | None = None, at: dt.datetime = NOW) -> bytes:
    return typeset(TEMPLATE, frame=FRAME | (frame or {}), content=CONTENT | (content or {}), at=at)


@pytest.mark.parametrize("languages", [["zh"], ["en"], ["zh", "en"]])
def test_every_part_is_set_in_every_language(languages: list[str]) -> None:
    pdf = _set(
        {"languages": languages, "remedy": REMEDY, "to": "陈晓雨", "expires_on": "2027-02-28"}, {"trace": _trace()}
    )
    assert pdf.startswith(b"%PDF-")
    assert pdf.count(b"/FontFile2") == 2  # both weights, embedded
    assert b"pdfaid" in pdf and b"pdfuaid" in pdf


def test_the_same_data_give_the_same_bytes() -> None:
    assert _set() == _set()


@pytest.mark.parametrize(
    ("frame", "content"), [({"number": "L2222-22222"}, {}), ({}, {"months": 169}), ({"languages": ["en"]}, {})]
)
def test_other_data_give_other_bytes(frame: dict[str, Any], content: dict[str, Any]) -> None:
    assert _set(frame, content) != _set()


@pytest.mark.parametrize(
    "name",
    [
        '#panic("read")',
        '"); #panic()',
        "$x^2$ *bold* <label> @ref",
        '#read("/pyproject.toml")',
        "\\u{41} // */ `",
        "]}",
    ],
)
def test_what_somebody_typed_is_text_and_never_source(name: str) -> None:
    assert _set(content={"name": name}) != _set()


def test_a_name_the_font_lacks_does_not_keep_the_letter_back() -> None:
    pdf = _set(content={"name": "陈𠮷"})
    assert pdf.startswith(b"%PDF-")
    assert b"pdfaid" not in pdf


def test_a_wrong_template_is_a_mistake_of_ours(settings: Any) -> None:
    content = {name: value for name, value in CONTENT.items() if name != "name"}
    with pytest.raises(typst.TypstError):
        typeset(TEMPLATE, frame=FRAME, content=content, at=NOW)


def test_nothing_is_left_on_disk() -> None:
    before = set(Path(tempfile.gettempdir()).glob("*typst*"))
    _set()
    assert set(Path(tempfile.gettempdir()).glob("*typst*")) == before


def test_two_threads_set_letters_at_once() -> None:
    made: list[bytes] = []
    threads = [threading.Thread(target=lambda: made.append(_set())) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 4
    assert set(made) == {_set()}


def test_a_long_letter_goes_on_over_pages() -> None:
    rows = CONTENT["rows"] * 48  # forty years
    assert b"/Type/Pages/Count 13/" in _set(content={"rows": rows})


def test_the_qr_code_is_drawn_without_a_size_of_its_own() -> None:
    drawn = qr_as_svg("https://insurance.example/verify/")
    assert drawn.startswith("<svg") and 'stroke="#15202b"' in drawn


def test_a_trace_is_written_with_its_values_sources_and_doubts() -> None:
    written = _trace()
    assert str(written["sentence"]) == "按下限计算。"
    floor, months, due = written["steps"][1:]
    assert (floor["value"].zh, floor["source"], floor["unsure"]) == ("7,270.00", "京人社发〔2026〕7号", True)
    assert months["value"].en == "168 months"
    assert (due["value"].zh, due["result"], due["source"]) == ("1,163.20", True, "")
