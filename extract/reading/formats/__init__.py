"""What each format gives of a report: text, Word documents and web pages, and the lines of a PDF's pages.

Uses `paragraphs` and `limits`. Others call `docx.read_docx`, `html.read_html`, `pdf.read_pdf` and `text.decode`.
"""
