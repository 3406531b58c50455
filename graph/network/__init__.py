"""Who works with whom: the projection of a graph to a network, its measures, paths, periods and partners.

Uses `store`, and what `graph` shares. Others call `projection.project`, `measures.measures` and `partners.partners`.
"""
