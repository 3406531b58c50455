"""Learning: the annotation of real sentences, and the training of what the pipeline's learnt parts weigh.

Nothing here runs when a report is read; `python -m extract.learning CORPUS` makes the weights anew. Uses
`weighing`, and the pipeline as it is.
"""
