#!/bin/sh
# Copies to each machine of {{ cluster_name }} its own keys and certificates, into {{ cert_dir }}.
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
    #@ if ssh_user == 'root'
    ssh {{ ssh_user }}@"$2" "sh -c '$receive'"
    #@ else
    ssh {{ ssh_user }}@"$2" "sudo sh -c '$receive'"
    #@ end
  rm -rf "${stage:?}"/*
  echo "$1: done"
}

# Runs on the machine; etcd owns the keys that it reads.
receive='set -eu
umask 022
mkdir -p {{ cert_dir }}
chmod 0755 {{ cert_dir }}
tar -C {{ cert_dir }} --no-same-owner --preserve-permissions -xf -
if id etcd >/dev/null 2>&1 && [ -e {{ cert_dir }}/etcd-server.key ]; then
  chown etcd:etcd {{ cert_dir }}/etcd-server.key {{ cert_dir }}/etcd-peer.key
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
  #@ for m in machines
  set -- "$@" {{ m.name }}
  #@ end
fi

for name in "$@"; do
  case $name in
  #@ for m in machines
  {{ m.name }})
    #@ if m.role == 'master'
    master "$name"
    #@ end
    machine "$name"
    send "$name" {{ m.ip }}
    ;;
  #@ end
  *)
    echo "distribute-pki: no machine is called $name" >&2
    exit 64
    ;;
  esac
done
