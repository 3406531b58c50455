"""Which names bodies bear and bore: what reports and the registry say of a change, and where each name stands."""

import pytest
from identifying import Teller
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import SKOS

from graph.identity.names import key
from graph.identity.naming import bearings
from graph.identity.pairings import pairings

OLD, NEW = "国际湖泊观测协会", "国际水域研究协会"
OLD_EN, NEW_EN = "Institute for Lake Observation", "Institute for Water Studies"


@pytest.mark.parametrize(
    ("text", "year"),
    [
        (f"{NEW}（前称{OLD}）在日内瓦开会。", ""),
        (f"{NEW}，原名{OLD}，有会员百名。", ""),
        (f"{NEW}（1993年前称{OLD}）有会员百名。", "1993"),
        (f"{OLD}（现为{NEW}）有会员百名。", ""),
        (f"{OLD}于1993年更名为{NEW}。", "1993"),
        (f"{OLD}1993年5月改名为{NEW}，有会员百名。", "1993"),
        (f"The {NEW_EN} (formerly the {OLD_EN}) met in Geneva.", ""),
        (f"The {NEW_EN}, previously known as the {OLD_EN}, met.", ""),
        (f"The {NEW_EN} (until 1993, formerly the {OLD_EN}) met.", "1993"),
        (f"The {OLD_EN}, now the {NEW_EN}, met.", ""),
        (f"The {OLD_EN} was renamed the {NEW_EN} in 1993.", "1993"),
    ],
)
def test_texts_say_which_name_took_the_place_of_which_and_when(text: str, year: str) -> None:
    known = dict.fromkeys(map(key, (OLD, NEW, OLD_EN, NEW_EN)))
    (found,) = [pair for pair in pairings([("R §1", text)], known) if pair.former]
    former = found.known if found.former == "known" else key(found.other)
    later = key(found.other) if found.former == "known" else found.known
    assert (former, later) in {(key(OLD), key(NEW)), (key(OLD_EN), key(NEW_EN))}
    assert found.when == year
    assert found.ground.startswith("R §1 gives it as the ")


@pytest.mark.parametrize(
    "text",
    [
        "Anyone who (formerly Nobody) met.",  # the World Health Organization has a capital
        f"The {OLD_EN} now works in Geneva.",
        f"The {OLD_EN} was founded in 1993.",
        f"{OLD}与{NEW}开会。",
    ],
)
def test_what_looks_like_a_change_of_name_is_none(text: str) -> None:
    known = dict.fromkeys(map(key, (OLD, NEW, OLD_EN, NEW_EN, "WHO")))
    assert not [pair for pair in pairings([("R §1", text)], known) if pair.former]


def of(graph: Graph, body: URIRef | None = None) -> dict[object, tuple[object, object]]:
    return {row["name"]: (row["status"], row["changed"]) for row in bearings(graph, body)}


def test_a_name_that_another_body_has_is_not_taken_from_it() -> None:
    teller = Teller()
    line = {"group": "", "is": "", "kind": "NGO"}
    teller.tell({**line, "names": NEW, "text": f"{NEW}（前称{OLD}）有会员百名。"})
    assert of(teller.graph) == {OLD: ("former", ""), NEW: ("later", "")}
    teller.tell({**line, "names": OLD})
    assert of(teller.graph) == {}


def test_a_name_between_two_is_a_former_one_and_names_come_in_their_order() -> None:
    teller = Teller()
    names = ("沙丘观测协会", "沙丘研究协会", "沙丘与绿洲协会")
    text = f"{names[0]}于1993年改名为{names[1]}。{names[1]}于2001年更名为{names[2]}。"
    told = teller.tell(
        {"group": "", "is": "", "kind": "NGO", "names": "; ".join(reversed(names)), "text": text}
    )
    assert of(teller.graph, URIRef(told.iri)) == {
        names[0]: ("former", "1993"),
        names[1]: ("former", "2001"),
        names[2]: ("later", "2001"),
    }


def test_a_name_too_general_to_be_kept_does_not_stand_in_the_way_of_what_is_said_of_it() -> None:
    teller = Teller()
    text = f"{NEW}（前称秘书处）有会员百名。该会的秘书处（前称{OLD}）有十人。"
    teller.tell({"group": "", "is": "", "kind": "NGO", "names": NEW, "text": text})
    assert of(teller.graph) == {NEW: ("later", "")}


def test_the_registry_says_which_names_were_borne_before() -> None:
    teller = Teller()
    told = teller.tell({"group": "", "is": "", "kind": "Intergovernmental", "names": "伊斯兰合作组织"})
    found = of(teller.graph)
    assert found["伊斯兰会议组织"] == ("former", "2011")
    assert found["伊斯兰合作组织"] == ("later", "2011")
    teller.graph.add((URIRef(told.iri), SKOS.altLabel, Literal("伊合", lang="zh")))
    assert of(teller.graph)["伊合"] == ("", "")
