"""What is looked at: the interactive page, the report page, and the drawing and charts in both.

Uses `trust` and what lies below it.
"""
