"""Debian's Firefox, driven by its own protocol: it needs no further program."""

import json
import socket
import subprocess
import time
from contextlib import contextmanager

FIREFOX = "/usr/bin/firefox-esr"
# As readers have it: driven browsers are otherwise set up to be more lenient with files.
PREFERENCES = {
    "remote.prefs.recommended": False,
    "security.fileuri.strict_origin_policy": True,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
}


class Marionette:
    """Messages are `LENGTH:[type, number, name or error, content]`."""

    def __init__(self, port):
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self._number = 0
        self._read()
        self.send("WebDriver:NewSession", {"capabilities": {"alwaysMatch": {}}})

    def _read(self):
        length = b""
        while (byte := self._socket.recv(1)) != b":":
            assert byte, "Firefox has gone"
            length += byte
        data = b""
        while len(data) < int(length):
            data += self._socket.recv(int(length) - len(data))
        return json.loads(data)

    def send(self, name, content=None):
        self._number += 1
        message = json.dumps([0, self._number, name, content or {}]).encode()
        self._socket.sendall(b"%d:%s" % (len(message), message))
        _, _, error, result = self._read()
        assert error is None, error
        return result

    def open(self, path):
        self.send("WebDriver:Navigate", {"url": path if isinstance(path, str) else path.as_uri()})

    def run(self, script):
        """Runs a function body; its value."""
        content = {"script": script, "args": [], "sandbox": None}
        return self.send("WebDriver:ExecuteScript", content)["value"]

    def wait(self, condition, seconds=20):
        end = time.monotonic() + seconds
        while not self.run(f"return {condition}"):
            assert time.monotonic() < end, f"still not: {condition}"
            time.sleep(0.1)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def firefox(folder):
    """A browser with a profile of its own."""
    folder.mkdir(parents=True)
    port = free_port()
    lines = [
        f"user_pref({json.dumps(key)}, {json.dumps(value)});\n"
        for key, value in {**PREFERENCES, "marionette.port": port}.items()
    ]
    (folder / "user.js").write_text("".join(lines))
    command = [FIREFOX, "--headless", "--no-remote", "--marionette", "--profile", folder]
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, env={"HOME": str(folder)})
    try:
        for _ in range(300):
            try:
                browser = Marionette(port)
                break
            except ConnectionRefusedError:
                assert process.poll() is None, (folder / "log").read_text()
                time.sleep(0.2)
        yield browser
    finally:
        process.kill()
        process.wait()
