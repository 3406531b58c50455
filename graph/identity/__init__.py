"""What is one thing in several reports: names as they are compared, scores, merges with their reasons, and back.

It uses what `graph` itself holds; `review` undoes what it did, `trust` tells of it.
"""
