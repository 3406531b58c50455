"""Text put together again from stretches of the source, each character with the place it came from."""

from collections.abc import Iterable

from extract.reading.paragraphs.layout import Layout

INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")

Stretch = tuple[int, int]  # begin and end in the source


def rejoin(source: str, stretches: Iterable[Stretch], layout: Layout) -> tuple[str, tuple[int, ...]]:
    """Return the text of the stretches, read as one, and for each character its offset in `source`.

    White space, and the seam between two stretches, become one space; none is left beside a character that
    the language sets tight. The offset of a space is that of the first white space it stands for.
    """
    characters: list[str] = []
    offsets: list[int] = []
    space = -1  # where the white space began that is not yet written
    tight = layout.tight.match
    for begin, end in stretches:
        for offset in range(begin, end):
            character = source[offset]
            if character in INVISIBLE:
                continue
            if character.isspace():
                space = offset if space < 0 else space
                continue
            if space >= 0 and characters and not (tight(characters[-1]) or tight(character)):
                characters.append(" ")
                offsets.append(space)
            space = -1
            characters.append(character)
            offsets.append(offset)
        space = end if space < 0 else space
    return "".join(characters), tuple(offsets)
