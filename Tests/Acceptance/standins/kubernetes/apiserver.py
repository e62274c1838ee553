"""kube-apiserver: TLS, authentication and authorization as its flags say, and objects in etcd."""

import datetime
import http.client
import ipaddress
import json
import select
import ssl
import sys
import time
import uuid
from urllib.parse import parse_qs, urlsplit

import flags as commandline
import protobuf
from access import Access, User, Wish
from client import forever
from resources import RESOURCES, REVIEWS, Conflict, description, groups, members, merged, table
from serving import Handler, Server, tls
from store import Store, Unavailable

KNOWN = {
    "--advertise-address", "--allow-privileged", "--anonymous-auth", "--audit-log-maxage",
    "--audit-log-maxbackup", "--audit-log-maxsize", "--audit-log-path", "--audit-policy-file",
    "--authentication-config", "--authorization-config", "--authorization-mode", "--bind-address",
    "--client-ca-file", "--enable-admission-plugins", "--enable-aggregator-routing",
    "--enable-bootstrap-token-auth",
    "--encryption-provider-config", "--etcd-cafile", "--etcd-certfile", "--etcd-keyfile",
    "--etcd-servers", "--kubelet-certificate-authority", "--kubelet-client-certificate",
    "--kubelet-client-key", "--kubelet-preferred-address-types", "--profiling",
    "--proxy-client-cert-file", "--proxy-client-key-file", "--requestheader-allowed-names",
    "--requestheader-client-ca-file", "--requestheader-extra-headers-prefix",
    "--requestheader-group-headers", "--requestheader-username-headers", "--secure-port",
    "--service-account-issuer", "--service-account-key-file", "--service-account-signing-key-file",
    "--service-cluster-ip-range", "--service-node-port-range", "--tls-cert-file",
    "--tls-private-key-file", "--token-auth-file",
}  # fmt: skip
HEALTH = {"/livez", "/readyz", "/healthz"}
BY_NAME = {(r.api, r.name): r for r in [*RESOURCES, *REVIEWS]}
NODES, SERVICES, ENDPOINTS, NAMESPACES, BINDINGS = (
    next(r for r in RESOURCES if r.name == name)
    for name in ("nodes", "services", "endpoints", "namespaces", "clusterrolebindings")
)


class Failure(Exception):
    """What is answered instead of an object."""

    def __init__(self, code, reason, message):
        super().__init__(message)
        self.status = {
            "kind": "Status", "apiVersion": "v1", "metadata": {}, "status": "Failure",
            "message": message, "reason": reason, "code": code,
        }  # fmt: skip


class API:
    """The objects, as users see them."""

    def __init__(self, given, version):
        self.given, self.version, self.store = given, version, Store(given)
        self.services = ipaddress.ip_network(given["--service-cluster-ip-range"])
        self.access = Access(given, lambda: self.store.list(BINDINGS.key() + "/")[0])
        # Each pair has to fit, as for the real one; so has each authority.
        ssl.create_default_context(cafile=given["--requestheader-client-ca-file"])
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_cert_chain(
            given["--proxy-client-cert-file"], given["--proxy-client-key-file"]
        )
        self.kubelets = ssl.create_default_context(cafile=given["--kubelet-certificate-authority"])
        self.kubelets.load_cert_chain(
            given["--kubelet-client-certificate"], given["--kubelet-client-key"]
        )

    def settle(self):
        """What the apiserver itself keeps: namespaces, and its own Service with the masters that are up."""
        for name in ("default", "kube-system", "kube-public", "kube-node-lease"):
            if not self.store.get(NAMESPACES.key(name=name)):
                self.create(NAMESPACES, None, {"metadata": {"name": name}})
        address, port = self.given["--advertise-address"], int(self.given["--secure-port"])
        now = time.time()
        self.store.put(
            f"/registry/masterleases/{address}", {"metadata": {}, "ip": address, "at": now}
        )
        leases, _ = self.store.list("/registry/masterleases/")
        addresses = sorted(lease["ip"] for lease in leases if now - lease["at"] < 30)
        metadata = {"name": "kubernetes", "namespace": "default"}
        if not self.store.get(SERVICES.key("default", "kubernetes")):
            ports = [{"name": "https", "port": 443, "protocol": "TCP", "targetPort": port}]
            spec = {"clusterIP": str(self.services[1]), "ports": ports, "type": "ClusterIP"}
            self.create(SERVICES, "default", {"metadata": metadata, "spec": spec})
        subsets = [
            {
                "addresses": [{"ip": address} for address in addresses],
                "ports": [{"name": "https", "port": port}],
            }
        ]
        found = self.store.get(ENDPOINTS.key("default", "kubernetes"))
        if found is None:
            self.create(ENDPOINTS, "default", {"metadata": metadata, "subsets": subsets})
        elif found["subsets"] != subsets:
            self.store.put(ENDPOINTS.key("default", "kubernetes"), found | {"subsets": subsets})

    def get(self, resource, namespace, name):
        found = self.store.get(resource.key(namespace, name))
        if found is None:
            raise Failure(404, "NotFound", f'{resource.name} "{name}" not found')
        return found

    def create(self, resource, namespace, content):
        metadata = content.setdefault("metadata", {})
        content |= {"apiVersion": resource.api, "kind": resource.kind}
        if namespace:
            metadata["namespace"] = namespace
            self.get(NAMESPACES, None, namespace)
        now = datetime.datetime.now(datetime.timezone.utc)
        metadata |= {
            "uid": str(uuid.uuid4()),
            "creationTimestamp": now.strftime("%Y-%m-%dT%H:%M:%SZ"),
        }
        with self.store.lock:
            if self.store.get(resource.key(namespace, metadata["name"])):
                text = f'{resource.name} "{metadata["name"]}" already exists'
                raise Failure(409, "AlreadyExists", text)
            if resource is SERVICES:
                self._give_address(content["spec"])
            return self.store.put(resource.key(namespace, metadata["name"]), content)

    def _give_address(self, spec):
        if spec.get("clusterIP") == "None":
            return
        used = {
            entry["spec"].get("clusterIP") for entry in self.store.list(SERVICES.key() + "/")[0]
        }
        wanted = spec.get("clusterIP")
        if wanted and ipaddress.ip_address(wanted) not in self.services:
            text = f"failed to allocate IP {wanted}: the provided network does not match the current range"
            raise Failure(422, "Invalid", text)
        if wanted and wanted in used:
            raise Failure(422, "Invalid", "provided IP is already allocated")
        spec["clusterIP"] = wanted or next(
            str(address)
            for address in list(self.services.hosts())[16:300]
            if str(address) not in used
        )

    def replace(self, resource, namespace, name, content):
        with self.store.lock:
            found = self.get(resource, namespace, name)
            version = content["metadata"].get("resourceVersion")
            if version and version != found["metadata"]["resourceVersion"]:
                raise Failure(409, "Conflict", "the object has been modified")
            return self.store.put(resource.key(namespace, name), content)

    def patch(self, resource, namespace, name, patch, strategic):
        with self.store.lock:
            found = self.get(resource, namespace, name)
            changed = merged(found, patch, strategic)
            if resource is NODES and found.get("spec", {}).get("podCIDR") not in (
                None,
                changed.get("spec", {}).get("podCIDR"),
            ):
                text = 'node updates may not change podCIDR except from "" to valid'
                raise Failure(422, "Invalid", text)
            return self.store.put(resource.key(namespace, name), changed)

    def review(self, resource, user, content):
        """The answer to a question about access."""
        if resource.name == "selfsubjectreviews":
            return content | {"status": {"userInfo": user.information}}
        spec = content["spec"]
        if resource.name == "subjectaccessreviews":
            user = User(spec.get("user", ""), tuple(spec.get("groups") or ()))
        asked = spec.get("resourceAttributes")
        if asked is None:
            raise Failure(501, "NotImplemented", "this stand-in reviews access to resources only")
        parts = [asked.get("resource", ""), asked.get("subresource", "")]
        wish = Wish(
            asked.get("verb", ""),
            "/".join(part for part in parts if part),
            asked.get("namespace") or None,
            asked.get("name") or None,
        )
        return content | {"status": {"allowed": self.access.allows(user, wish)}}

    def ask_kubelet(self, name, path):
        """Calls a kubelet at its node's first address, as the apiserver does for logs and commands."""
        node = self.get(NODES, None, name)
        addresses = node.get("status", {}).get("addresses", [])
        if not addresses:
            raise Failure(503, "ServiceUnavailable", f"no address of node {name} is known")
        try:
            connection = http.client.HTTPSConnection(
                addresses[0]["address"], 10250, timeout=10, context=self.kubelets
            )
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.read()
        except (OSError, http.client.HTTPException) as error:
            text = f"error trying to reach service: {error}"
            raise Failure(503, "ServiceUnavailable", text) from error


VERBS = {"POST": "create", "PUT": "update", "PATCH": "patch", "DELETE": "delete"}


class Request(Handler):
    api = None

    def do_GET(self):
        address = urlsplit(self.path)
        self.place = address.path.rstrip("/")
        self.query = parse_qs(address.query, keep_blank_values=True)
        try:
            user = self._user()
            self._serve(user)
        except Failure as failure:
            self.reply(failure.status["code"], failure.status)
        except Conflict as conflict:
            self.reply(501, Failure(501, "NotImplemented", str(conflict)).status)
        except Unavailable as error:
            self.reply(503, Failure(503, "ServiceUnavailable", f"etcd: {error}").status)

    do_POST = do_PUT = do_PATCH = do_DELETE = do_GET

    def _user(self):
        user = self.api.access.user(self.subject(), self.headers.get("Authorization"), self.place)
        if user is None:
            self.body()
            raise Failure(401, "Unauthorized", "Unauthorized")
        name = self.headers.get("Impersonate-User")
        if not name:
            return user
        if "system:masters" not in user.groups:
            raise Failure(403, "Forbidden", f'user "{user.name}" cannot impersonate')
        groups = tuple(self.headers.get_all("Impersonate-Group") or ())
        return User(name, (*groups, "system:authenticated"))

    def _serve(self, user):
        if self.place in HEALTH:
            return self._health()
        parts = self.place.strip("/").split("/")
        if parts[0] == "version":
            major, minor, _ = self.api.version.split(".")
            text = {"major": major, "minor": minor, "gitVersion": f"v{self.api.version}"}
            return self.reply(200, text)
        if parts[0] == "openapi":
            return self._describe(parts)
        if self.place == "/api":
            return self.reply(200, {"kind": "APIVersions", "versions": ["v1"]})
        if self.place == "/apis":
            return self.reply(200, groups())
        depth = {"api": 2, "apis": 3}.get(parts[0])
        if depth is None or len(parts) < depth:
            raise Failure(404, "NotFound", "the server could not find the requested resource")
        served, rest = "/".join(parts[1:depth]), parts[depth:]
        if not rest:
            content = members(served)
            if content is None:
                raise Failure(404, "NotFound", "the server could not find the requested resource")
            return self.reply(200, content)
        namespace = None
        if rest[0] == "namespaces" and len(rest) > 2:
            namespace, rest = rest[1], rest[2:]
        resource = BY_NAME.get((served, rest[0]))
        if resource is None:
            raise Failure(404, "NotFound", "the server could not find the requested resource")
        self._act(user, resource, namespace, rest[1:])

    def _health(self):
        alive = self.api.store.alive()
        text = "ok"
        if "verbose" in self.query:
            name = self.place.strip("/")
            text = f"[+]ping ok\n[{'+' if alive else '-'}]etcd {'ok' if alive else 'failed'}\n"
            text += f"{name} check {'passed' if alive else 'failed'}\n"
        elif not alive:
            text = "etcd failed"
        self.reply(200 if alive else 500, text, "text/plain")

    def _describe(self, parts):
        if parts[1:] == ["v3"]:
            paths = {r.api: f"{'apis/' if r.group else 'api/'}{r.api}" for r in RESOURCES}
            listed = {
                path: {"serverRelativeURL": f"/openapi/v3/{path}?hash=1"} for path in paths.values()
            }
            return self.reply(200, {"paths": listed})
        if parts[1] == "v3":
            return self.reply(200, description("/".join(parts[3:])))
        if parts[1:] == ["v2"]:
            # For lists kubectl wants the older form, in binary; that it names no kind is enough.
            kind = "application/com.github.proto-openapi.spec.v2.v1.0+protobuf"
            return self.reply(200, b"\n\x032.0", kind)
        raise Failure(404, "NotFound", "the server could not find the requested resource")

    def _act(self, user, resource, namespace, rest):
        name, sub = (rest + [None, None])[:2]
        verb = VERBS.get(self.command, "get" if name else "list")
        if "watch" in self.query and verb == "list":
            verb = "watch"
        wish = Wish(verb, f"{resource.name}/{sub}" if sub else resource.name, namespace, name)
        if not self.api.access.allows(user, wish):
            text = f'User "{user.name}" cannot {verb} resource "{wish.resource}"'
            raise Failure(403, "Forbidden", f"{resource.name} is forbidden: {text}")
        if resource is NODES and sub == "proxy":
            status, text = self.api.ask_kubelet(name, "/" + "/".join(rest[2:]))
            return self.reply(status, text, "text/plain")
        if sub not in (None, "status"):
            raise Failure(501, "NotImplemented", f"this stand-in has no {resource.name}/{sub}")
        content = self._content()
        if verb == "watch":
            return self._watch(resource, namespace)
        if verb == "list":
            return self._list(resource, namespace)
        status = 200
        if resource in REVIEWS:
            answer, status = self.api.review(resource, user, content), 201
        elif verb == "get":
            answer = self.api.get(resource, namespace, name)
        elif verb == "create":
            answer, status = self.api.create(resource, namespace, content), 201
        elif verb == "update":
            answer = self.api.replace(resource, namespace, name, content)
        elif verb == "patch":
            strategic = "strategic" in self.headers.get("Content-Type", "")
            answer = self.api.patch(resource, namespace, name, content, strategic)
        else:
            answer = self.api.get(resource, namespace, name)
            self.api.store.delete(resource.key(namespace, name))
        self._answer(resource, answer, status)

    def _content(self):
        data = self.body()
        try:
            return (
                protobuf.review(data)
                if data.startswith(protobuf.MAGIC)
                else json.loads(data or b"{}")
            )
        except ValueError as error:
            raise Failure(
                415, "UnsupportedMediaType", f"this stand-in cannot read it: {error}"
            ) from error

    def _answer(self, resource, answer, status):
        if "as=Table" in self.headers.get("Accept", "") and self.command == "GET":
            answer = table(resource, [answer])
        self.reply(status, answer)

    def _selected(self, resource, namespace):
        objects, revision = self.api.store.list(resource.key(namespace) + "/")
        for selector in self.query.get("fieldSelector", []):
            for condition in selector.split(","):
                path, _, value = condition.replace("==", "=").partition("=")
                objects = [entry for entry in objects if field(entry, path) == value]
        for selector in self.query.get("labelSelector", []):
            for condition in selector.split(","):
                name, _, value = condition.partition("=")
                objects = [
                    entry
                    for entry in objects
                    if entry["metadata"].get("labels", {}).get(name) == value
                ]
        return objects, revision

    def _list(self, resource, namespace):
        objects, revision = self._selected(resource, namespace)
        if "as=Table" in self.headers.get("Accept", ""):
            return self.reply(200, table(resource, objects))
        metadata = {"resourceVersion": revision}
        kind = f"{resource.kind}List"
        self.reply(
            200, {"kind": kind, "apiVersion": resource.api, "metadata": metadata, "items": objects}
        )

    def _watch(self, resource, namespace):
        """Tells what changes, by looking twice a second. Without a revision it begins with what there is."""
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        (since,) = self.query.get("resourceVersion", ["0"])
        initial = self.query.get("sendInitialEvents") == ["true"]
        known, first = {}, True
        until = time.monotonic() + float(self.query.get("timeoutSeconds", ["300"])[0])
        while time.monotonic() < until:
            objects, revision = self._selected(resource, namespace)
            found = {entry["metadata"]["uid"]: entry for entry in objects}
            for uid, entry in found.items():
                version = int(entry["metadata"]["resourceVersion"])
                if uid not in known:
                    if not first or initial or version > int(since or 0):
                        self._tell("ADDED", entry)
                elif known[uid]["metadata"]["resourceVersion"] != str(version):
                    self._tell("MODIFIED", entry)
            for uid in known.keys() - found.keys():
                self._tell("DELETED", known[uid])
            if first and initial:
                ended = {"k8s.io/initial-events-end": "true"}
                metadata = {"resourceVersion": revision, "annotations": ended}
                mark = {"kind": resource.kind, "apiVersion": resource.api, "metadata": metadata}
                self._tell("BOOKMARK", mark)
            known, first = found, False
            # Whoever watches sends nothing more; what comes now is the end of the connection.
            if select.select([self.connection], [], [], 0.5)[0]:
                self.close_connection = True
                return
        self.wfile.write(b"0\r\n\r\n")

    def _tell(self, kind, content):
        data = json.dumps({"type": kind, "object": content}).encode() + b"\n"
        self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))


def field(content, path):
    for part in path.split("."):
        content = content.get(part, "") if isinstance(content, dict) else ""
    return content


def run(program, version, arguments):
    given = commandline.parse(program, arguments, KNOWN)
    if "--authorization-config" in given and "--authorization-mode" in given:
        sys.exit("--authorization-config can not be specified when --authorization-mode is defined")
    Request.api = api = API(given, version)

    def settle():
        try:
            api.settle()
        except (Unavailable, Failure) as error:
            # No etcd, or another apiserver was quicker: both pass.
            raise OSError(str(error)) from error

    while True:
        try:
            settle()
            break
        except OSError as error:
            print(f"E not ready: {error}", flush=True)
            time.sleep(1)
    context = tls(
        given["--tls-cert-file"], given["--tls-private-key-file"], given["--client-ca-file"]
    )
    Server((given["--bind-address"], int(given["--secure-port"])), Request, context).start()
    commandline.ready()
    forever(program, 10, settle)
