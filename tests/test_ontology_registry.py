import json
import re
from pathlib import Path

import pytest
from rdflib import SH
from rdflib.namespace import SKOS

from ontology.errors import StakegraphError
from ontology.links import AUTHORITIES
from ontology.registry import Entry, load_registry
from ontology.validation import shapes

LAKE = '{"key": "lake", "kind": "NGO", "zh": ["湖泊协会", "湖协"], "en": ["Lake Society"], "wikidata": null}'
RIVER = '{"key": "river", "kind": "Company", "zh": ["大河公司"], "wikidata": "Q42"}'


def folder(path: Path, **files: str) -> Path:
    for name, text in files.items():
        (path / f"{name}.jsonl").write_text(text, encoding="utf-8")
    return path


def test_an_entry_keeps_its_names_in_order_the_preferred_one_first(tmp_path: Path):
    (entry,) = load_registry(folder(tmp_path, a=LAKE))
    names = {"en": ("Lake Society",), "zh": ("湖泊协会", "湖协")}
    assert entry == Entry("lake", "NGO", names, ())


def test_entries_come_in_the_order_of_files_and_lines(tmp_path: Path):
    sea = '{"key": "sea", "kind": "Place", "zh": ["东海"]}'
    loaded = load_registry(folder(tmp_path, b=LAKE, a=f"{RIVER}\n{sea}\n"))
    assert [entry.key for entry in loaded] == ["river", "sea", "lake"]


def test_files_of_other_sorts_are_left_alone(tmp_path: Path):
    (tmp_path / "NOTES.md").write_text("not an entry", encoding="utf-8")
    assert load_registry(folder(tmp_path, a=LAKE))[0].key == "lake"


def test_a_missing_folder_holds_no_entries(tmp_path: Path):
    assert load_registry(tmp_path / "none") == ()


def test_one_name_may_serve_in_two_languages(tmp_path: Path):
    both = '{"key": "abc", "kind": "Company", "zh": ["ABC"], "en": ["ABC"]}'
    assert load_registry(folder(tmp_path, a=both))[0].names == {"en": ("ABC",), "zh": ("ABC",)}


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (LAKE, r"a.jsonl, line 1 has the key 'lake'"),
        (LAKE.replace('"lake"', '"pond"'), r"a.jsonl, line 1 has the name '(Lake Society|湖泊协会)'"),
        ('{"key": "pond", "kind": "NGO", "zh": ["湖协"]}', r"a.jsonl, line 1 has the name '湖协'"),
        ('{"key": "pond", "kind": "NGO", "zh": ["池塘", "池塘"]}', r"b.jsonl, line 2 has the name '池塘'"),
        ('{"key": "pond", "kind": "Dragon", "zh": ["池塘"]}', r"'Dragon' is no kind; use one of Academic, "),
        ('{"key": "pond", "kind": ["NGO"], "zh": ["池塘"]}', r"is no kind"),
        ('{"key": "pond", "zh": ["池塘"]}', r"None is no kind"),
        ('{"kind": "NGO", "zh": ["池塘"]}', r'"key" is missing'),
        ('{"key": "", "kind": "NGO", "zh": ["池塘"]}', r'"key" is missing'),
        ('{"key": "pond", "kind": "NGO"}', r"'pond' has no name"),
        ('{"key": "pond", "kind": "NGO", "zh": []}', r"'pond' has no name"),
        ('{"key": "pond", "kind": "NGO", "zh": "池塘"}', r"'zh' needs a list of names"),
        ('{"key": "pond", "kind": "NGO", "zh": [" 池塘"]}', r"'zh' needs a list of names"),
        ('{"key": "pond", "kind": "NGO", "zh": [""]}', r"'zh' needs a list of names"),
        ('{"key": "pond", "kind": "NGO", "note": ["池塘"]}', r"'note' is no language code"),
        (
            '{"key": "pond", "kind": "NGO", "zh": ["池塘"], "wikidata": "42"}',
            r"'42' is no identifier of wikidata",
        ),
        (
            '{"key": "pond", "kind": "NGO", "zh": ["池塘"], "ror": "01234"}',
            r"'01234' is no identifier of ror",
        ),
        (
            '{"key": "pond", "kind": "NGO", "zh": ["池塘"], "formerly": "body/池塘"}',
            r'"formerly" needs a list',
        ),
        ('{"key": "pond", "kind": "NGO", "zh": ["池塘"], "formerly": ["池塘"]}', r'"formerly" needs a list'),
        (
            '{"key": "pond", "kind": "NGO", "zh": ["池塘"], "former": {"湿地": "1986"}}',
            r'"former" needs names of the entry',
        ),
        (
            '{"key": "pond", "kind": "NGO", "zh": ["池塘"], "former": {"池塘": 1986}}',
            r'"former" needs names of the entry',
        ),
        ('{"key": "pond", "kind": "NGO", "zh": ["池塘"], "unbis": "x"}', r"'x' is no identifier of unbis"),
        (
            '{"key": "pond", "kind": "NGO", "zh": ["池塘"], "wikidata": "Q42"}',
            r"b.jsonl, line 1 has the link 'http://www.wikidata.org/entity/Q42'",
        ),
        ('["pond"]', r"no JSON object"),
        ('{"key": "pond"', r"this is not JSON"),
        ("", r"this is not JSON"),
    ],
)
def test_a_line_that_is_no_entry_is_refused_by_file_and_line(tmp_path: Path, line: str, says: str):
    with pytest.raises(StakegraphError, match=rf"^b\.jsonl, line 2: .*{says}"):
        load_registry(folder(tmp_path, a=LAKE, b=f"{RIVER}\n{line}\n"))


def test_the_registry_that_is_shipped_can_be_read():
    assert {entry.names["zh"][0] for entry in load_registry() if entry.key == "undp"} == {"联合国开发计划署"}


def test_the_registry_that_is_shipped_is_written_in_one_way():
    shipped = sorted((Path(__file__).parents[1] / "ontology" / "registry").glob("*.jsonl"))
    assert shipped
    for path in shipped:
        for line in path.read_text(encoding="utf-8").splitlines():
            assert line == json.dumps(json.loads(line), ensure_ascii=False), f"{path.name}: {line}"


def test_identifiers_of_each_authority_become_links(tmp_path: Path) -> None:
    names = '"key": "bank", "kind": "Bank", "zh": ["银行"]'
    line = "{" + names + ', "wikidata": "Q7164", "ror": "00ae7jd04", "unbis": "1006488"}'
    (entry,) = load_registry(folder(tmp_path, a=line))
    assert entry.links == (
        "http://www.wikidata.org/entity/Q7164",
        "https://ror.org/00ae7jd04",
        "http://metadata.un.org/thesaurus/1006488",
    )


def test_every_ror_identifier_that_is_shipped_has_its_check_digits() -> None:
    digits = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's; the last two are ISO 7064 MOD 97-10
    shipped = (Path(__file__).parents[1] / "ontology" / "registry").glob("*.jsonl")
    entries = [json.loads(line) for path in shipped for line in path.read_text(encoding="utf-8").splitlines()]
    for ror in (entry["ror"] for entry in entries if entry.get("ror")):
        number = sum(digits.index(digit) * 32**place for place, digit in enumerate(reversed(ror[:7])))
        assert (number * 100 + int(ror[7:])) % 97 == 1, ror


def test_an_entry_says_where_it_stood_before_it_was_one(tmp_path: Path) -> None:
    line = LAKE[:-1] + ', "formerly": ["body/湖泊协会"]}'
    assert load_registry(folder(tmp_path, a=line))[0].formerly == ("body/湖泊协会",)


def test_an_entry_says_which_of_its_names_it_bore_before_and_until_when(tmp_path: Path) -> None:
    line = LAKE[:-1] + ', "former": {"湖协": "1986", "Lake Society": ""}}'
    assert load_registry(folder(tmp_path, a=line))[0].former == {"湖协": "1986", "Lake Society": ""}


def test_the_shapes_take_the_links_of_every_authority(tmp_path: Path) -> None:
    (pattern,) = {
        str(shapes().value(constraint, SH.pattern))
        for constraint in shapes().subjects(SH.path, SKOS.exactMatch)
    }
    spaces = {space for space, _ in AUTHORITIES.values()}
    assert all(space.replace(".", r"\.") in pattern for space in spaces)
    assert all(re.fullmatch(pattern, link) for entry in load_registry() for link in entry.links)
