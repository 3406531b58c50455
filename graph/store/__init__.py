"""Graphs kept and asked: files and syntaxes, embedded and remote stores, named queries.

Uses what `graph` shares. Others call `files.load`, `files.save`, `store.open_store` and `asking.ask`.
"""
