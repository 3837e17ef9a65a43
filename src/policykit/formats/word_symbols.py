"""What the symbol fonts of Word show for their private characters."""

_SYMBOL_FONTS = ("symbol", "wingdings", "webdings", "marlett", "zapf")
_WINGDINGS = {
    0x28: "☎",
    0x29: "✆",
    0x2A: "✉",
    0x4A: "☺",
    0x6C: "●",
    0x6E: "■",
    0x71: "❑",
    0x76: "❖",
    0x9F: "•",
    0xA7: "▪",
    0xA8: "◻",
    0xD8: "➢",
    0xE0: "→",
    0xE8: "➔",
    0xF0: "⇨",
    0xFB: "✗",
    0xFC: "✓",
    0xFD: "☒",
    0xFE: "☑",
}
_SYMBOL = {0xA3: "≤", 0xAE: "→", 0xB0: "°", 0xB3: "≥", 0xB7: "•", 0xB4: "×", 0xD7: "·", 0xAC: "←"}
_PRIVATE = 0xF000
_PRIVATE_END = 0xF0FF
_PRINTABLE = 0x20


def symbol(font: str, code: str) -> str:
    """Return the character that a `w:sym` shows; a space where only its font knows it.

    >>> symbol("Wingdings", "F0FC"), symbol("Arial", "00E9")
    ('✓', 'é')
    """
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    if not 0 <= number <= 0x10FFFF:  # noqa: PLR2004
        return ""
    is_private = _PRIVATE <= number <= _PRIVATE_END
    low = number - _PRIVATE if is_private else number
    if font.lower().startswith("wingdings"):
        return _WINGDINGS.get(low, " ")
    if font.lower().startswith("symbol"):
        return _SYMBOL.get(low, " ")
    if is_private and (low < _PRINTABLE or font.lower().startswith(_SYMBOL_FONTS)):
        return " "
    return chr(low)
