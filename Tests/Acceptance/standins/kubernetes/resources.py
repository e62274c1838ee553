"""The kinds of objects that the stand-in for the apiserver keeps, and how kubectl shows them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Resource:
    group: str
    version: str
    name: str
    kind: str
    namespaced: bool

    @property
    def api(self):
        return f"{self.group}/{self.version}" if self.group else self.version

    def key(self, namespace=None, name=None):
        parts = [
            "/registry",
            self.name,
            *([namespace] if namespace else []),
            *([name] if name else []),
        ]
        return "/".join(parts)


RBAC, CORE = "rbac.authorization.k8s.io", ""
RESOURCES = [
    Resource(CORE, "v1", "configmaps", "ConfigMap", True),
    Resource(CORE, "v1", "endpoints", "Endpoints", True),
    Resource(CORE, "v1", "events", "Event", True),
    Resource(CORE, "v1", "namespaces", "Namespace", False),
    Resource(CORE, "v1", "nodes", "Node", False),
    Resource(CORE, "v1", "pods", "Pod", True),
    Resource(CORE, "v1", "secrets", "Secret", True),
    Resource(CORE, "v1", "serviceaccounts", "ServiceAccount", True),
    Resource(CORE, "v1", "services", "Service", True),
    Resource("apps", "v1", "daemonsets", "DaemonSet", True),
    Resource("apps", "v1", "deployments", "Deployment", True),
    Resource("coordination.k8s.io", "v1", "leases", "Lease", True),
    Resource(RBAC, "v1", "clusterrolebindings", "ClusterRoleBinding", False),
    Resource(RBAC, "v1", "clusterroles", "ClusterRole", False),
    Resource(RBAC, "v1", "rolebindings", "RoleBinding", True),
    Resource(RBAC, "v1", "roles", "Role", True),
]
# These are answered, not kept.
REVIEWS = [
    Resource("authentication.k8s.io", "v1", "selfsubjectreviews", "SelfSubjectReview", False),
    Resource(
        "authorization.k8s.io", "v1", "selfsubjectaccessreviews", "SelfSubjectAccessReview", False
    ),
    Resource("authorization.k8s.io", "v1", "subjectaccessreviews", "SubjectAccessReview", False),
]
VERBS = ["create", "delete", "get", "list", "patch", "update", "watch"]


def groups():
    """/apis: the groups that there are."""
    names = sorted({(r.group, r.version) for r in [*RESOURCES, *REVIEWS] if r.group})
    entries = []
    for group, version in names:
        served = {"groupVersion": f"{group}/{version}", "version": version}
        entries.append({"name": group, "versions": [served], "preferredVersion": served})
    return {"kind": "APIGroupList", "apiVersion": "v1", "groups": entries}


def members(api):
    """/api/v1 and /apis/GROUP/VERSION: what is in a group, or None."""
    entries = [
        {
            "name": r.name,
            "singularName": "",
            "namespaced": r.namespaced,
            "kind": r.kind,
            "verbs": verbs,
        }
        for kept, verbs in ((RESOURCES, VERBS), (REVIEWS, ["create"]))
        for r in kept
        if r.api == api
    ]
    if not entries:
        return None
    return {
        "kind": "APIResourceList",
        "apiVersion": "v1",
        "groupVersion": api,
        "resources": entries,
    }


def description(api):
    """The OpenAPI of a group: only that patches check the names of fields, for kubectl asks for that."""
    paths = {}
    for resource in RESOURCES:
        if resource.api == api:
            identity = {"group": resource.group, "version": resource.version, "kind": resource.kind}
            paths[f"/{resource.name}/{{name}}"] = {
                "patch": {
                    "parameters": [{"name": "fieldValidation", "in": "query"}],
                    "responses": {},
                    "x-kubernetes-group-version-kind": identity,
                }
            }
    info = {"title": "stand-in", "version": "1"}
    return {"openapi": "3.0.0", "info": info, "paths": paths}


def ready(node):
    conditions = node.get("status", {}).get("conditions", [])
    return (
        "Ready"
        if {"Ready": "True"} in [{c["type"]: c["status"]} for c in conditions]
        else "NotReady"
    )


COLUMNS = {
    "services": [
        ("Type", lambda o: o["spec"].get("type", "ClusterIP")),
        ("Cluster-IP", lambda o: o["spec"].get("clusterIP", "")),
    ],
    "nodes": [
        ("Status", ready),
        ("Version", lambda o: o.get("status", {}).get("nodeInfo", {}).get("kubeletVersion", "")),
    ],
    "leases": [("Holder", lambda o: o["spec"].get("holderIdentity", ""))],
    "secrets": [("Type", lambda o: o.get("type", "Opaque"))],
}


def table(resource, objects):
    """The rows that kubectl prints."""
    columns = [("Name", lambda o: o["metadata"]["name"]), *COLUMNS.get(resource.name, [])]
    return {
        "kind": "Table",
        "apiVersion": "meta.k8s.io/v1",
        "metadata": {},
        "columnDefinitions": [
            {"name": name, "type": "string", "format": "", "description": name, "priority": 0}
            for name, _ in columns
        ],
        "rows": [
            {
                "cells": [value(entry) for _, value in columns],
                "object": {
                    "kind": "PartialObjectMetadata",
                    "apiVersion": "meta.k8s.io/v1",
                    "metadata": entry["metadata"],
                },
            }
            for entry in objects
        ],
    }


class Conflict(Exception):
    pass


# By what the entries of a list are told apart in a strategic merge.
KEYS = {"conditions": "type", "addresses": "type", "containers": "name", "volumes": "name"}


def merged(content, patch, strategic):
    """An object after a merge patch. Lists are replaced; a strategic patch merges the lists in KEYS."""
    if not isinstance(patch, dict):
        return patch
    result = dict(content) if isinstance(content, dict) else {}
    for name, value in patch.items():
        if strategic and name.startswith("$"):
            if name.startswith(("$setElementOrder/", "$retainKeys")):
                continue
            raise Conflict(f"this stand-in does not know {name}")
        if value is None:
            result.pop(name, None)
        elif strategic and isinstance(value, list) and name in KEYS:
            key = KEYS[name]
            entries = {entry[key]: entry for entry in result.get(name, [])}
            for entry in value:
                entries[entry[key]] = merged(entries.get(entry[key]), entry, True)
            result[name] = list(entries.values())
        else:
            result[name] = merged(result.get(name), value, strategic)
    return result
