"""Letters as PDF: a Typst template of the caller, our page around it, data given as JSON.

Data never become source: the template reads them from `sys.inputs`, so what somebody typed is text, whatever it looks
like. Nothing is written to disk. Fonts are embedded, the time is the letter's own: the same data give the same bytes.
The result is PDF/A-2a and PDF/UA-1 (kept for decades, read aloud), unless a name has a character the font lacks.
"""

import datetime as dt
import io
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, Literal

import segno
import structlog
import typst
from django.conf import settings

from siadmin.letters.wording import canonical

log = structlog.get_logger()
WEIGHTS = ("400Regular", "600SemiBold")
STANDARDS: tuple[Literal["a-2a", "ua-1"], ...] = ("a-2a", "ua-1")
_one_at_a_time = Lock()  # a compiler refuses to be used by two threads; it keeps the fonts, so each process has one


def typeset(template: Path, *, frame: Mapping[str, Any], content: Mapping[str, Any], at: dt.datetime) -> bytes:
    """One PDF. `frame` is what `typst/letter.typ` prints around `content`, which only the template knows.

    Raises typst.TypstError where the template is wrong: a bug, never somebody's data.
    """
    given = canonical({"frame": frame, "content": content, "qr": qr_as_svg(frame["url"])})
    try:
        return _compiled(template, given, at, STANDARDS)
    except typst.TypstError as error:
        if not str(error).startswith("PDF/"):
            raise
        log.warning("letter_without_standard", template=template.name, number=frame["number"])
        return _compiled(template, given, at, ())


def _compiled(template: Path, given: str, at: dt.datetime, standards: tuple[Literal["a-2a", "ua-1"], ...]) -> bytes:
    with _one_at_a_time:
        pdf = _compiler().compile(
            input=str(template),
            format="pdf",
            sys_inputs={"letter": given},
            pdf_standards=[*standards],
            timestamp=int(at.timestamp()),
        )
    assert isinstance(pdf, bytes)
    return pdf


@cache
def _compiler() -> typst.Compiler:
    """Knows our two weights of one font and no other, whatever the machine has installed."""
    fonts = settings.BASE_DIR / "node_modules" / "@expo-google-fonts" / "noto-sans-sc"
    folders = [fonts / weight for weight in WEIGHTS]
    missing = [str(folder) for folder in folders if not any(folder.glob("*.ttf"))]
    assert not missing, f"fonts of letters are missing: {missing}; run npm ci"
    return typst.Compiler(root=str(settings.BASE_DIR), font_paths=list(map(str, folders)), ignore_system_fonts=True)


def qr_as_svg(text: str) -> str:
    """A QR code without a margin, as vectors."""
    drawn = io.BytesIO()
    segno.make(text, error="m", micro=False).save(drawn, kind="svg", border=0, xmldecl=False, dark="#15202b")
    return drawn.getvalue().decode()
