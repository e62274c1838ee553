"""One line for each check, and a plain last line with the counts."""

import time

from _pytest.config import create_terminal_writer


class Reporter:
    """Takes the place of pytest's own terminal output."""

    def __init__(self, config):
        # pytest asks its reporter for this when it explains a failed assertion.
        self._tw = create_terminal_writer(config)
        self.passed = self.failed = self.skipped = 0
        self.started = time.monotonic()

    def pytest_collectreport(self, report):
        if report.failed:
            self._fail(f"cannot read {report.nodeid}", report.longreprtext)

    def pytest_internalerror(self, excrepr):
        self._fail("the tests themselves broke", str(excrepr))

    def pytest_runtest_logreport(self, report):
        title = getattr(report, "title", report.nodeid)
        if report.failed:
            where = "" if report.when == "call" else f" ({report.when})"
            self._fail(title + where, report.longreprtext)
        elif report.skipped:
            self.skipped += 1
            print(f"skip  {title}: {report.longrepr[2]}", flush=True)
        elif report.when == "call":
            self.passed += 1
            print(f"ok    {title} ({report.duration:.1f} s)", flush=True)

    def pytest_unconfigure(self):
        print(f"in {time.monotonic() - self.started:.0f} s")
        counts = f"{self.passed} passed, {self.failed} failed"
        print(counts + (f", {self.skipped} skipped" if self.skipped else ""), flush=True)

    def _fail(self, title, text):
        self.failed += 1
        print(f"FAIL  {title}")
        print("".join(f"      {line}\n" for line in text.splitlines()), end="", flush=True)


def title(item):
    """What the check says of itself: its docstring, and for which case."""
    words = (item.function.__doc__ or item.name).strip().splitlines()[0].rstrip(".")
    topic = item.path.stem.removeprefix("test_")
    case = f" [{item.callspec.id}]" if hasattr(item, "callspec") else ""
    return f"{topic}: {words}{case}"
