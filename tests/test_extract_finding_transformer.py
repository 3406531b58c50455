"""The transformer's layers: every character has its vector, whatever is written, and knows the words around it."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.finding.transformer import CONTEXT, DOWN, HIDDEN, LONGEST, UP, Transformer, cutter

READ, CUT = Transformer("zh", {}), cutter("zh")


@given(st.text(min_size=1, max_size=60))
@settings(deadline=None)
def test_pieces_follow_each_other_and_leave_out_no_character(text: str) -> None:
    pieces = [piece for piece in CUT(text) if piece.last >= 0]
    places = [place for piece in pieces for place in range(max(0, piece.first), piece.last + 1)]
    assert places == sorted(places)
    dropped = {place for place, character in enumerate(text) if character.isspace()}
    assert set(range(len(text))) - dropped <= set(places)


def test_a_known_word_is_one_piece_and_an_unknown_character_is_read_all_the_same() -> None:
    first, word, verb, strange = CUT("世界银行主办𠮷")[0], *CUT("世界主办𠮷")[-3:]
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


def test_marks_and_changes_of_low_rank_are_heard_by_the_whole_sentence() -> None:
    pieces = CUT("世界银行主办了论坛")
    plain = READ.read(pieces)
    marks = np.zeros((len(pieces), HIDDEN), dtype=np.float32)
    marks[1] = 0.1
    assert not np.allclose(plain.pieces[-1], READ.read(pieces, marks).pieces[-1])
    heeded = plain.shares[0].sum(axis=-1)
    assert (heeded > 0).all() and (heeded < 1).all()  # what begin and end are heeded is not among them
    order = np.random.default_rng(0)
    change = {f"l0.q{UP}": order.normal(size=(HIDDEN, 2)), f"l0.q{DOWN}": order.normal(size=(2, HIDDEN))}
    changed = Transformer("zh", {name: part.astype(np.float32) for name, part in change.items()})
    assert not np.allclose(plain.pieces[-1], changed.read(pieces).pieces[-1])
