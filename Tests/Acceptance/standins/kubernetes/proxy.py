"""kube-proxy: it leads the addresses of Services to their endpoints, in a table of nftables."""

import subprocess
import sys

import flags as commandline
from client import Client, forever
from serving import Server, texts

MODES = {"nftables"}


def run(program, version, arguments):
    given = commandline.parse(program, arguments, {"--config"})
    settings = commandline.configuration(given["--config"], "KubeProxyConfiguration")
    if settings["mode"] not in MODES:
        sys.exit(f"this stand-in knows the mode nftables only, not {settings['mode']}")
    client = Client(settings["clientConnection"]["kubeconfig"])
    state = {"rules": None}

    def health():
        return (200, "ok\n") if state["rules"] is not None else (503, "no rules yet\n")

    for address, answers in (
        (settings["metricsBindAddress"], {"/proxyMode": settings["mode"], "/healthz": "ok"}),
        (settings["healthzBindAddress"], {"/healthz": health, "/livez": health}),
    ):
        host, _, port = address.rpartition(":")
        Server((host, int(port)), texts(answers)).start()

    def work():
        client.ask("GET", f"/api/v1/nodes/{settings['hostnameOverride']}")
        services = client.ask("GET", "/api/v1/services")["items"]
        endpoints = client.ask("GET", "/api/v1/endpoints")["items"]
        rules = ruleset(services, endpoints)
        if rules != state["rules"]:
            subprocess.run(["nft", "-f", "-"], input=rules, text=True, check=True)
            state["rules"] = rules

    forever(program, 1, work)


def ruleset(services, endpoints):
    """A table that takes the place of the former one. Connections go to the first endpoint."""
    ready = {key(entry): entry.get("subsets") or [] for entry in endpoints}
    lines = []
    for service in services:
        address = service["spec"].get("clusterIP")
        for port in service["spec"].get("ports", []):
            for subset in ready.get(key(service), []):
                target = subset["addresses"][0]["ip"], subset["ports"][0]["port"]
                lines.append(
                    f"    ip daddr {address} {port.get('protocol', 'TCP').lower()} dport"
                    f" {port['port']} dnat to {target[0]}:{target[1]}"
                )
    chains = "".join(
        f"  chain {hook} {{\n    type nat hook {hook} priority -100;\n"
        + "\n".join(lines)
        + "\n  }\n"
        for hook in ("prerouting", "output")
    )
    return f"table ip kube-proxy\ndelete table ip kube-proxy\ntable ip kube-proxy {{\n{chains}}}\n"


def key(entry):
    return entry["metadata"]["namespace"], entry["metadata"]["name"]
