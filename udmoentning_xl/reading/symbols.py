"""Letters that a font of symbols shows as signs: an „ü“ in Wingdings is a tick.

Only the signs that people mark with are told; other letters stay as they are.
"""

#: The beginning of a font's name -> its letters and the signs they show. Convention: Microsoft's character tables.
_FONTS = {
    "wingdings 2": str.maketrans("PORTS£", "✓✗☑☒☒☐"),
    "wingdings": str.maketrans("üûþýx¨ol¡nà", "✓✗☑☒☒☐☐●○■→"),
    "webdings": str.maketrans("arcgn", "✓✗☐■●"),
}
#: Where Excel puts a symbol that was inserted: the letter's code and this.
_PRIVATE = range(0xF020, 0xF100)
#: A mark is no longer than this.
_LONGEST = 3


def is_symbols(font: str) -> bool:
    """True for the name of a font that shows signs for letters."""
    return font.casefold().startswith(tuple(_FONTS))


def signs(text: str, font: str) -> str:
    """The signs that a mark shows in a font of symbols; a longer text, and letters that are no such signs, as it is."""
    table = next((table for name, table in _FONTS.items() if font.casefold().startswith(name)), {})
    letters = [ord(char) - 0xF000 if ord(char) in _PRIVATE else ord(char) for char in text.strip()]
    is_mark = len(letters) <= _LONGEST and all(letter in table for letter in letters)
    return "".join(map(chr, letters)).translate(table) if is_mark else text
