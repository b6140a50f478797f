"""The one error of this package."""

from pathlib import Path

from siadmin.kernel.language import Words

_LAST_LINES = 15


class EmbeddedStartFailed(RuntimeError):
    """An embedded server cannot be used: what is wrong and what to do, in both languages, and its last log lines.

    Nobody's language is known yet when the settings are read, so the text holds both.
    """

    def __init__(self, wrong: Words, remedy: Words, log: Path | None = None) -> None:
        self.wrong, self.remedy = wrong, remedy
        texts = [wrong.en, remedy.en, wrong.zh, remedy.zh]
        if log is not None and (tail := _tail(log)):
            texts += [f"--- {log}", tail]
        super().__init__("\n".join(texts))


def _tail(log: Path) -> str:
    try:
        return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-_LAST_LINES:])
    except OSError:
        return ""
