"""An archive too large for one page: an index of its graph, made once, and what a reader asks of it step by step.

Uses `pages` and what lies below it.
"""
