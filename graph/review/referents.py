"""What the words of decisions mean in a graph: the entities, statements and paragraphs that they speak of."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from rdflib import RDF, XSD, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, PROV, SKOS
from rdflib.term import Node

from graph.review.decisions import Decision, StaleError
from graph.review.statements import triple
from ontology.iris import date_literal, room, slug
from ontology.namespaces import SG
from ontology.symmetry import is_inverse
from ontology.terms import kinds, relations, top_kind

NO_IRI = re.compile(r'[\s<>"{}|\\^`]')
TAGGED = re.compile(r"(?P<name>.+)@(?P<language>[a-z]{2,3}(-[A-Za-z0-9]+)*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Referents:
    """What decisions can speak of in one graph, whose IRIs begin with `base`."""

    graph: Graph
    base: str

    def entity(self, text: str) -> URIRef:
        """Return the entity that a decision names: by path, IRI, or a name that no other thing has.

        Raises:
            StaleError: there is none, or there are several.
        """
        for iri in self.iris(text):
            later = (self.graph.value(None, same, iri) for same in (DCTERMS.replaces, OWL.sameAs))
            known = next(filter(None, later), iri)
            if (known, SKOS.prefLabel, None) in self.graph:
                return URIRef(str(known))
        name = self.tagged(text)
        found = {
            node
            for label in (SKOS.prefLabel, SKOS.altLabel)
            for language in (name.language, "en")
            for node in self.graph.subjects(label, Literal(str(name), lang=language))
        }
        if len(found) == 1:
            return URIRef(str(next(iter(found))))
        raise StaleError(f"several things are called {text!r}" if found else f"nothing is called {text!r}")

    def iris(self, text: str) -> list[URIRef]:
        """Return what IRIs a text may be: itself, or one under the base; a name with spaces is none."""
        return [URIRef(one) for one in (text, self.base + text) if not NO_IRI.search(one)]

    def told(self, text: str) -> URIRef:
        """Return what a decision names as one report tells of it: it may have been taken for another since.

        Raises:
            StaleError: there is none, or there are several.
        """
        for iri in self.iris(text):
            if (iri, RDF.type, SG.Merged) in self.graph:
                return iri
        name = self.tagged(text)
        gone = [*self.graph.subjects(SG.formerName, name)]
        if len(gone) == 1 and (None, SKOS.prefLabel, name) not in self.graph:
            return URIRef(str(gone[0]))
        return self.entity(text)

    def now(self, told: URIRef) -> URIRef:
        """Return what a thing that one report tells of was taken for: itself, where it was taken for no other."""
        return URIRef(str(self.graph.value(told, PROV.alternateOf) or told))

    def entity_or_new(self, name: str, kind: str) -> URIRef:
        """Return the entity of a name, which is made where there is none.

        Raises:
            StaleError: several things have the name.
        """
        try:
            return self.entity(name)
        except StaleError:
            label = self.tagged(unicodedata.normalize("NFC", name))
        entity = URIRef(f"{self.base}{room(kind)}/{slug(str(label))}")
        if not slug(str(label)) or (entity, SKOS.prefLabel, None) in self.graph:
            raise StaleError(f"several things are called {name!r}")
        for one in (kind, top_kind(kind)):
            self.graph.add((entity, RDF.type, kinds()[one].iri))
        self.graph.add((entity, SKOS.prefLabel, label))
        return entity

    def target(self, text: str, allowed: Iterable[str]) -> URIRef | Literal:
        """Return the object of a fact: an entity, a date or a number.

        Raises:
            StaleError: it is none that is allowed.
        """
        try:
            if "integer" in allowed:
                return Literal(int(text), datatype=XSD.integer)
            return date_literal(text) if "date" in allowed else self.entity(text)
        except ValueError as error:
            raise StaleError(str(error)) from error

    def statements(self, made: Decision) -> list[URIRef]:
        """Return the statements that a verdict is on.

        Raises:
            StaleError: there are none.
        """
        relation = relations().get(made.relation)
        if relation is None:
            raise StaleError(f"no relation is called {made.relation!r}")
        subject, target = self.entity(made.subject), self.target(made.object, relation.range)
        ends = {(subject, target), (target, subject)} if relation.symmetric else {(subject, target)}
        wanted = self.paragraphs(made) if made.paragraph else None
        found = [
            URIRef(str(statement))
            for one, other in ends
            for statement in self.graph.subjects(RDF.subject, one)
            if triple(self.graph, statement)[1:] == (relation.iri, other)
            and (wanted is None or self.graph.value(statement, PROV.wasQuotedFrom) in wanted)
            and not is_inverse(self.graph, statement)
        ]
        if not found:
            raise StaleError("the graph states nothing like it")
        return sorted(found)

    def paragraphs(self, made: Decision) -> set[Node]:
        """Return the paragraphs that a decision names by report and number; all of the report without a number.

        Raises:
            StaleError: there are none.
        """
        found = {
            paragraph
            for report in self.graph.subjects(DCTERMS.identifier, Literal(made.report))
            for paragraph in self.graph.subjects(DCTERMS.isPartOf, report)
            if not made.paragraph
            or made.paragraph
            in {str(self.graph.value(paragraph, SG.number)), str(paragraph).rpartition("/")[2]}
        }
        if not found:
            raise StaleError(f"there is no paragraph {made.paragraph} in {made.report}".replace("  ", " "))
        return found

    def names(self, entity: URIRef, label: URIRef) -> list[Literal]:
        """Return the names that an entity has by one of the two properties of names."""
        return [name for name in self.graph.objects(entity, label) if isinstance(name, Literal)]

    def tagged(self, text: str) -> Literal:
        """Return a name in its language: that after "@", else the reports' own."""
        match = TAGGED.fullmatch(text)
        return (
            Literal(match["name"], lang=match["language"]) if match else Literal(text, lang=self.language())
        )

    def language(self) -> str:
        """Return the language of the graph's reports."""
        return min((str(code) for code in self.graph.objects(None, DCTERMS.language)), default="zh")
