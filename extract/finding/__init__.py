"""Mentions: words, known names, bodies, titles and times, each found in the characters of a report.

Uses what `extract` shares. Each component adds spans of its own to the Doc, and `titles` puts them together as
`doc.spans["mentions"]`. Others call `names.registered`, `names.countries`, `words.embedded`.
"""
