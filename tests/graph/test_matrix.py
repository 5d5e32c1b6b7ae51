"""The matrix: what is counted between rows and columns, and what is said of an empty cell."""

from __future__ import annotations

from typing import Any

from graph.answers import MatrixAnswer, MatrixCell
from graph.matrix import MatrixQuestion
from graph.view import View
from schema.statements import Statement
from tests.graph.fixtures import day, document, link, thing, things, view

PAIRS = "partner-country-local-partner"
HOME: tuple[Statement, ...] = (
    document("s", "2020"),
    document("t", "2020"),
    *things(vn="Country", cn="Country", jp="Country", p="Province", q="Province", far="Province"),
    *(link(f"{name}-vn", "located_in") for name in "pq"),
    link("far-cn", "located_in"),
)
"""Two provinces of one country, one of another, and a country of which no more is known."""


def ask(on: View, rows: str, cols: str, as_of: str = "2020", lang: str = "vi", **more: Any) -> MatrixAnswer:
    """The matrix of two dimensions."""
    return on.matrix(MatrixQuestion(rows=rows, cols=cols, day=day(as_of), **more), lang)  # type: ignore[arg-type]


def cell(answer: MatrixAnswer, row: str, col: str) -> MatrixCell:
    """A cell by the ids of its row and column."""
    (found,) = [c for c in answer.cells if (c.row, c.col) == (row, col)]
    return found


def made(*statements: Statement) -> View:
    """A view of statements at home."""
    return view(*HOME, *statements)


# What is counted


def test_a_relation_is_counted_where_its_ends_are() -> None:
    """A relation of an agency with a body abroad counts for the agency's province and the body's country."""
    on = made(
        *things(a="Agency", b="Agency"), link("a-p", "has_jurisdiction"), link("b-far", "has_jurisdiction"),
        link("a-b", "cooperates_with", said="s t"),
    )  # fmt: skip
    found = cell(ask(on, "area", "country"), "x:p", "x:cn")
    assert (found.count, found.certain, found.holds, found.verdict) == (1, 1, "certain", "covered")
    assert (found.witnesses, found.sources, found.independent_sources) == ((("cooperates_with:a-b",),), ("s", "t"), 2)
    turned = cell(ask(on, "country", "area"), "x:cn", "x:p")
    assert (turned.count, turned.witnesses) == (found.count, found.witnesses)


def test_nothing_recorded_is_no_zero() -> None:
    """A cell without links has no number and says that nothing is recorded; one that can have none says so."""
    answer = ask(made(), "area", "country")
    assert len(answer.cells) == 9
    empty, own = cell(answer, "x:p", "x:cn"), cell(answer, "x:p", "x:vn")
    for found, verdict in ((empty, "not_recorded"), (own, "not_applicable")):
        assert (found.verdict, found.count, found.certain, found.holds) == (verdict, None, None, None)
        assert (found.witnesses, found.sources, found.independent_sources) == ((), (), 0)


def test_a_symmetric_relation_is_counted_once() -> None:
    """Twinning said from both sides is one, whichever way it is asked; its sources are joined."""
    on = made(link("p-far", "twinned_with"), link("far-p", "twinned_with", said="t"))
    for rows, cols, ends in (("area", "country", ("x:p", "x:cn")), ("area", "area", ("x:p", "x:far")),
                             ("area", "area", ("x:far", "x:p")), ("country", "country", ("x:vn", "x:cn"))):  # fmt: skip
        found = cell(ask(on, rows, cols), *ends)
        assert (found.count, found.witnesses, found.sources) == (1, (("twinned_with:far-p",),), ("s", "t"))


def test_a_partner_country_is_another_one() -> None:
    """Cooperation inside a country is none with a partner country."""
    on = made(link("p-q", "cooperates_with"))
    assert all(c.count is None for c in ask(on, "area", "country").cells)
    answer = ask(on, "area", "area")
    assert cell(answer, "x:p", "x:q").count == 1
    assert cell(answer, "x:p", "x:p").verdict == "not_applicable"


def test_what_two_meet_in_is_counted_once() -> None:
    """An agreement of three agencies with two of another country is one link, with the two relations that make it."""
    names = ("a", "b", "c")
    on = made(
        *things(m="Agreement", k="Agency", l="Agency", **dict.fromkeys(names, "Agency")),
        *(link(f"{n}-p", "has_jurisdiction") for n in names), *(link(f"{n}-m", "party_to") for n in names),
        *(link(f"{n}-far", "has_jurisdiction") for n in "kl"), *(link(f"{n}-m", "party_to") for n in "kl"),
    )  # fmt: skip
    found = cell(ask(on, "area", "country"), "x:p", "x:cn")
    assert (found.count, found.witnesses) == (1, (("party_to:a-m", "party_to:k-m"),))
    assert cell(ask(on, "area", "country"), "x:far", "x:vn").count == 1


def test_what_many_meet_in_joins_nobody() -> None:
    """A collective of events, such as all spring festivals, does not join those who take part in one of them."""
    on = made(thing("m", "Event", traversable=False), link("p-m", "participates_in"), link("far-m", "participates_in"))
    assert cell(ask(on, "area", "country"), "x:p", "x:cn").verdict == "not_recorded"


def test_where_an_agreement_applies_is_counted_with_it() -> None:
    """An agreement that applies to two provinces is one link between them, and taking part in it does not add one."""
    on = made(*things(m="Agreement"), link("m-p", "applies_to"), link("m-far", "applies_to"))
    found = cell(ask(on, "area", "country"), "x:p", "x:cn")
    assert (found.count, found.witnesses) == (1, (("applies_to:m-p", "applies_to:m-far"),))
    joined = made(
        *things(m="Agreement"), link("m-p", "applies_to"), link("m-far", "applies_to"), link("p-m", "party_to")
    )
    assert cell(ask(joined, "area", "country"), "x:p", "x:cn").witnesses == (("party_to:p-m",),)


def test_relations_that_connect_nobody_are_counted_only_if_asked() -> None:
    """Where something was signed and membership are no links, unless the relation type is named."""
    on = made(*things(m="Agreement"), link("m-p", "signed_at"), link("far-m", "party_to"), link("p-far", "borders"))
    assert cell(ask(on, "area", "country"), "x:p", "x:cn").count is None
    assert cell(ask(on, "area", "country", relations=("borders",)), "x:p", "x:cn").count == 1
    assert ask(on, "area", "country", relations=("borders",)).relations == ("borders",)


def test_a_collective_is_counted_and_marked() -> None:
    """What stands for several unnamed ones is no named partner."""
    on = made(
        thing("n", "NGO", traversable=False), *things(k="NGO"), *(link(f"{n}-jp", "based_in") for n in "nk"),
        *(link(f"{n}-p", "operates_in") for n in "nk"),
    )  # fmt: skip
    found = cell(ask(on, "area", "country"), "x:p", "x:jp")
    assert (found.count, found.collectives) == (2, 1)
    kinds = ask(on, "kind", "area")
    assert (cell(kinds, "kind:NGO", "x:p").count, cell(kinds, "kind:NGO", "x:p").collectives) == (2, 1)


# When it is counted


def test_the_day_decides() -> None:
    """A relation counts while it holds; before and after, nothing is recorded; an event counts from its day on."""
    on = made(
        *things(e="Event"), link("p-far", "twinned_with", "2012/2014"),
        link("q-e", "sends", "2013-05-01"), link("e-far", "visits", "2013-05-01"),
    )  # fmt: skip
    counts = {
        year: [cell(ask(on, "area", "country", year), p, "x:cn").count for p in ("x:p", "x:q")]
        for year in ("2010", "2013", "2020")
    }
    assert counts == {"2010": [None, None], "2013": [1, 1], "2020": [None, 1]}


def test_old_news_is_possible() -> None:
    """What holds only possibly is counted where nothing is certain, and marked; asked for certainty it is not."""
    on = made(link("p-far", "twinned_with", None), link("p-far", "exchanges_with"), link("q-far", "twinned_with", None))
    best = ask(on, "area", "country", "2035")
    mixed, old = cell(best, "x:p", "x:cn"), cell(best, "x:q", "x:cn")
    assert (mixed.count, mixed.certain, mixed.holds) == (1, 1, "certain")
    assert (old.count, old.certain, old.holds, old.verdict) == (1, 0, "possible", "possible")
    certain = ask(on, "area", "country", "2035", holds="certain")
    assert cell(certain, "x:q", "x:cn").verdict == "not_recorded"
    both = cell(ask(on, "area", "country", "2035", holds="possible"), "x:p", "x:cn")
    assert (both.count, both.certain, both.holds) == (2, 1, "certain")


def test_plans_count_only_if_asked() -> None:
    """A planned relation is no link until plans are asked for."""
    on = made(link("p-far", "twinned_with", modality="planned"))
    assert cell(ask(on, "area", "country"), "x:p", "x:cn").count is None
    assert cell(ask(on, "area", "country", modalities=("planned",)), "x:p", "x:cn").count == 1


def test_an_agreement_is_one_link_however_many_relations_lead_to_it() -> None:
    """Where it applies to both sides and both have parties to it, it is one, with all its sources."""
    on = made(
        *things(a="Agency", b="Agency", g="Agreement"), link("a-p", "has_jurisdiction"),
        link("b-far", "has_jurisdiction"), link("g-p", "applies_to"), link("g-far", "applies_to"),
        link("a-g", "participates_in"),
        link("b-g", "participates_in", said="t"),
    )  # fmt: skip
    for rows, cols, row, col in (("area", "area", "x:p", "x:far"), ("area", "country", "x:p", "x:cn")):
        found = cell(ask(on, rows, cols), row, col)
        assert (found.count, len(found.witnesses)) == (1, 1)
    assert cell(ask(on, "area", "area"), "x:p", "x:far").sources == ("s", "t")


def test_a_unit_that_is_no_more_keeps_what_happened() -> None:
    """An abolished province is a row only where something of it still counts."""
    gone = thing("old", "Province", abolished="2015")
    on = made(gone, link("old-vn", "located_in"))
    assert "x:old" not in {h.id for h in ask(on, "area", "country").rows}
    visited = made(
        gone, link("old-vn", "located_in"), *things(e="Event"), link("far-e", "sends", "2013"),
        link("e-old", "visits", "2013"),
    )  # fmt: skip
    assert cell(ask(visited, "area", "country"), "x:old", "x:cn").count == 1
