#!/bin/sh
# Copies to each machine of harbour its own keys and certificates, into /etc/kubernetes/pki.
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
    ssh debian@"$2" "sudo sh -c '$receive'"
  rm -rf "${stage:?}"/*
  echo "$1: done"
}

# Runs on the machine; etcd owns the keys that it reads.
receive='set -eu
umask 022
mkdir -p /etc/kubernetes/pki
chmod 0755 /etc/kubernetes/pki
tar -C /etc/kubernetes/pki --no-same-owner --preserve-permissions -xf -
if id etcd >/dev/null 2>&1 && [ -e /etc/kubernetes/pki/etcd-server.key ]; then
  chown etcd:etcd /etc/kubernetes/pki/etcd-server.key /etc/kubernetes/pki/etcd-peer.key
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
  set -- "$@" cp1
  set -- "$@" cp2
  set -- "$@" cp3
  set -- "$@" w1
  set -- "$@" w2
  set -- "$@" w3
fi

for name in "$@"; do
  case $name in
  cp1)
    master "$name"
    machine "$name"
    send "$name" 10.30.0.11
    ;;
  cp2)
    master "$name"
    machine "$name"
    send "$name" 10.30.0.12
    ;;
  cp3)
    master "$name"
    machine "$name"
    send "$name" 10.30.0.13
    ;;
  w1)
    machine "$name"
    send "$name" 10.30.1.21
    ;;
  w2)
    machine "$name"
    send "$name" 10.30.1.22
    ;;
  w3)
    machine "$name"
    send "$name" 10.30.1.23
    ;;
  *)
    echo "distribute-pki: no machine is called $name" >&2
    exit 64
    ;;
  esac
done
