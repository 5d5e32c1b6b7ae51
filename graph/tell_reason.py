"""Why a verdict is as it is, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.answers import Notice, Reconciliation, Reported
from graph.coverage import Coverage, Judgement
from graph.index import Index
from graph.tell import Teller
from graph.tell_witness import enough, left_behind, witness_in_words
from graph.time import absence_days, read
from schema.dates import LAST, PAST, day_text, span_within
from schema.messages import number_text, say
from schema.rules import references
from schema.statements import Absence, Texts

_HEIRS = 5
"""How many of the units that one became are named at most."""


def reason(
    teller: Teller, coverage: Coverage, judgement: Judgement, last: str | None, reconciliation: Sequence[Reconciliation]
) -> Texts:
    """The reason of a verdict. `last`: when its witness was attested last."""
    verdict = judgement.verdict
    if judgement.witnesses:
        needed = enough(judgement.witnesses, coverage.rule.at_least)
        told = [witness_in_words(teller, judgement.subject, w) for w in needed]
        values: dict[str, object] = {"witness": {lang: " | ".join(t[lang] for t in told) for lang in ("vi", "en")}}
        if verdict == "possible":
            aged = judgement.aged and last is not None
            return say("possible_aged" if aged else "possible_uncertain", last_attested=last, **values)
        if verdict == "orphaned":
            values |= _orphan(teller, left_behind(teller.index, judgement.subject, judgement.witnesses[0]))
        if verdict == "lapsed" and judgement.ended is not None:
            values["on"] = day_text(judgement.ended)
        return say(verdict, **values)
    if verdict == "stated_absent":
        return _absent(judgement.absences, coverage.question.day)
    if verdict == "not_applicable":
        return _not_binding(teller, coverage, judgement)
    return _unrecorded(teller, coverage, judgement, reconciliation)


def _orphan(teller: Teller, former: int) -> dict[str, object]:
    """Which unit had what its successors, of another kind, do not take over; since when it is gone."""
    index = teller.index
    ended, kind = index.lifetimes[former].possible[1], index.vocabulary.entity_type(index.types[former])
    label = kind.label if kind else dict.fromkeys(("vi", "en"), index.types[former])
    on = day_text(ended + 1) if ended < LAST else "?"
    return {"former": teller.names(index.ids[former]), "kind": label, "on": on}


def _not_binding(teller: Teller, coverage: Coverage, judgement: Judgement) -> Texts:
    """Why a rule does not bind; of what is gone, what it became."""
    why = coverage.why_not(judgement.subject, judgement.object)
    if why == "no_longer":
        for entity in (judgement.subject, judgement.object):
            heirs = [teller.names(teller.index.ids[e]) for e in coverage.became(entity)] if entity is not None else []
            if heirs and entity is not None:
                more = f", … (+{len(heirs) - _HEIRS})" if len(heirs) > _HEIRS else ""
                named = {lang: ", ".join(h[lang] for h in heirs[:_HEIRS]) + more for lang in ("vi", "en")}
                return say("not_applicable_became", name=teller.names(teller.index.ids[entity]), heirs=named)
    return say(f"not_applicable_{why}")


def unknown_references(index: Index, rules: Sequence[str]) -> Iterator[Notice]:
    """A warning for each rule that refers to entities by ids that there are not: a slip, or data that lacks them."""
    for name in sorted(rules):
        unknown = sorted(references(index.rules[name]) - index.numbers.keys())
        if unknown:
            message = say("unknown_reference", rule=name, ids=", ".join(unknown))
            yield Notice(code="unknown_reference", message=message)


def _absent(absences: Sequence[Absence], day: int) -> Texts:
    absence = absences[0]
    _, news = absence_days(absence)
    years = (day - news) // 365
    if news <= PAST:
        age = say("at_some_time")
    else:
        close = ("less_than_a_year_before", "a_year_before")
        code = "after_the_day" if news > day else close[years] if years < len(close) else "years_before"
        age = say(code, years=years)
        age = {lang: f"{absence.date}, {text}" for lang, text in age.items()}
    return say(
        "stated_absent_before" if absence.not_yet else "stated_absent",
        sources=", ".join(dict.fromkeys(e.source for a in absences for e in a.evidence)) or "?",
        age=age,
        text={lang: absence.text.get(lang) or absence.text.get("vi", "") for lang in ("vi", "en")},
    )


def _unrecorded(
    teller: Teller, coverage: Coverage, judgement: Judgement, reconciliation: Sequence[Reconciliation]
) -> Texts:
    """Nothing that counts on the day: what is reported without a name, or recorded and not enough."""
    day = coverage.question.day
    reports = [
        (r.label, f) for r in reconciliation for f in r.reported if r.recorded == 0 and _some(f) and _begun(f, day)
    ]
    if reports:
        figures = {
            lang: "; ".join(f"{label[lang]}: {_figure(f, lang)}" for label, f in reports) for lang in ("vi", "en")
        }
        return say("not_recorded_reported", figures=figures)
    found = coverage.found(judgement.subject, judgement.object)
    if 0 < len(found) < coverage.rule.at_least:
        names = [teller.names(teller.index.ids[e]) for e in found]
        named = {lang: ", ".join(name[lang] for name in names) for lang in ("vi", "en")}
        return say("not_recorded_few", found=len(found), least=coverage.rule.at_least, names=named)
    elsewhere = coverage.found_at_other_times(judgement.subject, judgement.object)
    return say("not_recorded_then" if elsewhere else "not_recorded")


def _some(report: Reported) -> bool:
    """Whether a figure says that there are some."""
    return report.value != 0 or report.qualifier not in ("=", "<")


def _begun(report: Reported, day: int) -> bool:
    """Whether a figure may speak of a time up to a day."""
    period = read(report.period)
    return period is None or min(span_within(period, None).first, LAST) <= day


def _figure(report: Reported, lang: str) -> str:
    sign = report.qualifier if report.qualifier not in ("=", "some") else ""
    value = "…" if report.value is None else number_text(report.value, lang)
    return f"{sign}{value}" + (f" ({report.period})" if report.period else "")
