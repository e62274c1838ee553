"""Debian's Chromium, also in a network namespace in which there is nothing to reach."""

import threading
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

CHROMIUM = "/usr/bin/chromium"
STANDARDS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]


@contextmanager
def launch(folder):
    """Two browsers: one without any network, and one that reaches this machine."""
    wrapper = folder / "chromium-without-network"
    wrapper.write_text(f'#!/bin/sh\nexec unshare --net -- {CHROMIUM} "$@"\n')
    wrapper.chmod(0o755)
    with sync_playwright() as playwright:
        browsers = [
            playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
            for path in (wrapper, CHROMIUM)
        ]
        try:
            yield browsers
        finally:
            for browser in browsers:
                browser.close()


class Visit:
    """A page that records what it says and what it asks for."""

    def __init__(self, browser, **context):
        self.context = browser.new_context(accept_downloads=True, **context)
        self.page = self.context.new_page()
        # A busy machine needs long for the page with everything.
        self.page.set_default_timeout(60_000)
        self.messages, self.requests = [], []
        self.page.on("console", lambda message: self.messages.append(message.text))
        self.page.on("pageerror", lambda error: self.messages.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.context.close()

    def open(self, path):
        self.messages.clear()
        self.requests.clear()
        self.page.goto(path if isinstance(path, str) else path.as_uri())
        return self.page

    def silent(self, *allowed):
        """Neither a message on the console nor a request for anything but a file."""
        ours = ("file:", "data:", *allowed)
        strangers = [url for url in self.requests if not url.startswith(ours)]
        assert not self.messages and not strangers, (self.page.url, self.messages, strangers)


@contextmanager
def served(folder):
    """The address of a plain web server of this machine alone."""

    class Handler(SimpleHTTPRequestHandler):
        def __init__(self, *arguments):
            super().__init__(*arguments, directory=folder)

        def log_message(self, *_):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()


def axe(page, rules):
    """What axe finds, one line for each rule that is violated."""
    # Without `preload`, which fetches style sheets: the pages' own policy forbids that.
    result = Axe().run(page, options={"runOnly": rules, "preload": False})
    return [
        "{id}: {nodes}: {html}".format(
            id=violation["id"],
            nodes=len(violation["nodes"]),
            html=violation["nodes"][0]["html"].splitlines()[0],
        )
        for violation in result.response["violations"]
    ]
