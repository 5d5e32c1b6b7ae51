"""Lists: pages that never lose an item nor show one twice, and cursors that belong to a question and a version."""

from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api import cursor
from api.questions import ask
from api.views import Views, open_store
from loaders.load import load
from schema.errors import InvalidParameter, StaleCursor
from tests.api.conftest import DATASET, fill

Get = Callable[..., Any]

LISTS = (
    "/v1/entities?", "/v1/entities?q=lang son", "/v1/entities?as_of=2010&type=Agency",
    "/v1/entities/ctry:vn/relations?", "/v1/rules?", "/v1/gaps?verdict=all",
    "/v1/gaps?group_by=area", "/v1/observations?", "/v1/statements?kind=absence",
    "/v1/sources?", "/v1/datasets?",
)  # fmt: skip


def ids(answer: Any) -> list[str]:
    """The ids of a page."""
    return [item["id"] for item in answer["items"]]


@pytest.mark.parametrize("url", LISTS)
@pytest.mark.parametrize("limit", [1, 7])
def test_pages_have_every_item_once(get: Get, url: str, limit: int) -> None:
    """What the pages have together is the list, in the same order."""
    whole = get(f"{url}&limit=1000")
    assert whole["next"] is None
    assert whole["total"] == {"value": len(whole["items"]), "relation": "eq"}
    found: list[str] = []
    page = get(f"{url}&limit={limit}")
    while True:
        assert page["total"] == whole["total"]
        assert len(page["items"]) <= limit
        found += ids(page)
        if page["next"] is None:
            break
        page = get(f"{url}&limit={limit}&next={page['next']}")
    assert found == ids(whole)


def test_a_list_has_fifty_items_unless_asked(get: Get) -> None:
    """The first page has fifty items and says that there are more, and how many in all."""
    page = get("/v1/entities")
    assert len(page["items"]) == 50
    assert page["next"]
    assert page["total"]["value"] > 50


def test_a_list_with_nothing_is_an_answer(get: Get) -> None:
    """Nothing far-fetched is found: an empty list is no error."""
    page = get("/v1/entities?q=zzzzqqqq")
    assert (page["items"], page["total"]["value"], page["next"]) == ([], 0, None)


def test_entities_that_items_name_come_with_them(get: Get) -> None:
    """Relations, figures and statements come with the entities that they are about."""
    for url in (
        "/v1/entities/don:gates/relations",
        "/v1/observations?in=prov:lang-son",
        "/v1/statements?kind=relation",
    ):
        page = get(url)
        named = {item.get(end) for item in page["items"] for end in ("source", "target", "subject")} - {None}
        assert named == set(page["entities"])


def test_the_page_size_may_change_on_the_way(get: Get) -> None:
    """A cursor says where to go on, not how far."""
    first = get("/v1/sources?limit=2")
    rest = get(f"/v1/sources?limit=1000&next={first['next']}")
    assert ids(first) + ids(rest) == ids(get("/v1/sources"))


@pytest.mark.parametrize("other", ["/v1/entities?limit=2&q=lang", "/v1/rules?limit=2", "/v1/entities?limit=2&lang=en"])
def test_a_cursor_of_another_question_is_refused(client: TestClient, get: Get, other: str) -> None:
    """A cursor belongs to its question, parameters and language."""
    following = get("/v1/entities?limit=2")["next"]
    (error,) = client.get(f"{other}&next={following}").json()["errors"]
    assert (error["parameter"], error["value"]) == ("next", following)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "%%%",
        "AAAA",
        base64.urlsafe_b64encode(b'["x","y",-1,null]').decode(),
        base64.urlsafe_b64encode(b"{}").decode(),
    ],
)
def test_what_is_no_cursor_is_refused(written: str) -> None:
    """Whatever was not written as a cursor is an invalid parameter."""
    with pytest.raises(InvalidParameter):
        cursor.read(written, "y", "x", "vi")


def test_a_cursor_keeps_the_day(views: Views) -> None:
    """A list of today that is read over midnight stays that of the day on which it began."""
    raw = {"verdict": ["all"], "limit": ["3"]}
    first: Any = ask(views, "gaps", raw, "vi")
    begun = cursor.read(first.next, cursor.digest("gaps", raw, "vi"), first.data_version, "vi")
    yesterday = cursor.Cursor(begun.data_version, begun.question, begun.offset, (begun.day or 0) - 1)
    second: Any = ask(views, "gaps", {**raw, "next": [yesterday.write()]}, "vi")
    assert second.as_of < first.as_of


def test_a_cursor_of_an_older_version_is_stale(tmp_path: Path) -> None:
    """After the data have changed a list must be asked for again."""
    path = tmp_path / "store.db"
    fill(path)
    before = Views(lambda: open_store(str(path)))
    raw = {"limit": ["2"]}
    following: Any = ask(before, "entities", raw, "vi")
    more = tmp_path / "more.jsonl"
    more.write_text('{"kind": "source", "id": "new", "title": {"vi": "mới"}}\n', encoding="utf-8")
    store = open_store(str(path))
    assert load(store, more).load == 2
    after = Views(lambda: store)
    with pytest.raises(StaleCursor) as caught:
        ask(after, "entities", {**raw, "next": [following.next]}, "vi")
    assert caught.value.errors[0]["parameter"] == "next"
    assert ask(before, "entities", {**raw, "next": [following.next]}, "vi").data_version != after.current().data_version
    before.close()
    after.close()


def test_datasets_are_listed(get: Get) -> None:
    """A dataset is listed with what it holds."""
    (dataset,) = get("/v1/datasets")["items"]
    assert (dataset["id"], dataset["retracted"], dataset["rejected"]) == (DATASET, False, 0)
    assert dataset["statements"]["entity"] == 241
