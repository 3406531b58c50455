"""The JSON-LD context of the contract, made from the vocabulary so that the two never differ."""

from functools import cache
from typing import Any

from ontology.namespaces import PREFIXES
from ontology.terms import kinds, relations

NAMES = {"prefLabel": "skos:prefLabel", "altLabel": "skos:altLabel", "exact": "oa:exact", "words": "nif:isString"}
LINKS = {"quotedFrom": "prov:wasQuotedFrom", "isPartOf": "dcterms:isPartOf", "exactMatch": "skos:exactMatch"}
STATEMENT = {"subject": "rdf:subject", "predicate": "rdf:predicate", "modality": "sg:modality"}


@cache
def context() -> dict[str, Any]:
    """Return the JSON-LD 1.1 context: a term for each kind, relation and part of a statement."""
    terms: dict[str, Any] = {prefix: str(namespace) for prefix, namespace in sorted(PREFIXES.items())}
    terms |= {"id": "@id", "type": "@type"}
    terms |= {name: str(kind.iri) for name, kind in kinds().items()}
    for name, relation in relations().items():
        literal = bool(relation.range & {"date", "integer"})
        terms[name] = {"@id": str(relation.iri)} if literal else {"@id": str(relation.iri), "@type": "@id"}
    terms |= NAMES
    terms |= {name: {"@id": iri, "@type": "@id"} for name, iri in {**LINKS, **STATEMENT}.items()}
    return {"@context": terms}
