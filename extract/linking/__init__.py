"""Every mention ends at one entity: by its name, by what it refers back to, as a unit of a body.

Uses `finding` and what lies below it. Others call `linking.united` and the component `linking.Linking`, for mentions
that are found later.
"""
