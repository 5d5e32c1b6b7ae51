"""Pages in a real browser: offline, without complaint, safe, by keyboard, on a telephone, in the dark."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graph.view import View
from tests.visualizations import world
from tests.visualizations.makers import MAKERS, hostile_pages, paths
from visualizations.page import entity_page, path_page

if TYPE_CHECKING:
    from tests.visualizations.browser import Browser

INK = """(() => { const c = document.querySelector('canvas'); const d = c.getContext('2d').getImageData(0, 0, c.width,
c.height).data; let n = 0; for (let i = 3; i < d.length; i += 4) n += d[i] > 0; return n; })()"""
DETAILS = "document.getElementById('details').textContent"


@pytest.fixture(scope="module")
def browser(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser for all tests of this module."""
    if sys.platform == "win32":
        pytest.skip("the browser is spoken to through file descriptors, which Windows has none of")
    from tests.visualizations.browser import running

    with running(chromium, tmp_path_factory.mktemp("profile")) as started:
        yield started


def shown(browser: Browser, file: Path, page: str, **window: object) -> None:
    """Open a page, which must ask for nothing but itself and complain of nothing."""
    file.write_text(page, encoding="utf-8")
    browser.open(file, **window)  # type: ignore[arg-type]
    assert browser.requests() == [file.as_uri()]
    assert browser.complaints() == []


@pytest.mark.parametrize("sort", MAKERS)
def test_page_is_drawn(browser: Browser, pages: Mapping[str, str], page_file: Path, sort: str) -> None:
    """Every sort of page is drawn, by itself and without complaint, in both colour schemes."""
    shown(browser, page_file, pages[sort])
    for scheme, ink in (("light", "rgb(22, 32, 46)"), ("dark", "rgb(233, 238, 245)")):
        browser.send("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        browser.until(f"getComputedStyle(document.body).color === '{ink}'")
        assert browser.complaints() == []
        assert browser.picture(page_file.with_suffix(f".{scheme}.png"))[:4] == b"\x89PNG"
    assert browser.run(INK) > 500


@pytest.mark.parametrize("sort", MAKERS)
def test_page_fits_a_telephone(browser: Browser, pages: Mapping[str, str], page_file: Path, sort: str) -> None:
    """At 360 pixels nothing sticks out of the page, and something of the drawing can be seen."""
    shown(browser, page_file, pages[sort], width=360, height=740)
    assert browser.run("document.documentElement.scrollWidth") <= 360
    assert browser.run(INK) > 100
    small = "[...document.querySelectorAll('button')].filter(b => b.getBoundingClientRect().height < 24).length"
    assert browser.run(small) == 0
    browser.picture(page_file.with_suffix(".png"))


def test_attacks_do_nothing(browser: Browser, hostile: View, page_file: Path) -> None:
    """Nothing of a hostile dataset runs, asks for anything or opens a dialog, hovered over, chosen or shown."""
    for page in hostile_pages(hostile):
        shown(browser, page_file, page)
        browser.run("document.getElementById('mynetwork').scrollIntoView({block: 'center'})")
        for number in range(browser.run("nodes.length")):
            place = browser.run(
                f"(() => {{ const p = network.canvasToDOM(network.getPosition({number})), "
                "b = document.getElementById('mynetwork').getBoundingClientRect(); return [b.x + p.x, b.y + p.y]; })()"
            )
            browser.move(*place, click=True)
        browser.move(place[0] + 1, place[1] + 1)
        browser.until("document.querySelector('.vis-tooltip')?.innerText.length > 10")
        browser.run("document.querySelectorAll('button').forEach(b => b.click())")
        assert browser.run("window.hacked") is None
        assert browser.run("document.querySelectorAll('iframe, img, link, #mynetwork script').length") == 0
        assert browser.run(DETAILS)
        assert browser.requests() == [page_file.as_uri()]
        assert browser.complaints() == []


def test_policy_stops_what_gets_in(browser: Browser, plain: View, page_file: Path) -> None:
    """Were markup ever to get into the page, its scripts would not run and its pictures not be asked for."""
    page = entity_page(plain, world.PROVINCE)
    bad = "<script>window.hacked=1</script><img src='http://127.0.0.1:9/x' onerror='window.hacked=1'>"
    page_file.write_text(page.replace("<footer>", f"<footer>{bad}"), encoding="utf-8")
    browser.open(page_file)
    assert browser.run("window.hacked") is None
    assert "Content Security Policy" in " ".join(browser.complaints())
    assert (
        browser.run("(() => { try { document.body.innerHTML = 'x'; } catch (e) { return e.name; } })()") == "TypeError"
    )


def test_evidence_is_told_for_touch_and_keyboard(browser: Browser, plain: View, page_file: Path) -> None:
    """Choosing a line or a shape writes who says so into the page, where it is read out; a button does so, too."""
    shown(browser, page_file, entity_page(plain, world.PROVINCE))
    browser.run("document.querySelector('button[data-node=\"0\"]').focus()")
    browser.key("Enter")
    assert "Tỉnh Bắc" in browser.run(DETAILS)
    assert browser.run("network.getSelectedNodes()") == [0]
    assert browser.run("document.activeElement.className") == "vis-network"
    browser.run("document.querySelector('[data-do=fit]').click()")
    place = browser.run(
        "(() => { const e = edges.get().find(e => e.tip.includes('kế hoạch')), a = network.getPosition(e.from), "
        "z = network.getPosition(e.to), p = network.canvasToDOM({x: (a.x + z.x) / 2, y: (a.y + z.y) / 2}), "
        "b = document.getElementById('mynetwork').getBoundingClientRect(); return [b.x + p.x, b.y + p.y]; })()"
    )
    browser.move(*place, click=True)
    assert "“hai bên ký kết nghĩa”" in browser.run(DETAILS)


def test_everything_is_reached_by_keyboard(browser: Browser, plain: View, page_file: Path) -> None:
    """The tab key leads from the skip link through the buttons and the drawing to every table, visibly."""
    shown(browser, page_file, entity_page(plain, world.PROVINCE))
    reached, outlined = [], []
    for _ in range(30):
        browser.key("Tab")
        reached.append(
            browser.run("document.activeElement.getAttribute('aria-label') || document.activeElement.textContent")
        )
        outlined.append(browser.run("getComputedStyle(document.activeElement).outlineStyle"))
        if reached[-1].startswith("Các nguồn"):
            break
    assert reached[:4] == ["Đến các bảng", "Phóng to", "Thu nhỏ", "Vừa khung"]
    assert reached[4].startswith("Hình vẽ: ")
    assert [r for r in reached if r.startswith(("Tỉnh Bắc: điều", "Các quan hệ", "Các thực thể", "Các nguồn"))]
    assert set(outlined) == {"solid"}


def test_drawing_zooms_by_button_and_fits_again(browser: Browser, plain: View, page_file: Path) -> None:
    """The buttons zoom, and bring everything back into view."""
    shown(browser, page_file, entity_page(plain, world.PROVINCE))
    before = browser.run("network.getScale()")
    browser.run("document.querySelector('[data-do=in]').click()")
    assert browser.run("network.getScale()") > before
    browser.run("document.querySelector('[data-do=out]').click(); document.querySelector('[data-do=fit]').click()")
    assert browser.run("network.getScale()") == pytest.approx(before)


def test_wheel_scrolls_the_page_until_the_drawing_is_chosen(browser: Browser, plain: View, page_file: Path) -> None:
    """A drawing does not catch who only wants to scroll by."""
    shown(browser, page_file, entity_page(plain, world.PROVINCE))
    before = browser.run("network.getScale()")
    event = "new WheelEvent('wheel', {deltaY: -100, cancelable: true, bubbles: true})"
    wheel = f"document.querySelector('canvas').dispatchEvent({event})"
    browser.run(wheel)
    assert browser.run("network.getScale()") == before
    browser.move(400, 400, click=True)
    browser.run(wheel)
    assert browser.run("network.getScale()") > before


def test_chain_runs_downwards_on_a_telephone(browser: Browser, plain: View, page_file: Path) -> None:
    """A path runs from left to right on a desk and from top to bottom on a telephone."""
    page = path_page(plain, paths(plain, world.AGENCY, world.ABROAD))
    across = (
        "(() => { const a = network.getPosition(0), z = network.getPosition(2); return [z.x - a.x, z.y - a.y]; })()"
    )
    shown(browser, page_file, page)
    assert browser.run(across) == [480, 0]
    shown(browser, page_file, page, width=360, height=740)
    assert browser.run(across) == [0, 480]


def test_colours_follow_the_scheme(browser: Browser, plain: View, page_file: Path) -> None:
    """Labels and lines of the drawing change with the scheme, without loading the page again."""
    shown(browser, page_file, entity_page(plain, world.PROVINCE))
    light = browser.run("[nodes.get(0).font.color, edges.get()[0].color.color]")
    browser.send("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": "dark"}])
    browser.until("nodes.get(0).font.color === '#e9eef5'")
    assert light[0] == "#16202e"
    assert browser.run("edges.get()[0].color.color") != light[1]
