"""What leaves the house: results and exports for other tools, the dataset's description, the server.

Uses all other rooms of `graph`.
"""
