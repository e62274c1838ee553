"""Objects in etcd, under the keys that Kubernetes uses; secrets are encrypted as its settings say."""

import base64
import json
import os
import subprocess
import sys
import threading

import flags as commandline

PREFIX = "k8s:enc:secretbox:v1:"


class Unavailable(Exception):
    pass


class Store:
    def __init__(self, given):
        self._command = [
            "etcdctl",
            f"--endpoints={given['--etcd-servers']}",
            f"--cacert={given['--etcd-cafile']}",
            f"--cert={given['--etcd-certfile']}",
            f"--key={given['--etcd-keyfile']}",
            "--command-timeout=10s",
        ]
        # Writers of one apiserver wait for each other; those of several do not, as they would in real life.
        self.lock = threading.RLock()
        self._box = self._name = None
        if "--encryption-provider-config" in given:
            self._read_keys(given["--encryption-provider-config"])

    def _read_keys(self, path):
        from nacl.secret import SecretBox

        (rule,) = commandline.configuration(path, "EncryptionConfiguration")["resources"]
        if rule["resources"] != ["secrets"] or "secretbox" not in rule["providers"][0]:
            sys.exit(f"{path}: this stand-in encrypts secrets only, with secretbox")
        key = rule["providers"][0]["secretbox"]["keys"][0]
        self._name = key["name"]
        self._box = SecretBox(base64.b64decode(key["secret"], validate=True))

    def _run(self, *arguments, data=None):
        result = subprocess.run(
            [*self._command, *arguments],
            input=data,
            capture_output=True,
            env=os.environ | {"ETCDCTL_API": "3"},
        )
        if result.returncode:
            raise Unavailable(result.stderr.decode(errors="replace").strip()[-300:])
        return result.stdout

    def list(self, prefix):
        """The objects whose keys begin so, and the revision of the whole store."""
        return self._read("--prefix", prefix)

    def get(self, key):
        objects, _ = self._read(key)
        return objects[0] if objects else None

    def _read(self, *arguments):
        found = json.loads(self._run("get", "--write-out=json", *arguments))
        objects = []
        for entry in found.get("kvs", []):
            content = json.loads(self._open(base64.b64decode(entry.get("value", ""))))
            content["metadata"]["resourceVersion"] = str(entry["mod_revision"])
            objects.append(content)
        return objects, str(found["header"]["revision"])

    def put(self, key, content):
        content = json.loads(json.dumps(content))
        content["metadata"].pop("resourceVersion", None)
        data = json.dumps(content).encode()
        if self._box and key.startswith("/registry/secrets/"):
            data = f"{PREFIX}{self._name}:".encode() + self._box.encrypt(data)
        self._run("put", key, data=data)
        return self.get(key)

    def delete(self, key):
        self._run("del", key)

    def _open(self, data):
        if not data.startswith(PREFIX.encode()):
            return data
        name, _, rest = data[len(PREFIX) :].partition(b":")
        if not self._box or name.decode() != self._name:
            raise Unavailable(f"no key {name.decode()} to decrypt with")
        return self._box.decrypt(rest)

    def alive(self):
        try:
            self._run("get", "/registry/health")
            return True
        except Unavailable as error:
            print(f"E etcd: {error}", flush=True)
            return False
