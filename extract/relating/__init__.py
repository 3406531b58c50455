"""Who did what with whom: sentences, the constructions that state something in them, and in which modality.

Uses `linking` and what lies below it. Others call `quoting.evidence`, `quoting.mentioned`,
`modality.Modalities` and `context.settled`.
"""
