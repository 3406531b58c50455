"""Statements as RDF: entities, asserted triples, and for each statement the words that prove it."""

import hashlib
from collections.abc import Iterable, Iterator
from decimal import Decimal
from urllib.parse import quote

import pyoxigraph as ox
from oxrdflib.store import OxigraphStore
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, PROV, RDF, RDFS, SKOS, XSD

from extract.analysis import Analysis
from extract.document import Document
from extract.entities import Entity
from extract.provenance import SOFTWARE, release, settings
from extract.relating.context import Dating
from extract.relating.suspects import Suspect
from extract.statements import Evidence, Mention, Statement
from ontology.iris import date_literal, slug
from ontology.merging import merged
from ontology.namespaces import DEFAULT_BASE, ITSRDF, NIF, OA, SCHEMA, SG
from ontology.symmetry import complete
from ontology.terms import kinds, relations, top_kind

FIRST = "zh"  # the language whose text of a report goes by the symbol alone
UNSAFE = ' <>"{}|\\^`%'


def to_rdf(analyses: Iterable[Analysis], base: str = DEFAULT_BASE) -> Graph:
    """Return the graph of what reports state, over the Oxigraph store.

    Args:
        analyses: reports as `analyse` leaves them.
        base: what the IRIs of entities, reports and statements begin with.
    """
    return merged(said(analysis, base) for analysis in analyses)


def said(analysis: Analysis, base: str) -> Iterator[ox.Triple]:
    """Yield the triples of what one report states."""
    store = ox.Store()
    graph = Graph(store=OxigraphStore(store=store))
    Writer(graph, analysis, base).write()
    complete(graph)
    return (quad.triple for quad in store)


def report_iri(report: Document, base: str) -> URIRef:
    """Return the IRI of a report, which its graph is called by."""
    return in_base(base, name_of(report))


def in_base(base: str, path: str) -> URIRef:
    """Return the IRI of a path under a base; letters of every script stand as they are."""
    return URIRef(base + "".join(quote(c) if c in UNSAFE else c for c in path))


class Writer:
    """Writes one report into a graph."""

    def __init__(self, graph: Graph, analysis: Analysis, base: str) -> None:
        self.graph = graph
        self.analysis = analysis
        self.base = base
        self.report: Document = analysis.report
        self.language = self.report.language
        self.spoken = {one.id: one.language or self.language for one in self.report.paragraphs}

    def iri(self, path: str) -> URIRef:
        """Return the IRI of a path under the base."""
        return in_base(self.base, path)

    def write(self) -> None:
        """Add the report, its paragraphs, statements and their entities, what may be missed, and how it was read."""
        report = report_iri(self.report, self.base)
        self.add(report, RDF.type, SG.Report)
        self.add(report, RDF.type, SCHEMA.CreativeWork)
        self.add(report, DCTERMS.identifier, Literal(self.report.id))
        self.add(report, DCTERMS.title, Literal(self.report.title or self.report.id, lang=self.language))
        if self.analysis.title:
            self.add(report, SG.madeName, Literal(self.analysis.title, lang="en"))
        for language in sorted({self.language, *self.spoken.values()}):
            self.add(report, DCTERMS.language, Literal(language))
        spoken_of: dict[str, Entity] = {}
        for statement in self.analysis.statements:
            self.statement(statement)
            for entity in (statement.subject, statement.object):
                if isinstance(entity, Entity):
                    spoken_of[entity.id] = entity
        for entity in list(spoken_of.values()):
            if owner := self.analysis.entities.get(entity.of):
                spoken_of[owner.id] = owner
                self.add(self.entity_iri(entity), SG.ofBody, self.entity_iri(owner))
        for entity in spoken_of.values():
            self.entity(entity)
        for dating in self.analysis.datings:
            self.dating(dating)
        for suspect in self.analysis.suspects:
            self.suspect(suspect)
        self.provenance(report)
        for paragraph in self.report.paragraphs:
            self.paragraph(paragraph.id, paragraph.number, paragraph.text, report)
            for heading in paragraph.headings[-1:]:
                self.add(
                    self.place(paragraph.id),
                    SG.heading,
                    Literal(heading.text, lang=self.spoken[paragraph.id]),
                )

    def provenance(self, report: URIRef) -> None:
        """Add the run that the statements come from, in PROV-O: what it used, by which version, how set."""
        run, agent = self.place_in("extraction"), self.iri(f"software/{SOFTWARE}-{release()}")
        self.add(run, RDF.type, PROV.Activity)
        self.add(run, PROV.used, report)
        self.add(run, PROV.wasAssociatedWith, agent)
        for name, value in settings(self.analysis, self.base).items():
            self.add(run, SG.setting, Literal(f"{name}={value}"))
        self.add(agent, RDF.type, PROV.SoftwareAgent)
        self.add(agent, RDFS.label, Literal(SOFTWARE))
        self.add(agent, SCHEMA.softwareVersion, Literal(release()))
        if self.report.sha256:
            file = self.place_in("file")
            self.add(run, PROV.used, file)
            self.add(file, RDF.type, SCHEMA.MediaObject)
            self.add(file, SCHEMA.encodesCreativeWork, report)
            self.add(file, SCHEMA.sha256, Literal(self.report.sha256))

    def add(self, subject: URIRef, predicate: URIRef, target: URIRef | Literal) -> None:
        """Add one triple."""
        self.graph.add((subject, predicate, target))

    def place_in(self, path: str) -> URIRef:
        """Return the IRI of a part of the report."""
        return self.iri(f"{name_of(self.report)}/{path}")

    def place(self, paragraph: str) -> URIRef:
        """Return the IRI of a paragraph."""
        return self.place_in(f"paragraph/{paragraph}")

    def paragraph(self, identity: str, number: str, text: str, report: URIRef) -> None:
        """Add a paragraph with its words, so that every quotation can be checked within the graph."""
        iri = self.place(identity)
        self.add(iri, RDF.type, SG.Paragraph)
        self.add(iri, RDF.type, NIF.Context)
        self.add(iri, SG.number, Literal(number))
        self.add(iri, NIF.isString, Literal(text, lang=self.spoken[identity]))
        self.add(iri, DCTERMS.isPartOf, report)

    def entity(self, entity: Entity) -> None:
        """Add an entity's kinds, names and links."""
        iri = self.entity_iri(entity)
        for kind in (entity.kind, top_kind(entity.kind)):
            self.add(iri, RDF.type, kinds()[kind].iri)
        for language, names in entity.names.items():
            for place, name in enumerate(names):
                self.add(iri, SKOS.altLabel if place else SKOS.prefLabel, Literal(name, lang=language))
        if entity.made and not entity.names.get("en"):
            self.add(iri, SG.madeName, Literal(entity.made, lang="en"))
        if entity.unnamed:
            self.add(iri, SG.unnamed, Literal(True))
        for step in entity.steps:
            self.add(iri, SG.linkedBy, Literal(step))
        for link in entity.links:
            self.add(iri, SKOS.exactMatch, URIRef(link))
        for former in entity.formerly:
            self.add(iri, OWL.sameAs, self.iri(former))

    def entity_iri(self, entity: Entity) -> URIRef:
        """Return the IRI of an entity."""
        own = slug(self.report.id) + "/"
        ours = entity.id.startswith(own)
        return self.place_in(entity.id.removeprefix(own)) if ours else self.iri(entity.id)

    def statement(self, statement: Statement) -> None:
        """Add a statement with its evidence, and the triple itself where the report asserts it."""
        subject, predicate = self.entity_iri(statement.subject), relations()[statement.property].iri
        target = self.target(statement.object)
        evidence = statement.evidence
        parts = (str(subject), str(predicate), target.n3(), statement.modality, evidence.paragraph)
        name = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]
        iri = self.place_in(f"statement/{name}")
        if statement.modality == "asserted":
            self.add(subject, predicate, target)
        self.add(iri, RDF.type, RDF.Statement)
        self.add(iri, RDF.subject, subject)
        self.add(iri, RDF.predicate, predicate)
        self.add(iri, RDF.object, target)
        self.add(iri, SG.modality, SG[statement.modality])
        self.add(iri, SG.confidence, Literal(Decimal(str(round(statement.confidence, 2)))))
        self.add(iri, SG.foundBy, Literal(statement.rule))
        self.quote(iri, evidence)
        for predicate, said, meant in (
            (SG.subjectMention, statement.subject_mention, subject),
            (SG.objectMention, statement.object_mention, target),
        ):
            if said is not None:
                self.add(iri, predicate, self.mention(evidence.paragraph, said, meant))

    def dating(self, dating: Dating) -> None:
        """Add about when an activity was, where no statement says so, and what that is taken from."""
        activity = self.entity_iri(dating.activity)
        iri = self.place_in(f"dating/{str(activity).rpartition('/')[2]}")
        self.add(iri, RDF.type, SG.Dating)
        self.add(iri, SG.dates, activity)
        self.add(iri, SG.about, date_literal(dating.about))
        self.add(iri, SG.datedBy, Literal(dating.dated_by))
        self.quote(iri, dating.evidence)

    def suspect(self, suspect: Suspect) -> None:
        """Add a sentence that may state more than was read, with what was recognised in it."""
        evidence = suspect.evidence
        parts = (evidence.paragraph, str(evidence.begin), evidence.words)
        name = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]
        iri = self.place_in(f"suspect/{name}")
        self.add(iri, RDF.type, SG.Suspect)
        self.quote(iri, evidence)
        for said, entity in suspect.mentions:
            if entity is None:
                phrase = self.mention(evidence.paragraph, said, None)
            else:
                phrase = self.mention(evidence.paragraph, said, self.entity_iri(entity))
                self.add(phrase, ITSRDF.taClassRef, kinds()[entity.kind].iri)
            self.add(iri, SG.mentions, phrase)

    def quote(self, iri: URIRef, evidence: Evidence) -> None:
        """Add from which words of which paragraph something comes."""
        self.add(iri, PROV.wasGeneratedBy, self.place_in("extraction"))
        self.add(iri, PROV.wasQuotedFrom, self.place(evidence.paragraph))
        self.add(iri, OA.exact, Literal(evidence.words, lang=self.spoken[evidence.paragraph]))
        for position, value in ((NIF.beginIndex, evidence.begin), (NIF.endIndex, evidence.end)):
            self.add(iri, position, Literal(value, datatype=XSD.nonNegativeInteger))

    def mention(self, paragraph: str, said: Mention, meant: URIRef | Literal | None) -> URIRef:
        """Add the words that name something, as a NIF phrase of the paragraph, and return its IRI."""
        iri = URIRef(f"{self.place(paragraph)}/characters/{said.begin}-{said.end}")
        self.add(iri, RDF.type, NIF.Phrase)
        self.add(iri, NIF.referenceContext, self.place(paragraph))
        self.add(iri, NIF.anchorOf, Literal(said.words, lang=self.spoken[paragraph]))
        for position, value in ((NIF.beginIndex, said.begin), (NIF.endIndex, said.end)):
            self.add(iri, position, Literal(value, datatype=XSD.nonNegativeInteger))
        if isinstance(meant, URIRef):
            self.add(iri, ITSRDF.taIdentRef, meant)
        if said.linked_by:
            self.add(iri, SG.linkedBy, Literal(said.linked_by))
        return iri

    def target(self, target: Entity | str | int) -> URIRef | Literal:
        """Return the object of a statement as a node."""
        if isinstance(target, Entity):
            return self.entity_iri(target)
        if isinstance(target, int):
            return Literal(target, datatype=XSD.integer)
        return date_literal(target)


def name_of(report: Document) -> str:
    """Return what a report is called in IRIs: E/2006/63 is E-2006-63, and E-2006-63-en where it is the English text.

    One symbol stands on the texts in all languages; which one is said of all but the Chinese.
    """
    parts = "".join(c if c.isalnum() else " " for c in report.id).split()
    if report.language != FIRST and parts[-1:] != [report.language]:
        parts.append(report.language)
    return "-".join(parts)
