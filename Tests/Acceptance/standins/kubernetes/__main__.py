"""Stand-ins for the daemons of Kubernetes, which no registry of packages has.

One program under several names, told apart by the name it is called by. Each takes the flags, files,
certificates and kubeconfigs that were made for the real daemon, refuses what is missing or does not
fit together, and does the TLS, the authentication and the calls to others for real. What makes a
cluster useful is not here: no pod is scheduled or run, and no controller reconciles anything.
"""

import importlib
import os
import pkgutil
import sys

PROGRAMS = {
    "kube-apiserver": "apiserver",
    "kube-controller-manager": "controllers",
    "kube-scheduler": "controllers",
    "kubelet": "kubelet",
    "kube-proxy": "proxy",
}


def main():
    name = os.path.basename(sys.argv[0])
    if name not in PROGRAMS:
        sys.exit(f"call this as one of {', '.join(PROGRAMS)}")
    version = pkgutil.get_data("__main__", "version").decode().strip()
    if sys.argv[1:] == ["--version"]:
        print(f"Kubernetes v{version}")
        print(f"{name} here is a stand-in that runs no pods", file=sys.stderr)
        return
    print(f"{name}: a stand-in that runs no pods, as v{version}", flush=True)
    importlib.import_module(PROGRAMS[name]).run(name, version, sys.argv[1:])


main()
