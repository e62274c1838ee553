#!/bin/sh
# Makes the keys and certificates of the cluster {{ cluster_name }} in pki/out, next to this script.
# Safe to run again: keys and authorities stay as they are, certificates are renewed.
# Needs: openssl 1.1.1 or newer.
set -eu
umask 077

ca_days={{ ca_days }}
cert_days={{ cert_days }}

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
out=$here/out
mkdir -p "$out"

fail() {
  printf 'make-pki: %s\n' "$*" >&2
  exit 1
}

# quietly COMMAND...: shows what the command says only if it fails.
quietly() {
  if ! "$@" 2>"$out/openssl.log"; then
    cat "$out/openssl.log" >&2
    fail "this command failed: $*"
  fi
  rm -f "$out/openssl.log"
}

# new_key NAME: makes NAME.key unless there is one.
new_key() {
  if [ -s "$out/$1.key" ]; then
    return
  fi
  #@ if key_alg == 'rsa'
  quietly openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out "$out/$1.key.new"
  #@ else
  quietly openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$out/$1.key.new"
  #@ end
  mv "$out/$1.key.new" "$out/$1.key"
}

# check_authority CERTIFICATE KEY: they belong together, and the authority outlives what it signs.
check_authority() {
  of_certificate=$(openssl x509 -in "$1" -noout -pubkey) || fail "$1 is not a certificate"
  of_key=$(openssl pkey -in "$2" -pubout) || fail "$2 cannot be read as a private key"
  if [ "$of_certificate" != "$of_key" ]; then
    fail "$2 is not the key of $1"
  fi
  if ! openssl x509 -in "$1" -noout -checkend "$((cert_days * 86400))" >/dev/null; then
    fail "$1 is valid for less than $cert_days days"
  fi
}

# authority NAME: makes NAME.key and NAME.crt unless they are there.
authority() {
  if [ -s "$out/$1.crt" ] && [ ! -s "$out/$1.key" ]; then
    fail "$out/$1.crt is there but its key is missing: bring $1.key back, or remove both for a new authority"
  fi
  new_key "$1"
  if [ ! -s "$out/$1.crt" ]; then
    quietly openssl req -x509 -new -sha256 -days "$ca_days" -key "$out/$1.key" \
      -config "$here/$1.cnf" -out "$out/$1.crt.new"
    mv "$out/$1.crt.new" "$out/$1.crt"
  fi
  check_authority "$out/$1.crt" "$out/$1.key"
}

# certificate NAME AUTHORITY PURPOSE...: renews NAME.crt; it replaces the old one only if it verifies.
certificate() {
  name=$1
  issuer=$2
  shift 2
  new_key "$name"
  quietly openssl req -new -sha256 -key "$out/$name.key" -config "$here/$name.cnf" -out "$out/$name.csr"
  quietly openssl x509 -req -sha256 -days "$cert_days" -in "$out/$name.csr" \
    -CA "$out/$issuer.crt" -CAkey "$out/$issuer.key" -set_serial "0x$(openssl rand -hex 16)" \
    -extfile "$here/$name.cnf" -extensions ext -out "$out/$name.crt.new"
  rm -f "$out/$name.csr"
  for purpose in "$@"; do
    openssl verify -partial_chain -purpose "$purpose" -CAfile "$out/$issuer.crt" "$out/$name.crt.new" >/dev/null ||
      fail "$name.crt does not verify as $purpose"
  done
  mv "$out/$name.crt.new" "$out/$name.crt"
  printf '  %-28s %-48s %s\n' "$name" \
    "$(openssl x509 -in "$out/$name.crt" -noout -subject -nameopt RFC2253 | sed 's/^subject=//')" \
    "$(openssl x509 -in "$out/$name.crt" -noout -enddate | sed 's/^notAfter=//')"
}

#@ if own_ca != null
if [ ! -s "$out/ca.key" ]; then
  fail "put the private key of your own authority into $out/ca.key first (mode 0600)"
fi
check_authority "$here/own-ca.crt" "$out/ca.key"
cp "$here/own-ca.crt" "$out/ca.crt"
#@ else
authority ca
#@ end
#@ if pki_layout == 'separate'
authority etcd-ca
authority front-proxy-ca
etcd_issuer=etcd-ca
front_proxy_issuer=front-proxy-ca
#@ else
for name in etcd-ca front-proxy-ca; do
  if [ -e "$out/$name.key" ]; then
    fail "$out/$name.key is there: this directory was made with separate authorities"
  fi
  cp "$out/ca.crt" "$out/$name.crt"
done
etcd_issuer=ca
front_proxy_issuer=ca
#@ end

if [ ! -s "$out/sa.key" ] && [ -s "$out/sa.pub" ]; then
  fail "$out/sa.pub is there but sa.key is missing: bring it back, or remove sa.pub for a new pair"
fi
new_key sa
quietly openssl pkey -in "$out/sa.key" -pubout -out "$out/sa.pub"

printf '  %-28s %-48s %s\n' certificate 'made out to' 'valid until'
#@ for m in masters
certificate server-{{ m.name }} ca sslserver
certificate etcd-server-{{ m.name }} "$etcd_issuer" sslserver sslclient
certificate etcd-peer-{{ m.name }} "$etcd_issuer" sslserver sslclient
#@ end
#@ if node_join == 'certs'
#@ for m in kubelets
certificate kubelet-{{ m.name }} ca sslserver sslclient
#@ end
#@ end
certificate apiserver-kubelet-client ca sslclient
certificate kube-controller-manager ca sslclient
certificate kube-scheduler ca sslclient
#@ if proxy_certificate
certificate kube-proxy ca sslclient
#@ end
certificate admin ca sslclient
certificate apiserver-etcd-client "$etcd_issuer" sslclient
certificate etcd-healthcheck-client "$etcd_issuer" sslclient
certificate front-proxy-client "$front_proxy_issuer" sslclient

chmod 0644 "$out"/*.crt "$out/sa.pub"
printf 'make-pki: all certificates are in pki/out and verify\n'
