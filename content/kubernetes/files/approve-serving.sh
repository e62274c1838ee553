#!/bin/sh
# Approves the server certificates that the kubelets of {{ cluster_name }} ask for, after looking at each request.
# Safe to run again: a kubelet that already shows a certificate of the cluster is passed over.
# Needs: kubectl, openssl, base64.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
kubeconfig=$here/../secrets/out/kubeconfig/admin.kubeconfig

ask() {
  kubectl --kubeconfig="$kubeconfig" "$@"
}

# serves NAME: the apiserver reaches this kubelet and can verify its certificate.
serves() {
  ask get --raw="/api/v1/nodes/$1/proxy/healthz" >/dev/null 2>&1
}

# waiting NAME: the requests of this kubelet on which nobody has decided yet.
waiting() {
  ask get certificatesigningrequests --field-selector=spec.signerName=kubernetes.io/kubelet-serving \
    --output='jsonpath={range .items[*]}{.spec.username}{" "}{.metadata.name}{" "}{.status.conditions[*].type}{"\n"}{end}' |
    while read -r user request decided; do
      if [ "$user" = "system:node:$1" ] && [ -z "$decided" ]; then
        echo "$request"
      fi
    done
}

# names REQUEST: the names and addresses that it asks for, one a line, sorted.
names() {
  ask get certificatesigningrequest "$1" --output='jsonpath={.spec.request}' |
    base64 -d |
    openssl req -noout -text |
    sed -n '/Subject Alternative Name/{n;s/ //g;p;}' |
    tr ',' '\n' |
    LC_ALL=C sort
}

# fits REQUEST NAME ADDRESS: it asks for what belongs to this machine.
fits() {
  asked=$(names "$1")
  #@ if cloud == 'none'
  [ "$asked" = "$(printf 'DNS:%s\nIPAddress:%s' "$2" "$3")" ]
  #@ else
  # The cloud adds names and addresses of its own.
  printf '%s\n' "$asked" | grep -qxF "IPAddress:$3"
  #@ end
}

# approve NAME ADDRESS
approve() {
  tries=0
  until serves "$1"; do
    if [ "$tries" -ge 40 ]; then
      echo "approve-serving: the kubelet of $1 does not answer, and no request of it is waiting" >&2
      exit 1
    fi
    tries=$((tries + 1))
    for request in $(waiting "$1"); do
      if ! fits "$request" "$1" "$2"; then
        {
          echo "approve-serving: $request of $1 is not approved. It asks for:"
          names "$request"
          echo "If that is right, run: kubectl certificate approve $request"
        } >&2
        exit 1
      fi
      ask certificate approve "$request"
    done
    sleep 3
  done
  echo "$1: the kubelet shows a certificate of the cluster"
}

#@ for m in kubelets
approve {{ m.name }} {{ m.ip }}
#@ end
