"""kube-controller-manager and kube-scheduler: they log in, elect a leader, and answer for their health."""

import os
import secrets
import sys

import flags as commandline
from client import Client, forever
from serving import Server, self_signed, texts, tls

KNOWN = {
    "kube-controller-manager": {
        "--allocate-node-cidrs", "--authentication-kubeconfig", "--authorization-kubeconfig",
        "--bind-address", "--client-ca-file", "--cloud-provider", "--cluster-cidr", "--cluster-name",
        "--cluster-signing-cert-file", "--cluster-signing-key-file", "--controllers", "--kubeconfig",
        "--leader-elect", "--node-cidr-mask-size", "--profiling", "--requestheader-client-ca-file",
        "--root-ca-file", "--service-account-private-key-file", "--service-cluster-ip-range",
        "--use-service-account-credentials",
    },
    "kube-scheduler": {
        "--authentication-kubeconfig", "--authorization-kubeconfig", "--bind-address", "--config",
    },
}  # fmt: skip
PORTS = {"kube-controller-manager": 10257, "kube-scheduler": 10259}


def run(program, version, arguments):
    given = commandline.parse(program, arguments, KNOWN[program])
    if program == "kube-scheduler":
        settings = commandline.configuration(given["--config"], "KubeSchedulerConfiguration")
        kubeconfig = settings["clientConnection"]["kubeconfig"]
    else:
        kubeconfig = given["--kubeconfig"]
        if given["--allocate-node-cidrs"] == "true" and "--cluster-cidr" not in given:
            sys.exit("invalid CIDR[0]: <nil> (invalid CIDR address: )")
    client = Client(kubeconfig)
    for name in ("--authentication-kubeconfig", "--authorization-kubeconfig"):
        Client(given[name])
    context = tls(*self_signed(), given.get("--client-ca-file"))
    Server((given["--bind-address"], PORTS[program]), texts({"/healthz": "ok"}), context).start()
    holder = f"{os.uname().nodename}_{secrets.token_hex(8)}"
    # Nothing is reconciled here; the lease shows that this kubeconfig is let in, and by whom.
    forever(program, 3, lambda: client.renew("kube-system", program, holder))
