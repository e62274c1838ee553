"""The command line of a daemon, held to what its stand-in can honour."""

import os
import sys

import yaml

# Files and folders that the daemon makes itself.
MADE = {"--audit-log-path"}


def parse(program, arguments, known):
    """Each flag with its value. What is unknown, or names a file that cannot be read, ends the program."""
    flags = {}
    for argument in arguments:
        name, sign, value = argument.partition("=")
        if name not in known:
            sys.exit(f"Error: unknown flag: {name}")
        flags[name] = value if sign else "true"
        if value.startswith("/") and name not in MADE and not os.access(value, os.R_OK):
            sys.exit(f"{program}: {name}: {value} cannot be read")
    return flags


def configuration(path, kind):
    """A settings file of a kind; its content."""
    with open(path) as file:
        content = yaml.safe_load(file)
    if content.get("kind") != kind:
        sys.exit(f"{path}: is {content.get('kind')}, not {kind}")
    return content


def ready():
    """Tells systemd that the daemon serves, where systemd waits for that."""
    import socket

    address = os.environ.get("NOTIFY_SOCKET")
    if address:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as notify:
            notify.connect(address.replace("@", "\0", 1) if address[0] == "@" else address)
            notify.send(b"READY=1")
