"""The transformer's layers: every character has its vector, whatever is written, and knows the words around it."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.finding.encoder import WIDTH
from extract.finding.transformer import CONTEXT, HIDDEN, LONGEST, Transformer, transformer
from extract.finding.words import Words, embedded
from extract.pipeline import load_pipeline

READ = Transformer("zh")


@given(st.text(min_size=1, max_size=60))
@settings(deadline=None)
def test_pieces_follow_each_other_and_leave_out_no_character(text: str) -> None:
    pieces = [piece for piece in READ.pieces(text) if piece.last >= 0]
    places = [place for piece in pieces for place in range(max(0, piece.first), piece.last + 1)]
    assert places == sorted(places)
    dropped = {place for place, character in enumerate(text) if character.isspace()}
    assert set(range(len(text))) - dropped <= set(places)


def test_a_known_word_is_one_piece_and_an_unknown_character_is_read_all_the_same() -> None:
    first, word, verb, strange = READ.pieces("世界银行主办𠮷")[0], *READ.pieces("世界主办𠮷")[-3:]
    assert first.last == -1  # what begins a sentence stands for no character
    assert [(piece.first, piece.last) for piece in (word, verb, strange)] == [(0, 1), (2, 3), (4, 4)]


def test_a_vector_knows_what_comes_after() -> None:
    one, other = READ("世界银行主办了论坛"), READ("世界银行退出了论坛")
    assert one.shape == (9, CONTEXT)
    assert not np.allclose(one[0, :HIDDEN], other[0, :HIDDEN])


def test_width_does_not_matter_and_a_word_is_told_by_its_edges() -> None:
    assert np.array_equal(READ("在ＵＮＤＰ主持"), READ("在UNDP主持"))
    assert READ("世界")[:, HIDDEN:].tolist() == [[1.0, 0.0], [0.0, 1.0]]


def test_a_sentence_longer_than_the_layers_read_at_once_is_read_to_its_end() -> None:
    text = "会议由世界银行主办，" * LONGEST
    read = READ(text)
    assert len(read) == len(text)
    assert np.abs(read[:, :HIDDEN]).sum(axis=1).min() > 0


def test_a_language_begins_without_layers_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    assert transformer("xx") is None
    monkeypatch.setattr("extract.finding.words.transformer", lambda _: None)
    nlp = load_pipeline("zh")
    doc = Words(nlp, "words", "zh", "lac")(nlp.make_doc("世界银行主办了论坛"))
    assert doc.spans["words"][0].text == "世界银行"
    assert not embedded(doc)[:, WIDTH:].any()
