"""From an RDF graph to a network, its measures, exports and pages."""
