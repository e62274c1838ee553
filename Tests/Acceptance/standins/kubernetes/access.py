"""Who asks, and what they may do: certificates, static tokens, the Node authorizer, and bindings."""

import csv
import sys
from dataclasses import dataclass

import flags as commandline

READ = {"get", "list", "watch"}
ALL = READ | {"create", "update", "patch", "delete"}
# The roles that Kubernetes brings for its own components, as far as they are used here.
ROLES = {
    "system:kubelet-api-admin": [(ALL, "nodes")],
    "system:kube-controller-manager": [(ALL, "leases"), (READ | {"patch"}, "nodes")],
    "system:kube-scheduler": [(ALL, "leases"), (READ, "nodes"), (READ, "pods")],
    "system:node-proxier": [(READ, "services"), (READ, "endpoints"), (READ, "nodes")],
    "system:basic-user": [
        ({"create"}, "selfsubjectreviews"),
        ({"create"}, "selfsubjectaccessreviews"),
    ],
}
BOUND = [
    ("User", "system:kube-controller-manager", "system:kube-controller-manager"),
    ("User", "system:kube-scheduler", "system:kube-scheduler"),
    ("User", "system:kube-proxy", "system:node-proxier"),
    ("Group", "system:authenticated", "system:basic-user"),
]


@dataclass(frozen=True)
class User:
    name: str
    groups: tuple

    @property
    def information(self):
        return {"username": self.name, "groups": list(self.groups)}


@dataclass(frozen=True)
class Wish:
    """What somebody wants to do; `resource` may have a subresource behind a slash."""

    verb: str
    resource: str
    namespace: str | None = None
    name: str | None = None


class Access:
    def __init__(self, given, bindings):
        """`bindings` gives the ClusterRoleBindings that there are at the moment."""
        self._bindings, self._open, self._tokens = bindings, set(), {}
        if "--authentication-config" in given:
            settings = commandline.configuration(
                given["--authentication-config"], "AuthenticationConfiguration"
            )
            anonymous = settings.get("anonymous", {})
            if anonymous.get("enabled"):
                self._open = {entry["path"] for entry in anonymous.get("conditions", [])}
        if "--authorization-config" in given:
            settings = commandline.configuration(
                given["--authorization-config"], "AuthorizationConfiguration"
            )
            modes = [entry["type"] for entry in settings["authorizers"]]
        else:
            modes = given.get("--authorization-mode", "AlwaysAllow").split(",")
        if modes != ["Node", "RBAC"]:
            sys.exit(f"this stand-in authorizes by Node,RBAC, not by {modes}")
        if "--token-auth-file" in given:
            with open(given["--token-auth-file"]) as file:
                for token, name, _, *groups in csv.reader(file):
                    members = tuple(groups[0].split(",")) if groups else ()
                    self._tokens[token] = User(name, (*members, "system:authenticated"))

    def user(self, subject, header, path):
        """Who it is, by certificate or token; anonymous where that is open; None for a stranger."""
        if subject:
            return User(subject[0], (*subject[1], "system:authenticated"))
        scheme, _, token = (header or "").partition(" ")
        if scheme == "Bearer":
            return self._tokens.get(token)
        if path in self._open:
            return User("system:anonymous", ("system:unauthenticated",))
        return None

    def allows(self, user, wish):
        if "system:masters" in user.groups:
            return True
        return self._node_may(user, wish) or self._bound(user, wish)

    def _node_may(self, user, wish):
        """A kubelet writes its own node and lease, and asks what others may do."""
        if "system:nodes" not in user.groups or not user.name.startswith("system:node:"):
            return False
        own = user.name.removeprefix("system:node:")
        resource = wish.resource.partition("/")[0]
        if wish.resource == "subjectaccessreviews":
            return wish.verb == "create"
        if resource == "nodes":
            return wish.name in (own, None) and wish.verb in {"get", "create", "update", "patch"}
        if resource == "leases":
            return wish.namespace == "kube-node-lease" and wish.name in (own, None)
        return resource in ("services", "pods") and wish.verb in READ

    def _bound(self, user, wish):
        bound = list(BOUND)
        for binding in self._bindings():
            role = binding["roleRef"]["name"]
            bound += [(s["kind"], s["name"], role) for s in binding.get("subjects", [])]
        resource = wish.resource.partition("/")[0]
        return any(
            resource == named and wish.verb in verbs
            for kind, name, role in bound
            if (kind == "User" and name == user.name) or (kind == "Group" and name in user.groups)
            for verbs, named in ROLES.get(role, [])
        )
