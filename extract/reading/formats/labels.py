"""The numbers of lists as they are printed: in digits, letters, Roman or Chinese numerals."""

ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
         (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
HAN = "〇一二三四五六七八九"
LAST_LETTERS, LAST_ROMAN = 780, 3999  # of 30 letters, as Word; as CSS


def written(number: int, form: str) -> str:
    """Return a number as Word writes it in `form`, a value of w:numFmt; in digits where the form goes no further."""
    if form in ("upperLetter", "lowerLetter") and number <= LAST_LETTERS:
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters.upper() if form == "upperLetter" else letters
    if form in ("upperRoman", "lowerRoman") and number <= LAST_ROMAN:
        letters = ""
        for worth, letter in ROMAN:
            letters += letter * (number // worth)
            number %= worth
        return letters.upper() if form == "upperRoman" else letters
    if form.startswith(("chinese", "japaneseCounting", "taiwanese", "ideographDigital", "koreanCounting")):
        tens, ones = divmod(number, 10)
        if 0 < number < 100:
            ten = "" if not tens else ("" if tens == 1 else HAN[tens]) + "十"
            return ten + (HAN[ones] if ones else "")
    return "" if form == "none" else str(number)
