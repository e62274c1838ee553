"""kubelet: it registers its machine and guards port 10250. Pods are not run."""

import glob
import json
import os
import socket
import sys
import threading

import flags as commandline
from client import Client, Refused, forever
from serving import Handler, Server, texts, tls

KNOWN = {
    "--cloud-provider", "--config", "--hostname-override", "--kubeconfig", "--node-ip",
    "--register-with-taints",
}  # fmt: skip


def run(program, version, arguments):
    given = commandline.parse(program, arguments, KNOWN)
    settings = commandline.configuration(given["--config"], "KubeletConfiguration")
    refuse_unfit(settings)
    client = Client(given["--kubeconfig"])
    node = Node(given, settings, version, client)
    health = {"/healthz": "ok"}
    Server((settings["healthzBindAddress"], settings["healthzPort"]), texts(health)).start()
    context = tls(
        settings["tlsCertFile"],
        settings["tlsPrivateKeyFile"],
        settings["authentication"]["x509"]["clientCAFile"],
    )
    Server((settings["address"], settings["port"]), guarded(client, node.name), context).start()
    threading.Thread(
        target=forever,
        args=(program, 5, lambda: client.renew("kube-node-lease", node.name, node.name)),
        daemon=True,
    ).start()
    forever(program, 2, node.report)


def refuse_unfit(settings):
    """What the real one refuses at its start."""
    if settings.get("failSwapOn", True):
        with open("/proc/swaps") as file:
            if len(file.readlines()) > 1:
                sys.exit("running with swap on is not supported, please disable swap")
    if settings.get("failCgroupV1", True) and not os.path.exists(
        "/sys/fs/cgroup/cgroup.controllers"
    ):
        sys.exit("kubelet is configured to not run on a host using cgroup v1")
    if not os.path.isdir(settings["staticPodPath"]):
        sys.exit(f"{settings['staticPodPath']} is not there")
    with open(settings["resolvConf"]) as file:
        if "nameserver" not in file.read():
            sys.exit(f"{settings['resolvConf']} names no server")


class Node:
    def __init__(self, given, settings, version, client):
        self.name, self.version, self._client = given["--hostname-override"], version, client
        self._address, self._socket = given["--node-ip"], settings["containerRuntimeEndpoint"]
        self._taints = given.get("--register-with-taints")
        self._max_pods, self._shown = settings["maxPods"], None

    def report(self):
        """Adopts the node's object or makes it, and writes the machine's state into it when that changes."""
        status = self.status()
        if status == self._shown:
            return
        path = f"/api/v1/nodes/{self.name}"
        try:
            self._client.ask("GET", path)
        except Refused as refusal:
            if refusal.status != 404:
                raise
            node = {"apiVersion": "v1", "kind": "Node", "metadata": {"name": self.name}, "spec": {}}
            if self._taints:
                key, _, effect = self._taints.partition("=:")
                node["spec"]["taints"] = [{"key": key, "effect": effect}]
            self._client.ask("POST", "/api/v1/nodes", node)
        self._client.merge(f"{path}/status", {"status": status})
        self._shown = status

    def status(self):
        problem = self.problem()
        ready = {
            "type": "Ready",
            "status": "False" if problem else "True",
            "reason": "KubeletNotReady" if problem else "KubeletReady",
            "message": problem or "kubelet is posting ready status",
        }
        return {
            "addresses": [
                {"type": "InternalIP", "address": self._address},
                {"type": "Hostname", "address": self.name},
            ],
            "capacity": {"pods": str(self._max_pods), "cpu": str(os.cpu_count())},
            "conditions": [ready],
            "daemonEndpoints": {"kubeletEndpoint": {"Port": 10250}},
            "nodeInfo": {
                "kubeletVersion": f"v{self.version}",
                "kernelVersion": os.uname().release,
                "osImage": "a machine of the acceptance checks",
                "operatingSystem": "linux",
                "containerRuntimeVersion": "containerd://unknown",
            },
        }

    def problem(self):
        """What keeps pods from being run here, if they could be."""
        try:
            with socket.socket(socket.AF_UNIX) as runtime:
                runtime.connect(self._socket.removeprefix("unix://"))
        except OSError as error:
            return f"container runtime is down: {error}"
        for path in sorted(glob.glob("/etc/cni/net.d/*.conflist")):
            with open(path) as file:
                plugins = [plugin["type"] for plugin in json.load(file)["plugins"]]
            missing = [name for name in plugins if not os.access(f"/opt/cni/bin/{name}", os.X_OK)]
            return f"CNI plugins are missing: {missing}" if missing else None
        return "cni plugin not initialized"


def guarded(client, node):
    """Port 10250: for holders of a certificate whom the apiserver allows to come in."""

    class Guarded(Handler):
        def do_GET(self):
            subject = self.subject()
            if subject is None:
                return self.reply(401, "Unauthorized", "text/plain")
            name, groups = subject
            attributes = {"verb": "get", "resource": "nodes", "subresource": "proxy", "name": node}
            review = client.ask(
                "POST",
                "/apis/authorization.k8s.io/v1/subjectaccessreviews",
                {
                    "apiVersion": "authorization.k8s.io/v1",
                    "kind": "SubjectAccessReview",
                    "spec": {"user": name, "groups": groups, "resourceAttributes": attributes},
                },
            )
            if not review["status"]["allowed"]:
                text = f"Forbidden (user={name}, verb=get, resource=nodes, subresource(s)=[proxy])"
                return self.reply(403, text, "text/plain")
            if self.path == "/healthz":
                return self.reply(200, "ok", "text/plain")
            self.reply(501, "a stand-in runs no pods", "text/plain")

    return Guarded
