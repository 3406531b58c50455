"""Web pages: headings and paragraphs, without what serves only the page."""

from bs4 import BeautifulSoup, Tag

from extract.readers.structure import Block, Source, blocks_of

DROPPED = ["script", "style", "nav", "header", "footer", "aside", "noscript", "template", "form", "button"]
BLOCKS = ["h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "blockquote", "dd", "td", "pre"]


def source(data: bytes, _name: str) -> Source:
    """Return the headings and paragraphs of a page, its encoding as the page or its bytes tell."""
    soup = BeautifulSoup(data, "lxml")
    for tag in soup(DROPPED):
        tag.decompose()
    for mark in soup("sup"):
        mark.decompose()
    found = []
    for tag in soup.find_all(BLOCKS):
        if not isinstance(tag, Tag) or tag.find(BLOCKS):
            continue
        level = int(tag.name[1]) if tag.name[0] == "h" and tag.name[1:].isdigit() else None
        number = ""
        if tag.name == "li" and tag.parent is not None and tag.parent.name == "ol":
            items = tag.parent.find_all("li", recursive=False)
            start = str(tag.parent.get("start", "1"))
            number = str((int(start) if start.isdigit() else 1) + items.index(tag))
        found.append(Block(" ".join(tag.get_text().split()), level, number))
    if not found:
        found = [Block(line.strip(), None, "") for line in soup.get_text("\n").split("\n")]
    return blocks_of(found)
