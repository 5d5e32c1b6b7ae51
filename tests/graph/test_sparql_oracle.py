"""The program agrees with the rules of coverage written by hand as SPARQL over a small RDF export.

The export is `tests/oracle/rdf.py`, the queries are in `tests/oracle/queries`.

What SPARQL over plain triples cannot say, and who says it instead:

- *Ageing, uncertain dates, lifetimes.* A plain triple has no date, and "ten years after the last day of the latest
  attestation" is no pattern. The export is of one day, with a graph for each state of knowledge; which relations are
  in it is read by `tests/oracle/days.py`.
- *`lapsed`*: satisfied on some day before. That asks about a range of days; an export knows one. Here it is only asked
  that there is a witness if dates are disregarded. `tests/oracle/verdicts.py` goes through the days.
- *Absences that end what persisted.* Which is the later news is decided by the attestations of every relation of a
  witness, and a property path tells no relations. Subjects that have both an absence and a witness are left to
  `verdicts.py`, and listed in `CONTESTED`, so that none is left out unseen. "Chưa" (not yet) as such can be said.
- *`inherited` and `orphaned`*: another unit's witness, and why it ended. Here such a subject is a gap like others.
- *`since`*: when an event happened is again a date of a relation; asked of the days in `test_oracle_agreement.py`.
- *A subject that lies in two countries*: the queries say "abroad" for "in another country than Việt Nam", which is not
  abroad for it. Only random graphs have such subjects, and they are left out there.
- *Which subjects are listed though the rule does not bind them* is a matter of the list, not of the rule. What is
  asked is who is bound: all others are `not_applicable`.
"""

from __future__ import annotations

import functools
import importlib.util
from collections.abc import Sequence
from datetime import date

import pytest

from graph.compile import compile_index
from graph.coverage import Coverage, CoverageQuestion
from schema import rules as rules_of
from schema.statements import Entity, Statement
from tests.conftest import ROOT, absent
from tests.graph import random_graphs
from tests.graph.fixtures import bundled, document, link, snapshot, thing
from tests.oracle import adapter
from tests.oracle.world import World

HAS_RDFLIB = importlib.util.find_spec("rdflib") is not None
if HAS_RDFLIB:
    from rdflib import Dataset

    from tests.oracle import rdf

Pair = tuple[str, str | None]

QUERIES = {path.stem for path in (ROOT / "tests" / "oracle" / "queries").glob("*.rq")} - {"stated-absent"}
WITHOUT_QUERY: dict[str, str] = {}
"""The rules that are not written as SPARQL, and why not."""
CONTESTED: dict[str, set[Pair]] = {}
"""Rule to the bundled subjects, or pairs, that are left to the reading by days: a source denies them a witness."""
DAYS = (
    date(2012, 12, 31), date(2016, 12, 31), date(2020, 12, 31), date(2024, 1, 1), date(2026, 12, 31),
    date(2035, 12, 31),
)  # fmt: skip
RANDOM_DAYS = (date(2014, 12, 31), date(2020, 12, 31))
SEEDS = range(1, 7)

# rdflib 7 calls what it has itself deprecated
pytestmark = pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated:DeprecationWarning")
needs_rdflib = pytest.mark.usefixtures("rdflib")


@pytest.fixture(scope="module")
def rdflib() -> None:
    """Skip what needs rdflib where it is not installed."""
    if not HAS_RDFLIB:
        absent("rdf", "rdflib is not installed")


class Both:
    """A graph as the program has it, and exported for a day."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self.index = compile_index(snapshot(statements))
        self.world = World(adapter.statements(statements), adapter.relation_types(self.index.vocabulary))
        self.of_two_countries = {e for e in self.world.entities if len(self.world.home(e)) > 1}
        self.exports: dict[date, Dataset] = {}
        self.answers: dict[tuple[str, date], Answers] = {}

    def program(self, rule: str, day: date) -> dict[Pair, str]:
        """The verdicts of the program."""
        coverage, ids = Coverage(self.index, CoverageQuestion(rule=rule, day=day.toordinal())), self.index.ids
        pairs = ((s, o, coverage.judge(s, o).verdict) for s, o in coverage.pairs())
        return {(ids[s], None if o is None else ids[o]): str(verdict) for s, o, verdict in pairs}

    def sparql(self, rule: str, day: date) -> Answers:
        """What the queries answer, asked once."""
        if day not in self.exports:
            self.exports[day] = rdf.export(self.world, day)
        if (rule, day) not in self.answers:
            self.answers[rule, day] = Answers(self.exports[day], rule, day)
        return self.answers[rule, day]


class Answers:
    """What the query of a rule answers when asked in each graph of a day's export, as sets of subjects or pairs."""

    def __init__(self, dataset: Dataset, rule: str, day: date) -> None:
        self._asked = (dataset, rule, day)
        self.bound, certain, possible, open_ = (
            rdf.unmet(dataset, rule, day, asked) for asked in ("nothing", "certain", "possible", "open")
        )
        self.covered = self.bound - certain
        self.possible = certain - possible
        self.gaps = possible
        self.planned = possible - open_
        self.denied = self._of_bound(rdf.stated(dataset, rule, day))
        words = self._of_bound(rdf.stated(dataset, rule, date.max))
        self.contested = words & (self.ever_met | self.planned) if words else words

    @functools.cached_property
    def ever_met(self) -> set[Pair]:
        """Those with a witness if dates are disregarded."""
        dataset, rule, day = self._asked
        return self.bound - rdf.unmet(dataset, rule, day, "ever")

    def _of_bound(self, words: set[Pair]) -> set[Pair]:
        """The bound pairs that words are about; words without an object are about every object."""
        return {(s, o) for s, o in self.bound if (s, o) in words or (s, None) in words}


@functools.cache
def of_bundled() -> Both:
    """The bundled dataset."""
    return Both(bundled())


@functools.cache
def of_seed(seed: int) -> Both:
    """A random graph for rules."""
    return Both(random_graphs.graph(seed, 40, 160, settled=True))


def differences(both: Both, rule: str, day: date) -> list[str]:
    """The verdicts of the program that the queries do not bear out, but for contested subjects."""
    told, said = both.program(rule, day), both.sparql(rule, day)

    def of(*verdicts: str) -> set[Pair]:
        return {pair for pair, verdict in told.items() if verdict in verdicts}

    inherited, lapsed = of("inherited"), of("lapsed", "orphaned")
    silent = said.gaps - said.planned - inherited - lapsed
    compared = {
        "bound": (set(told) - of("not_applicable"), said.bound),
        "covered": (of("covered"), said.covered),
        "possible": (of("possible"), said.possible),
        "a gap": (set(told) - of("covered", "possible", "not_applicable"), said.gaps),
        "planned": (of("planned"), said.planned - inherited),
        "stated_absent": (of("stated_absent"), silent & said.denied),
        "not_recorded": (of("not_recorded"), silent - said.denied),
        "once met, if lapsed": (of("lapsed"), of("lapsed") and of("lapsed") & said.ever_met),
    }
    return [
        f"{rule} {pair} on {day}: the program says {told.get(pair)}, which of 'it is {what}' only one side says"
        for what, (program, query) in compared.items()
        for pair in sorted((program ^ query) - said.contested, key=str)
        if pair[0] not in both.of_two_countries
    ]


def test_every_rule_has_a_query_or_a_reason() -> None:
    """No rule is left out silently, and no query or reason is of a rule that is no more."""
    rules = {rule.id for rule in rules_of.bundled()}
    assert rules == QUERIES | set(WITHOUT_QUERY)
    assert not QUERIES & set(WITHOUT_QUERY)
    assert all(WITHOUT_QUERY.values())
    assert set(CONTESTED) <= QUERIES


@needs_rdflib
@pytest.mark.parametrize("rule", sorted(QUERIES))
def test_the_queries_find_the_same_bundled_gaps(rule: str) -> None:
    """On each of six days the same subjects are bound, satisfied, planned, denied or without anything recorded."""
    for day in DAYS:
        assert differences(of_bundled(), rule, day) == []
        assert not of_bundled().of_two_countries & {subject for subject, _ in of_bundled().program(rule, day)}


@needs_rdflib
def test_the_contested_subjects_are_known() -> None:
    """The bundled subjects that are left to the reading by days are those listed here."""
    both = of_bundled()
    left = {rule: {p for day in DAYS for p in both.sparql(rule, day).contested} for rule in sorted(QUERIES)}
    assert {rule: pairs for rule, pairs in left.items() if pairs} == CONTESTED


@needs_rdflib
@pytest.mark.parametrize("rule", sorted(QUERIES))
def test_the_queries_find_the_same_gaps_in_random_graphs(rule: str) -> None:
    """Agreement is no accident of the bundled data, in which some rules have no witness at all."""
    for seed in SEEDS:
        for day in RANDOM_DAYS:
            assert differences(of_seed(seed), rule, day) == [], seed


@functools.cache
def of_border() -> Both:
    """A province at the border, with what no rule finds in the records."""
    types = {"p": "Province", "q": "Province", "d": "District", "l": "LegalInstrument", "g": "BorderGate"}
    things = [thing("ctry:vn", "Country"), thing("ctry:cn", "Country"), thing("sec:xuat-nhap-canh", "Sector")]
    things += [thing("agc:so-ngoai-vu-lang-son", "Agency"), thing("m", "Agency", subtype="mass_org")]
    things += [thing("a", "Agency", subtype="state"), *(thing(name, kind) for name, kind in types.items())]
    told = {
        "located_in": ("p-ctry:vn", "q-ctry:cn", "d-p", "g-d"), "borders": ("p-q",), "twinned_with": ("q-d",),
        "has_jurisdiction": ("m-p", "a-d"), "coordinates_with": ("m-agc:so-ngoai-vu-lang-son",),
        "implements": ("a-l",), "has_sector": ("a-sec:xuat-nhap-canh",),
    }  # fmt: skip
    dates = {"implements": "2020"}
    links = [link(pair, kind, dates.get(kind, "../..")) for kind, pairs in told.items() for pair in pairs]
    return Both([document(), *things, *links])


@needs_rdflib
@pytest.mark.parametrize("rule", sorted(QUERIES))
def test_the_queries_see_witnesses_and_gaps(rule: str) -> None:
    """Each query lists some that it binds and leaves out others: one that always said the same would prove nothing."""
    day = date(2024, 1, 1)
    assert differences(of_border(), rule, day) == []
    asked = [of_border().sparql(rule, day), *(of_bundled().sparql(rule, day) for day in DAYS)]
    asked += [of_seed(seed).sparql(rule, day) for seed in SEEDS for day in RANDOM_DAYS]
    assert any(said.gaps for said in asked)
    assert any(said.covered for said in asked)


@needs_rdflib
def test_communes_are_asked_from_the_day_after_the_districts() -> None:
    """The day on which the subjects of a rule change is part of its query: no bundled commune shows it."""
    places: list[Entity] = [thing("ctry:vn", "Country"), thing("ctry:cn", "Country")]
    places += [thing(n, t) for n, t in {"p": "Province", "q": "Province", "d": "District", "c": "Commune"}.items()]
    ends = ("p-ctry:vn", "q-ctry:cn", "d-p", "c-p")
    both = Both([document(), *places, link("p-q", "borders"), *(link(pair, "located_in") for pair in ends)])
    rule = "border-exchange-partner"
    assert both.sparql(rule, date(2025, 6, 30)).gaps == {("x:d", None)}
    assert both.sparql(rule, date(2025, 7, 1)).gaps == {("x:d", None), ("x:c", None)}
    for day in (date(2025, 6, 30), date(2025, 7, 1)):
        assert differences(both, rule, day) == []
