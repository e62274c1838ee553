"""How texts get to a reader: one by one, in batches, and without harm."""

import os
import resource
import subprocess

NOBODY = 65534


class Unreadable(Exception):
    pass




def one_by_one(read):
    """A reader of a single text, for many."""

    def read_all(texts):
        found = []
        for text in texts:
            try:
                found.append(read(text.decode()))
            except Exception as error:  # Whatever a parser thinks of a bad text, it did not read it.
                found.append(Unreadable(f"{type(error).__name__}: {error}"))
        return found

    return read_all


def in_batches(read, size):
    """A reader of many texts at once. Where it cannot tell them apart, it reads them in halves, so that
    a bad one does not hide others."""

    def halves(texts):
        try:
            found = read(texts)
            if len(found) == len(texts):
                return found
            problem = Unreadable(f"{len(found)} cases where {len(texts)} were written")
        except Unreadable as error:
            problem = error
        except (subprocess.TimeoutExpired, ValueError) as error:
            problem = Unreadable(str(error)[:300])
        if len(texts) == 1:
            return [problem]
        middle = len(texts) // 2
        return halves(texts[:middle]) + halves(texts[middle:])

    def read_all(texts):
        return [item for at in range(0, len(texts), size) for item in halves(texts[at:at + size])]

    return read_all


def run(command, data=None, sandboxed=False, **options):
    """Runs a reader. A sandboxed one finds no programs, cannot fill the disk and is nobody: a value
    that breaks out shall be found out, not do what it says."""

    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    if sandboxed:
        options |= {"preexec_fn": limit, "env": {"PATH": "/nonexistent", "LC_ALL": "C.UTF-8"}}
        if os.getuid() == 0:
            options |= {"user": NOBODY, "group": NOBODY, "extra_groups": []}
    source = {"stdin": subprocess.DEVNULL} if data is None else {"input": data}
    return subprocess.run(command, capture_output=True, timeout=60, **source, **options)
