"""From lines on a page to numbered paragraphs under headings, whatever format they came from.

Uses what `extract` shares. Others call, one after the other, `furniture.clear`, `blocks.gather` and
`structure.structure`.
"""
