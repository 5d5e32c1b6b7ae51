"""The weakest link of a path: the hop that deserves the least trust, and what is weak about it, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.answers import Hop, Weakest
from graph.tell import last_day_of
from schema.messages import say
from schema.statements import INFERENCES, Texts
from schema.vocabulary import Vocabulary

_LANGS = ("vi", "en")


def weakest(hops: Sequence[Hop], vocabulary: Vocabulary) -> Weakest | None:
    """The weakest hop, and why; None where there are no hops."""
    if not hops:
        return None
    number = min(range(len(hops)), key=lambda n: (_firmness(hops[n]), hops[n].relation))
    alike = len({_firmness(hop) for hop in hops}) == 1
    reasons = list(_reasons(hops[number], hops, vocabulary))
    told: Texts = {lang: "; ".join(reason[lang] for reason in reasons) for lang in _LANGS}
    if not reasons:
        told = say("all_firm")
    elif alike and len(hops) > 1:
        told = say("all_alike", reasons=told)
    return Weakest(hop=number, relation=hops[number].relation, because=told, alike=alike)


def _firmness(hop: Hop) -> tuple[int, ...]:
    """What a hop is judged by, in this order; less is weaker."""
    return (
        hop.modality == "asserted",
        hop.holds != "possible",
        -_inferred(hop),
        not _parts_only(hop),
        hop.independent_sources,
        {"neither": 0, "one": 1}.get(hop.sides.which if hop.sides else "", 2),
        _news(hop),
    )


def _reasons(hop: Hop, hops: Sequence[Hop], vocabulary: Vocabulary) -> Iterator[Texts]:
    """All that is weak about a hop: in itself, and beside the others."""
    if hop.modality != "asserted":
        yield say(f"weak_{hop.modality}")
    if hop.holds == "possible":
        yield say("weak_possible")
    if hop.inference != INFERENCES[0]:
        yield say(f"weak_{hop.inference}")
    if kinds := _parts_only(hop):
        known = {kind: part.label if (part := vocabulary.source_part(kind)) else {} for kind in kinds}
        yield say("weak_part", parts={lang: ", ".join(known[k].get(lang, k) for k in kinds) for lang in _LANGS})
    if hop.independent_sources == 0:
        yield say("weak_unsourced")
    elif hop.independent_sources < max(h.independent_sources for h in hops):
        yield say("weak_sources", count=hop.independent_sources)
    if hop.sides and hop.sides.which != "both":
        yield hop.sides.in_words
    news = [_news(h) for h in hops]
    if _news(hop) == min(news) < max(news):
        yield say("weak_news", date=hop.last_attested) if hop.last_attested else say("weak_undated")


def _inferred(hop: Hop) -> int:
    return next((n for n, word in enumerate(INFERENCES) if word == hop.inference), len(INFERENCES))


def _parts_only(hop: Hop) -> list[str]:
    """The kinds of the parts of sources in which all evidence of a hop lies; none where some lies elsewhere."""
    kinds = [e.part for e in hop.evidence]
    return sorted({kind for kind in kinds if kind}) if all(kinds) else []


def _news(hop: Hop) -> int:
    return last_day_of(hop.last_attested or "")
