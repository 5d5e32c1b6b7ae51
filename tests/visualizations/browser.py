"""A real browser for tests, spoken to over a pipe with the Chrome DevTools Protocol: nothing needs to be installed.

Only what these tests need: open a page, listen to what it asks for and complains of, run a script, press keys, and
take pictures. The browser is started for its own profile folder and ended by its own process id.
"""

from __future__ import annotations

import base64
import contextlib
import fcntl
import json
import os
import select
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

_PATIENCE = 60.0


class Browser:
    """A running browser. Commands go to the page that was opened last."""

    def __init__(self, binary: str, profile: Path) -> None:
        to_read, to_write = os.pipe()
        from_read, from_write = os.pipe()
        # high numbers, so that the copies below overwrite none of them
        reads, writes = (
            fcntl.fcntl(to_read, fcntl.F_DUPFD_CLOEXEC, 50),
            fcntl.fcntl(from_write, fcntl.F_DUPFD_CLOEXEC, 50),
        )
        null = os.open(os.devnull, os.O_RDWR)
        flags = [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-dev-shm-usage", "--hide-scrollbars", "--remote-debugging-pipe",
            f"--user-data-dir={profile}",
        ]  # fmt: skip
        copies = [(os.POSIX_SPAWN_DUP2, null, n) for n in (0, 1, 2)]
        copies += [(os.POSIX_SPAWN_DUP2, reads, 3), (os.POSIX_SPAWN_DUP2, writes, 4)]
        self._process = os.posix_spawn(binary, [binary, *flags, "about:blank"], os.environ, file_actions=copies)
        for unneeded in (to_read, from_write, reads, writes, null):
            os.close(unneeded)
        self._out, self._in = to_write, from_read
        self._buffer = b""
        self._number = 0
        self._session: str | None = None
        self.events: list[dict[str, Any]] = []

    def send(self, method: str, **params: Any) -> dict[str, Any]:
        """Send a command and wait for its answer; events that come meanwhile are kept."""
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": params}
        if self._session and not method.startswith(("Target.", "Browser.")):
            message["sessionId"] = self._session
        os.write(self._out, json.dumps(message).encode() + b"\0")
        number, end = self._number, time.monotonic() + _PATIENCE
        while True:
            answer = self._receive(end)
            if answer.get("id") == number:
                if "error" in answer:
                    raise AssertionError(f"{method}: {answer['error']}")
                result: dict[str, Any] = answer["result"]
                return result
            self._keep(answer)

    def wait(self, method: str) -> dict[str, Any]:
        """Wait for an event."""
        end = time.monotonic() + _PATIENCE
        while True:
            for event in self.events:
                if event.get("method") == method:
                    return event
            self._keep(self._receive(end))

    def open(
        self, page: Path, *, width: int = 1300, height: int = 850, scheme: Literal["light", "dark"] = "light"
    ) -> None:
        """Open a file in a tab of its own and wait until it is drawn."""
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.events = []
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.send(f"{domain}.enable")
        self.send("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        self.send("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        self.send("Page.navigate", url=page.as_uri())
        self.wait("Page.loadEventFired")
        self.run("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")

    def run(self, script: str) -> Any:
        """The value of an expression in the page."""
        answer = self.send("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def until(self, script: str) -> None:
        """Wait until an expression in the page is true."""
        end = time.monotonic() + _PATIENCE
        while not self.run(script):
            if time.monotonic() > end:
                raise TimeoutError(script)

    def key(self, name: str) -> None:
        """Press and release a key."""
        codes = {"Tab": 9, "Enter": 13, "ArrowLeft": 37, "ArrowRight": 39}
        text = {"text": "\r"} if name == "Enter" else {}
        for kind in ("keyDown", "keyUp"):
            self.send(
                "Input.dispatchKeyEvent", type=kind, key=name, code=name, windowsVirtualKeyCode=codes[name], **text
            )

    def move(self, x: float, y: float, *, click: bool = False) -> None:
        """Move the mouse, and click."""
        self.send("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)
        for kind in ("mousePressed", "mouseReleased") if click else ():
            self.send("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def picture(self, path: Path) -> bytes:
        """Take a picture of the window, as PNG."""
        content = base64.b64decode(self.send("Page.captureScreenshot")["data"])
        path.write_bytes(content)
        return content

    def requests(self) -> list[str]:
        """The addresses that the page asked for."""
        found = [e["params"]["request"]["url"] for e in self.events if e["method"] == "Network.requestWillBeSent"]
        return [url for url in found if url != "about:blank"]

    def complaints(self) -> list[str]:
        """What the page wrote on the console, what it threw, what the browser refused, and dialogs."""
        kinds = (
            "Runtime.consoleAPICalled",
            "Runtime.exceptionThrown",
            "Log.entryAdded",
            "Page.javascriptDialogOpening",
        )
        return [json.dumps(e["params"]) for e in self.events if e["method"] in kinds]

    def close(self) -> None:
        """End the browser."""
        with contextlib.suppress(OSError):
            os.write(self._out, json.dumps({"id": 0, "method": "Browser.close"}).encode() + b"\0")
        end = time.monotonic() + 10
        while os.waitpid(self._process, os.WNOHANG)[0] == 0:
            if time.monotonic() > end:
                os.kill(self._process, signal.SIGKILL)
                os.waitpid(self._process, 0)
                break
            time.sleep(0.05)
        os.close(self._out)
        os.close(self._in)

    def _keep(self, message: dict[str, Any]) -> None:
        if "method" not in message or message.get("sessionId") not in {None, self._session}:
            return
        self.events.append(message)
        if message["method"] == "Page.javascriptDialogOpening":  # a page with an open dialog answers nothing
            answer = {"id": -1, "method": "Page.handleJavaScriptDialog", "params": {"accept": False}}
            os.write(self._out, json.dumps(answer | {"sessionId": self._session}).encode() + b"\0")

    def _receive(self, end: float) -> dict[str, Any]:
        while b"\0" not in self._buffer:
            ready, _, _ = select.select([self._in], [], [], max(0.0, end - time.monotonic()))
            if not ready:
                raise TimeoutError("the browser does not answer")
            block = os.read(self._in, 1 << 20)
            if not block:
                raise EOFError("the browser has ended")
            self._buffer += block
        raw, _, self._buffer = self._buffer.partition(b"\0")
        message: dict[str, Any] = json.loads(raw)
        return message


@contextlib.contextmanager
def running(binary: str, profile: Path) -> Iterator[Browser]:
    """A browser that is ended afterwards."""
    browser = Browser(binary, profile)
    try:
        yield browser
    finally:
        browser.close()
