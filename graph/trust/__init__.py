"""Why a statement is believed: how it was found, how well a graph fits a gold standard, what was not understood.

Uses `network` and what lies below it.
"""
