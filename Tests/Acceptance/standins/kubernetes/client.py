"""A client of the apiserver that is who its kubeconfig says."""

import base64
import http.client
import json
import os
import ssl
import sys
import tempfile
from urllib.parse import urlsplit

import yaml


class Refused(Exception):
    def __init__(self, status, text):
        super().__init__(f"{status}: {text}")
        self.status = status


def material(entry, name):
    """The path of a certificate or key that is in a kubeconfig, or beside it."""
    if name in entry:
        return entry[name]
    file = tempfile.NamedTemporaryFile(delete=False)
    with file:
        file.write(base64.b64decode(entry[f"{name}-data"], validate=True))
    return file.name


def only(entries, name):
    (entry,) = (entry for entry in entries if entry["name"] == name)
    return entry


class Client:
    def __init__(self, kubeconfig):
        with open(kubeconfig) as file:
            content = yaml.safe_load(file)
        context = only(content["contexts"], content["current-context"])["context"]
        cluster = only(content["clusters"], context["cluster"])["cluster"]
        user = only(content["users"], context["user"])["user"]
        self.server = urlsplit(cluster["server"])
        if self.server.scheme != "https":
            sys.exit(f"{kubeconfig}: the server is not reached over https")
        authority = material(cluster, "certificate-authority")
        self._context = ssl.create_default_context(cafile=authority)
        self._headers = {"Content-Type": "application/json"}
        if "token" in user:
            self._headers["Authorization"] = f"Bearer {user['token']}"
        else:
            certificate, key = material(user, "client-certificate"), material(user, "client-key")
            self._context.load_cert_chain(certificate, key)
            for path, name in ((certificate, "client-certificate"), (key, "client-key")):
                if name not in user:
                    os.unlink(path)

    def ask(self, method, path, body=None, **headers):
        """The answer, as an object."""
        connection = http.client.HTTPSConnection(
            self.server.hostname, self.server.port, timeout=20, context=self._context
        )
        try:
            text = None if body is None else json.dumps(body)
            connection.request(method, path, text, self._headers | headers)
            answer = connection.getresponse()
            content = answer.read()
        finally:
            connection.close()
        if answer.status >= 300:
            raise Refused(answer.status, content.decode(errors="replace")[:300])
        return json.loads(content)

    def merge(self, path, body):
        return self.ask("PATCH", path, body, **{"Content-Type": "application/merge-patch+json"})

    def renew(self, namespace, name, holder):
        """Takes or renews a lease, as long as nobody else holds it; whether it is the holder's."""
        import datetime

        now = datetime.datetime.now(datetime.timezone.utc)
        spec = {
            "holderIdentity": holder,
            "leaseDurationSeconds": 15,
            "renewTime": now.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        }
        path = f"/apis/coordination.k8s.io/v1/namespaces/{namespace}/leases"
        try:
            lease = self.ask("GET", f"{path}/{name}")
        except Refused as refusal:
            if refusal.status != 404:
                raise
            metadata = {"name": name, "namespace": namespace}
            lease = {"apiVersion": "coordination.k8s.io/v1", "kind": "Lease", "metadata": metadata}
            self.ask("POST", path, lease | {"spec": spec})
            return True
        held = lease["spec"]
        until = datetime.datetime.fromisoformat(held["renewTime"].replace("Z", "+00:00"))
        if held["holderIdentity"] != holder and (now - until).total_seconds() < 15:
            return False
        self.ask("PUT", f"{path}/{name}", lease | {"spec": spec})
        return True


def forever(name, seconds, work):
    """Does the work again and again; a failure is told, and does not end the daemon."""
    import time

    told = None
    while True:
        try:
            work()
            told = None
        except (OSError, Refused, http.client.HTTPException) as error:
            if str(error) != told:
                told = str(error)
                print(f"E {name}: {error}", flush=True)
        time.sleep(seconds)
