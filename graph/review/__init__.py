"""What people say of statements: doubts to look at, decisions kept in a file, corrections made of them.

Uses `trust` and what lies below it. What each decision does to a graph stands in `acts`.
"""
