"""Compares folders."""

import hashlib
import os


def snapshot(folder):
    """Every path under a folder, with the mode and the digest of its content."""
    return {
        str(path.relative_to(folder)): (path.lstat().st_mode, content(path))
        for path in folder.rglob("*")
    }


def content(path):
    if path.is_symlink():
        return os.readlink(path)
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None


def identities(folder):
    """Which file each path is, and when it was last written."""
    return {
        str(path.relative_to(folder)): (path.lstat().st_ino, path.lstat().st_mtime_ns)
        for path in folder.rglob("*")
    }
