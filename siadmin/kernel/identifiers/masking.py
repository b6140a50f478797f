"""How protected numbers are shown by default: the ends recognise, the stars protect (REG 49; PIPL 51)."""

from siadmin.kernel.identifiers.writing import half_width


def masked(text: str, head: int = 4, tail: int = 4) -> str:
    """`110100190001010018` as `1101**********0018`. A short text shows less: a third of it stays hidden."""
    shown = half_width(text)
    if head + tail > len(shown) * 2 // 3:
        head, tail = len(shown) // 3, len(shown) // 3
    return shown[:head] + "*" * (len(shown) - head - tail) + shown[len(shown) - tail :]


def masked_phone(text: str) -> str:
    """`13800138000` as `138****8000`."""
    return masked(text, head=3, tail=4)


def masked_name(name: str) -> str:
    """The first character of each word stays: `王丽` as `王*`, `John Smith` as `J*** S****`."""
    return " ".join(word[:1] + "*" * (len(word) - 1) for word in half_width(name).split())
