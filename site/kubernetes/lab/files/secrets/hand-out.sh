#!/bin/sh
# Copies to each machine of lab its keys, certificates, kubeconfigs and tokens, over ssh.
#   hand-out.sh [NAME]...    without a name: to every machine
# BESPOKE_SSH takes the place of ssh and its options. Safe to run again.
set -eu
umask 077

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
pki=$here/../pki/out
secrets=$here/out
ssh=${BESPOKE_SSH:-ssh -o BatchMode=yes -o ConnectTimeout=10}
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
trap 'exit 130' HUP INT TERM

fail() {
  printf 'hand-out: %s\n' "$*" >&2
  exit 1
}

# take FILE MODE OWNER PATH: adds a file to what is sent. A machine on which the owner does not
# exist yet gives the file to root.
take() {
  [ -s "$1" ] || fail "$1 is missing: run pki/make-pki.sh and secrets/make-secrets.sh first"
  number=$((number + 1))
  cp "$1" "$stage/$number"
  printf '%s %s %s %s\n' "$number" "$2" "$3" "$4" >>"$stage/list"
}

# certificate NAME [INSTALLED-NAME [OWNER]]: a certificate and its key.
certificate() {
  take "$pki/$1.crt" 0644 root "/srv/kubernetes/${2:-$1}.crt"
  take "$pki/$1.key" 0600 "${3:-root}" "/srv/kubernetes/${2:-$1}.key"
}

# kubeconfig NAME PATH
kubeconfig() {
  take "$secrets/kubeconfig/$1.kubeconfig" 0600 root "$2"
}

master() {
  take "$pki/etcd-ca.crt" 0644 root /srv/kubernetes/etcd-ca.crt
  take "$pki/front-proxy-ca.crt" 0644 root /srv/kubernetes/front-proxy-ca.crt
  take "$pki/sa.key" 0600 root /srv/kubernetes/sa.key
  take "$pki/sa.pub" 0644 root /srv/kubernetes/sa.pub
  certificate "server-$1" server
  certificate "etcd-server-$1" etcd-server etcd
  certificate "etcd-peer-$1" etcd-peer etcd
  certificate etcd-healthcheck-client
  certificate apiserver-etcd-client
  certificate apiserver-kubelet-client
  certificate front-proxy-client
  kubeconfig admin /etc/kubernetes/admin.kubeconfig
  kubeconfig "controller-manager-$1" /etc/kubernetes/controller-manager.kubeconfig
  kubeconfig "scheduler-$1" /etc/kubernetes/scheduler.kubeconfig
  take "$secrets/encryption.yaml" 0600 root /etc/kubernetes/encryption.yaml
}

kubelet() {
  certificate "kubelet-$1" kubelet
  kubeconfig "kubelet-$1" /var/lib/kubelet/kubeconfig
  kubeconfig kube-proxy /var/lib/kube-proxy/kubeconfig
}

# What the machine does, as root, in the folder into which the files were unpacked.
receiver() {
  cat <<'END'
set -eu
umask 022
cd "$(dirname "$0")"
changed=0
while read -r number mode owner path; do
  id "$owner" >/dev/null 2>&1 || owner=root
  mkdir -p "${path%/*}"
  cmp -s "$number" "$path" || changed=$((changed + 1))
  install -m "$mode" "$number" "$path.new"
  chown "$owner:" "$path.new"
  mv -f "$path.new" "$path"
done <list
echo "$(wc -l <list) files, $changed new or changed"
END
}

# send NAME ADDRESS: carries over what was taken, and installs it there.
send() {
  if [ ! -e "$stage/list" ]; then
    echo "$1: needs nothing"
    return
  fi
  receiver >"$stage/receive"
  # shellcheck disable=SC2016 # the machine expands this
  command='umask 077; d=$(mktemp -d) && tar -C "$d" -xf - && sh "$d/receive"; s=$?; rm -rf "$d"; exit "$s"'
  command="sh -c '$command'"
  # shellcheck disable=SC2086,SC2029 # $ssh is several words; the command is meant to be put together here
  if answer=$(tar -C "$stage" -cf - . | $ssh root@"$2" "$command"); then
    echo "$1: $answer"
  else
    echo "$1: FAILED" >&2
    failed=$((failed + 1))
  fi
}

if [ "$#" -eq 0 ]; then
  set -- "$@" m1
  set -- "$@" n1
  set -- "$@" n2
fi

failed=0
for name in "$@"; do
  rm -rf "${stage:?}"/*
  number=0
  case $name in
  m1)
    take "$pki/ca.crt" 0644 root /srv/kubernetes/ca.crt
    master "$name"
    kubelet "$name"
    send "$name" 192.168.10.11
    ;;
  n1)
    take "$pki/ca.crt" 0644 root /srv/kubernetes/ca.crt
    kubelet "$name"
    send "$name" 192.168.10.21
    ;;
  n2)
    take "$pki/ca.crt" 0644 root /srv/kubernetes/ca.crt
    kubelet "$name"
    send "$name" 192.168.10.22
    ;;
  *)
    echo "hand-out: no machine is called $name" >&2
    exit 64
    ;;
  esac
done
[ "$failed" -eq 0 ] || fail "$failed of the machines did not get their files"
echo 'hand-out: every machine has its files'
