"""The transformer's layers: every character has its vector, whatever is written, and knows the words around it."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.finding.transformer import DOWN, HIDDEN, LONGEST, UP, Transformer, covered, cutter

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


@given(st.text(alphabet="世界银行主办 The-Fund's 2015\u3000", min_size=1, max_size=60), st.data())
@settings(deadline=None)
def test_what_covers_a_stretch_reaches_over_all_of_it(text: str, data: st.DataObject) -> None:
    begin = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(begin + 1, len(text)))
    for cut in (CUT, cutter("en")):
        pieces = cut(text)
        ((first, last),) = covered(pieces, np.array([(begin, end)]))
        assert 0 <= first <= last < len(pieces)
        seen = {place for piece in pieces[first : last + 1] for place in range(piece.first, piece.last + 1)}
        assert {place for place in range(begin, end) if not text[place].isspace()} <= seen


def test_a_vector_knows_what_comes_after() -> None:
    one, other = (READ.read(CUT(text)).pieces for text in ("世界银行主办了论坛", "世界银行退出了论坛"))
    assert one.shape[1] == HIDDEN
    assert not np.allclose(one[0], other[0])


def test_width_does_not_matter() -> None:
    one, other = (READ.read(CUT(text)).pieces for text in ("在ＵＮＤＰ主持", "在UNDP主持"))
    assert np.array_equal(one, other)


def test_a_sentence_longer_than_the_layers_read_at_once_is_read_to_its_end() -> None:
    pieces = CUT("会议由世界银行主办，" * LONGEST)
    read = READ.read(pieces).pieces
    assert len(read) == len(pieces) > LONGEST
    assert np.abs(read).sum(axis=1).min() > 0


@pytest.mark.parametrize(("language", "word"), [("en", "▁Organization"), ("zh", "世界")])
def test_each_language_has_pieces_of_its_own(language: str, word: str) -> None:
    assert word in cutter(language).rows


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
