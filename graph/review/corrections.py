"""Corrections: what people decided, replayed on a graph; each leaves in it who decided, when, and on what."""

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rdflib import OWL, RDF, RDFS, XSD, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, PROV, SKOS
from rdflib.term import Node

from graph.network.projection import kind as kind_of
from graph.reports import base_of
from graph.review.decisions import Decision, identity
from graph.trust.mentioned import describe, mentioned
from graph.trust.missed import BY_HAND
from ontology.errors import StakegraphError
from ontology.iris import date_literal, room, slug
from ontology.links import link_iri
from ontology.namespaces import ITSRDF, NIF, OA, SCHEMA, SG
from ontology.symmetry import complete, is_inverse
from ontology.terms import Relation, kinds, relations, top_kind

TAGGED = re.compile(r"(?P<name>.+)@(?P<language>[a-z]{2,3}(-[A-Za-z0-9]+)*)", re.DOTALL)
STATEMENT_ACTIONS = ("accept", "reject")


class StaleError(Exception):
    """A decision does not apply to the graph, or no longer; the message says why."""


@dataclass(frozen=True, slots=True)
class Unapplied:
    """A decision that does not apply, and why."""

    decision: Decision
    reason: str

    def __str__(self) -> str:
        """Return it as one line."""
        made = self.decision
        about = " | ".join(filter(None, (made.subject, made.relation, made.object)))
        return f"{made.action} {about} ({made.who}, {made.when[:10]}) no longer applies: {self.reason}"


def correct(graph: Graph, decisions: Sequence[Decision]) -> tuple[Unapplied, ...]:
    """Replay decisions on a graph, in their order, and return those that do not apply.

    Of several verdicts on one statement the last holds. What has been replayed on this graph before is left out.
    """
    corrector = Corrector(graph)
    verdicts = {about(made): made for made in decisions if made.action in STATEMENT_ACTIONS}
    left = []
    for made in decisions:
        if made.action not in STATEMENT_ACTIONS or verdicts[about(made)] == made:
            try:
                corrector.apply(made)
            except StaleError as reason:
                left.append(Unapplied(made, str(reason)))
    corrector.finish()
    return tuple(left)


def about(made: Decision) -> tuple[str, ...]:
    """Return the statement, or the entity, that a verdict is on."""
    return made.subject, made.relation, made.object, made.report, made.paragraph


class Corrector:
    """Applies decisions to one graph.

    Raises:
        StakegraphError: the graph names no report, so that nothing tells what its IRIs begin with.
    """

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.base = base_of(graph)
        if not self.base:
            raise StakegraphError("the graph names no report; correct one that was built from reports")
        self.actions: dict[str, Callable[[Decision, URIRef], None]] = {
            "accept": self.accept,
            "reject": self.reject,
            "merge": self.merge,
            "distinct": self.distinct,
            "split": self.split,
            "rename": self.rename,
            "retype": self.retype,
            "link": self.link,
            "unlink": self.unlink,
            "create": self.create,
            "add": self.add,
            "dismiss": self.dismiss,
        }

    def apply(self, made: Decision) -> None:
        """Carry out one decision; `finish` is called after the last.

        Raises:
            StaleError: it does not apply, and the graph is as it was.
        """
        key = hashlib.sha256(identity(made).encode()).hexdigest()[:12]
        review = URIRef(f"{self.base}review/{key}")
        if (review, RDF.type, SG.Review) not in self.graph:
            self.actions[made.action](made, review)

    def finish(self) -> None:
        """Give symmetric ties in both directions again, after what was decided of either."""
        for statement in [s for s in self.graph.subjects(PROV.wasDerivedFrom) if is_inverse(self.graph, s)]:
            self.drop(statement)
        complete(self.graph)

    # ---------------------------------------------------------------------------------------- what a decision does

    def accept(self, made: Decision, review: URIRef) -> None:
        """Take statements, or an entity with its names, for right."""
        if not made.relation:
            self.record(made, review, [self.entity(made.subject)])
            return
        found = self.statements(made)
        self.record(made, review, found)
        for statement in found:
            self.graph.set((statement, SG.confidence, Literal(Decimal("1.0"))))

    def reject(self, made: Decision, review: URIRef) -> None:
        """Take statements out, and the entities that nothing speaks of then."""
        found = {statement: self.triple(statement) for statement in self.statements(made)}
        for statement, (subject, _, target) in found.items():
            quoted = self.graph.value(statement, PROV.wasQuotedFrom)
            self.drop(statement)
            if quoted is not None:  # the mark that is left belongs to the report
                self.graph.add((statement, PROV.wasQuotedFrom, quoted))
            self.forget(subject)
            self.forget(target)
        self.record(made, review, found, PROV.wasInvalidatedBy)

    def merge(self, made: Decision, review: URIRef) -> None:
        """Make one of two entities: the object gets what is said of the subject, and its names."""
        gone, kept = self.entity(made.subject), self.entity(made.object)
        if gone == kept:
            raise StaleError("the two are one already")
        self.check_kind(gone, self.top(kept))
        touched = [*self.graph.subjects(RDF.subject, gone), *self.graph.subjects(RDF.object, gone)]
        preferred = {name.language for name in self.names(kept, SKOS.prefLabel)}
        for name in self.names(gone, SKOS.prefLabel):
            known = name.language in preferred
            self.graph.add((kept, SKOS.altLabel if known else SKOS.prefLabel, name))
        for name in self.names(gone, SKOS.altLabel):
            self.graph.add((kept, SKOS.altLabel, name))
        for name in self.names(kept, SKOS.prefLabel):
            self.graph.remove((kept, SKOS.altLabel, name))
        if any(name.language == "en" for name in self.names(kept, SKOS.prefLabel)):
            self.graph.remove((kept, SG.madeName, None))
        for dropped in (SKOS.prefLabel, SKOS.altLabel, SG.madeName, RDF.type):
            self.graph.remove((gone, dropped, None))
        for predicate, target in [*self.graph.predicate_objects(gone)]:
            self.graph.add((kept, predicate, target))
        for node, predicate in [*self.graph.subject_predicates(gone)]:
            self.graph.add((node, predicate, kept))
        self.graph.remove((gone, None, None))
        self.graph.remove((None, None, gone))
        self.graph.add((kept, DCTERMS.replaces, gone))
        for statement in touched:
            if self.graph.value(statement, RDF.subject) == self.graph.value(statement, RDF.object):
                self.drop(statement)
        self.record(made, review, [kept, *(s for s in touched if (s, RDF.type, RDF.Statement) in self.graph)])
        self.graph.add((kept, SG.linkedBy, Literal(f"{gone.rpartition('/')[2]}: merged by {made.who}")))

    def distinct(self, made: Decision, review: URIRef) -> None:
        """Keep two entities apart for good."""
        one, other = self.entity(made.subject), self.entity(made.object)
        self.graph.add((one, OWL.differentFrom, other))
        self.record(made, review, [one, other])

    def split(self, made: Decision, review: URIRef) -> None:
        """Let what one paragraph calls the subject be another thing, which is made if there is none of the name."""
        known = self.entity(made.subject)
        paragraphs = self.paragraphs(made)
        touched = [
            (statement, part)
            for part in (RDF.subject, RDF.object)
            for statement in self.graph.subjects(part, known)
            if self.graph.value(statement, PROV.wasQuotedFrom) in paragraphs
        ]
        if not touched:
            raise StaleError("that paragraph states nothing of it")
        statements = [statement for statement, _ in touched]
        other = self.made(made.value, kind_of(self.graph, known))
        if other == known or any(other in self.triple(statement) for statement in statements):
            raise StaleError("it would be joined to itself")
        self.check_kind(known, self.top(other), statements)
        for statement in dict.fromkeys(statement for statement, _ in touched):
            said = self.triple(statement)
            for part in (RDF.subject, RDF.object):
                if (statement, part) in touched:
                    self.graph.set((statement, part, other))
            self.unsay(said)
            if (statement, SG.modality, SG.asserted) in self.graph:
                self.graph.add(self.triple(statement))
            for mention in self.mentions(statement):
                if self.graph.value(mention, ITSRDF.taIdentRef) == known:
                    self.graph.set((mention, ITSRDF.taIdentRef, other))
        self.record(made, review, [other, *(statement for statement, _ in touched)])
        self.forget(known)

    def rename(self, made: Decision, review: URIRef) -> None:
        """Give an entity a preferred name; the one it had stays as another."""
        entity, name = self.entity(made.subject), self.tagged(made.value)
        for old in self.names(entity, SKOS.prefLabel):
            if old.language == name.language:
                self.graph.remove((entity, SKOS.prefLabel, old))
                self.graph.add((entity, SKOS.altLabel, old))
        self.graph.remove((entity, SKOS.altLabel, name))
        self.graph.add((entity, SKOS.prefLabel, name))
        self.graph.remove((entity, SG.madeName, None))  # it was made of the name that this one had
        self.record(made, review, [entity])

    def retype(self, made: Decision, review: URIRef) -> None:
        """Give an entity another kind."""
        entity = self.entity(made.subject)
        wanted = self.kind(made.value)
        self.check_kind(entity, top_kind(wanted))
        for one in kinds().values():
            self.graph.remove((entity, RDF.type, one.iri))
        for name in (wanted, top_kind(wanted)):
            self.graph.add((entity, RDF.type, kinds()[name].iri))
        self.record(made, review, [entity])

    def link(self, made: Decision, review: URIRef) -> None:
        """Say that an entity is what another dataset has under an identifier."""
        entity = self.entity(made.subject)
        self.graph.add((entity, SKOS.exactMatch, self.elsewhere(made.value)))
        self.record(made, review, [entity])

    def unlink(self, made: Decision, review: URIRef) -> None:
        """Take a link away."""
        entity, link = self.entity(made.subject), self.elsewhere(made.value)
        if (entity, SKOS.exactMatch, link) not in self.graph:
            raise StaleError("it has no such link")
        self.graph.remove((entity, SKOS.exactMatch, link))
        self.record(made, review, [entity])

    def create(self, made: Decision, review: URIRef) -> None:
        """Make an entity, of which facts can be added then."""
        self.record(made, review, [self.made(made.subject, self.kind(made.value))])

    def add(self, made: Decision, review: URIRef) -> None:
        """State a fact by hand, with the words and the source that say so; one that is stated there is accepted."""
        relation = relations().get(made.relation)
        if relation is None:
            raise StaleError(f"no relation is called {made.relation!r}; there are {', '.join(relations())}")
        described = [thing for text in (made.subject, made.object) for thing in self.described(text)]
        try:
            self.state(made, relation, review)
        except StaleError:
            for thing in described:
                self.graph.remove((thing, None, None))
            raise

    def described(self, text: str) -> list[URIRef]:
        """Return what a decision names and no statement speaks of, now that it is described; nothing for others."""
        try:
            self.entity(text)
        except StaleError:
            thing = mentioned(self.graph, self.base, text)
            known = thing is None or (thing, SKOS.prefLabel, None) in self.graph
            return [thing] if thing and not known and describe(self.graph, self.base, thing) else []
        return []

    def dismiss(self, made: Decision, review: URIRef) -> None:
        """Take a suspect sentence for one that states nothing more than was read."""
        for suspect in (URIRef(made.subject), URIRef(self.base + made.subject)):
            if (suspect, RDF.type, SG.Suspect) in self.graph:
                self.record(made, review, [suspect])
                return
        raise StaleError("no such sentence is suspected of stating more")

    def state(self, made: Decision, relation: Relation, review: URIRef) -> None:
        """Add the statement of a fact that was added by hand."""
        subject = self.entity(made.subject)
        target = self.target(made.object, relation.range)
        if subject == target:
            raise StaleError("it would be joined to itself")
        allowed = relation.range if isinstance(target, URIRef) else None
        if self.top(subject) not in relation.domain or (
            allowed is not None and self.top(target) not in allowed
        ):
            raise StaleError(f"{made.relation} joins no such things; see stakegraph vocabulary html")
        paragraph = self.source(made)
        same = [
            statement
            for statement in self.graph.subjects(RDF.subject, subject)
            if self.triple(statement) == (subject, relation.iri, target)
            and (statement, PROV.wasQuotedFrom, paragraph) in self.graph
            and (statement, SG.modality, SG.asserted) in self.graph
        ]
        if same:
            self.record(made, review, same)
            return
        text = str(self.graph.value(paragraph, NIF.isString))
        begin = text.index(made.words)
        report = self.graph.value(paragraph, DCTERMS.isPartOf)
        statement = URIRef(f"{report}/statement/{str(review).rpartition('/')[2]}")
        language = getattr(self.graph.value(paragraph, NIF.isString), "language", None)
        self.graph.add((subject, relation.iri, target))
        for predicate, value in (
            (RDF.type, RDF.Statement),
            (RDF.subject, subject),
            (RDF.predicate, relation.iri),
            (RDF.object, target),
            (SG.modality, SG.asserted),
            (SG.confidence, Literal(Decimal("1.0"))),
            (SG.foundBy, Literal(BY_HAND)),
            (PROV.wasQuotedFrom, paragraph),
            (OA.exact, Literal(made.words, lang=language)),
            (NIF.beginIndex, Literal(begin, datatype=XSD.nonNegativeInteger)),
            (NIF.endIndex, Literal(begin + len(made.words), datatype=XSD.nonNegativeInteger)),
        ):
            self.graph.add((statement, predicate, value))
        self.record(made, review, [statement], PROV.wasGeneratedBy)

    # --------------------------------------------------------------------------------- what decisions speak of

    def entity(self, text: str) -> URIRef:
        """Return the entity that a decision names: by path, IRI, or a name that no other thing has."""
        for iri in (URIRef(text), URIRef(self.base + text)):
            known = self.graph.value(None, DCTERMS.replaces, iri) or iri
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

    def target(self, text: str, allowed: Iterable[str]) -> URIRef | Literal:
        """Return the object of a fact: an entity, a date or a number."""
        try:
            if "integer" in allowed:
                return Literal(int(text), datatype=XSD.integer)
            return date_literal(text) if "date" in allowed else self.entity(text)
        except ValueError as error:
            raise StaleError(str(error)) from error

    def statements(self, made: Decision) -> list[URIRef]:
        """Return the statements that a verdict is on."""
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
            if self.triple(statement)[1:] == (relation.iri, other)
            and (wanted is None or self.graph.value(statement, PROV.wasQuotedFrom) in wanted)
            and not is_inverse(self.graph, statement)
        ]
        if not found:
            raise StaleError("the graph states nothing like it")
        return sorted(found)

    def paragraphs(self, made: Decision) -> set[Node]:
        """Return the paragraphs that a decision names by report and number; all of the report without a number."""
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

    def source(self, made: Decision) -> URIRef:
        """Return the paragraph that the words of an added fact stand in; one of a source of its own is made."""
        report = URIRef(f"{self.base}source-{slug(made.report)}")
        if {*self.graph.subjects(DCTERMS.identifier, Literal(made.report))} - {report}:
            for paragraph in sorted(self.paragraphs(made), key=str):
                if made.words in str(self.graph.value(paragraph, NIF.isString)):
                    return URIRef(str(paragraph))
            raise StaleError(f"{made.report} does not have these words there")
        language = self.language()
        key = hashlib.sha256(f"{made.paragraph}\n{made.words}".encode()).hexdigest()[:8]
        paragraph = URIRef(f"{report}/paragraph/{key}")
        for subject, predicate, value in (
            (report, RDF.type, SG.Report),
            (report, RDF.type, SCHEMA.CreativeWork),
            (report, DCTERMS.identifier, Literal(made.report)),
            (report, DCTERMS.title, Literal(made.report, lang=language)),
            (report, DCTERMS.language, Literal(language)),
            (paragraph, RDF.type, SG.Paragraph),
            (paragraph, RDF.type, NIF.Context),
            (paragraph, SG.number, Literal(made.paragraph or "0")),
            (paragraph, NIF.isString, Literal(made.words, lang=language)),
            (paragraph, DCTERMS.isPartOf, report),
        ):
            self.graph.add((subject, predicate, value))
        return paragraph

    def language(self) -> str:
        """Return the language of the graph's reports."""
        return min((str(code) for code in self.graph.objects(None, DCTERMS.language)), default="zh")

    def tagged(self, text: str) -> Literal:
        """Return a name in its language: that after "@", else the reports' own."""
        match = TAGGED.fullmatch(text)
        return (
            Literal(match["name"], lang=match["language"]) if match else Literal(text, lang=self.language())
        )

    def made(self, name: str, kind: str) -> URIRef:
        """Return the entity of a name, which is made where there is none."""
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

    def kind(self, name: str) -> str:
        """Return the kind of a name."""
        if name not in kinds():
            raise StaleError(f"no kind is called {name!r}; there are {', '.join(kinds())}")
        return name

    def check_kind(self, entity: URIRef, top: str, within: Iterable[Node] | None = None) -> None:
        """Check that what is said of an entity, or what some statements say, can be said of one of a top kind."""
        by_iri = {relation.iri: relation for relation in relations().values()}
        considered = None if within is None else set(within)
        for part, other in ((RDF.subject, "domain"), (RDF.object, "range")):
            for statement in self.graph.subjects(part, entity):
                relation = by_iri.get(URIRef(str(self.graph.value(statement, RDF.predicate))))
                if considered is not None and statement not in considered:
                    continue
                if relation is not None and top not in getattr(relation, other):
                    raise StaleError(f"things of kind {top or 'unknown'} have no part in {relation.name}")

    def elsewhere(self, text: str) -> URIRef:
        """Return the IRI of an identifier in another dataset."""
        try:
            return URIRef(link_iri(text))
        except ValueError as error:
            raise StaleError(str(error)) from error

    def top(self, node: Node) -> str:
        """Return the top kind of an entity, "" for none."""
        found = kind_of(self.graph, URIRef(str(node)))
        return top_kind(found) if found else ""

    def names(self, entity: URIRef, label: URIRef) -> list[Literal]:
        """Return the names that an entity has by one of the two properties of names."""
        return [name for name in self.graph.objects(entity, label) if isinstance(name, Literal)]

    # ------------------------------------------------------------------------------------ what happens to a graph

    def record(
        self,
        made: Decision,
        review: URIRef,
        touched: Iterable[Node],
        how: URIRef = PROV.wasInfluencedBy,
    ) -> None:
        """Write down who decided, when and why, and what it touched."""
        reviewer = URIRef(f"{self.base}reviewer/{slug(made.who) or 'unknown'}")
        when = made.when if "T" in made.when else f"{made.when}T00:00:00"
        for kind in (SG.Review, PROV.Activity):
            self.graph.add((review, RDF.type, kind))
        self.graph.add((review, SG.decision, Literal(made.action)))
        self.graph.add((review, PROV.wasAssociatedWith, reviewer))
        self.graph.add((review, PROV.endedAtTime, Literal(when, datatype=XSD.dateTime)))
        if made.why:
            self.graph.add((review, RDFS.comment, Literal(made.why)))
        self.graph.add((reviewer, RDF.type, PROV.Person))
        self.graph.add((reviewer, RDFS.label, Literal(made.who)))
        for node in touched:
            self.graph.add((node, how, review))

    def triple(self, statement: Node) -> tuple[Node, Node, Node]:
        """Return what a statement states."""
        parts = (self.graph.value(statement, part) for part in (RDF.subject, RDF.predicate, RDF.object))
        subject, predicate, target = parts
        assert subject is not None and predicate is not None and target is not None
        return subject, predicate, target

    def mentions(self, statement: Node) -> list[Node]:
        """Return the mentions of a statement."""
        return [m for p in (SG.subjectMention, SG.objectMention) for m in self.graph.objects(statement, p)]

    def drop(self, statement: Node) -> None:
        """Take out a statement, its mentions that no other has, and the triple where nothing else asserts it."""
        said, mentions = self.triple(statement), self.mentions(statement)
        self.graph.remove((statement, None, None))
        for mention in mentions:
            if not set(self.graph.subjects(None, mention)):
                self.graph.remove((mention, None, None))
        self.unsay(said)

    def unsay(self, said: tuple[Node, Node, Node]) -> None:
        """Take out a triple that no statement asserts."""
        subject, predicate, target = said
        for other in self.graph.subjects(RDF.subject, subject):
            if self.triple(other) == said and (other, SG.modality, SG.asserted) in self.graph:
                return
        self.graph.remove((subject, predicate, target))

    def forget(self, entity: Node) -> None:
        """Take out an entity of which no statement speaks."""
        spoken = (None, RDF.subject, entity) in self.graph or (None, RDF.object, entity) in self.graph
        if isinstance(entity, URIRef) and not spoken:
            self.graph.remove((entity, None, None))
