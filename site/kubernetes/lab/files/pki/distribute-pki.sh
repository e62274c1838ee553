#!/bin/sh
# Copies to each machine of lab its own keys and certificates, into /srv/kubernetes.
# distribute-pki.sh [NAME]...    without a name: to every machine
set -eu
umask 077

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
out=$here/out
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT

# take FILE [NAME]: adds pki/out/FILE to what is sent, under NAME.
take() {
  if ! cp "$out/$1" "$stage/${2:-$1}"; then
    echo "distribute-pki: run make-pki.sh first" >&2
    exit 1
  fi
}

# take_pair NAME [INSTALLED]: a certificate and its key.
take_pair() {
  take "$1.crt" "${2:-$1}.crt"
  take "$1.key" "${2:-$1}.key"
}

# send NAME ADDRESS: unpacks what was taken on that machine.
send() {
  chmod 0644 "$stage"/*
  chmod 0600 "$stage"/*.key
  # shellcheck disable=SC2029 # the command is meant to be put together here
  (cd "$stage" && tar -cf - ./*) |
    ssh root@"$2" "sh -c '$receive'"
  rm -rf "${stage:?}"/*
  echo "$1: done"
}

# Runs on the machine; etcd owns the keys that it reads.
receive='set -eu
umask 022
mkdir -p /srv/kubernetes
chmod 0755 /srv/kubernetes
tar -C /srv/kubernetes --no-same-owner --preserve-permissions -xf -
if id etcd >/dev/null 2>&1 && [ -e /srv/kubernetes/etcd-server.key ]; then
  chown etcd:etcd /srv/kubernetes/etcd-server.key /srv/kubernetes/etcd-peer.key
fi'

master() {
  take etcd-ca.crt
  take front-proxy-ca.crt
  take sa.key
  take sa.pub
  take_pair "server-$1" server
  take_pair "etcd-server-$1" etcd-server
  take_pair "etcd-peer-$1" etcd-peer
  take_pair apiserver-kubelet-client
  take_pair apiserver-etcd-client
  take_pair etcd-healthcheck-client
  take_pair front-proxy-client
}

machine() {
  take ca.crt
  take_pair "kubelet-$1" kubelet
}

if [ "$#" -eq 0 ]; then
  set -- "$@" m1
  set -- "$@" n1
  set -- "$@" n2
fi

for name in "$@"; do
  case $name in
  m1)
    master "$name"
    machine "$name"
    send "$name" 192.168.10.11
    ;;
  n1)
    machine "$name"
    send "$name" 192.168.10.21
    ;;
  n2)
    machine "$name"
    send "$name" 192.168.10.22
    ;;
  *)
    echo "distribute-pki: no machine is called $name" >&2
    exit 64
    ;;
  esac
done
