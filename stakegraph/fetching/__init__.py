"""Documents brought by their symbols: what a symbol is, the service that has them, what is kept, and a run over many.

`run` is what the command calls. Nothing else in the program asks for documents over the network.
"""
