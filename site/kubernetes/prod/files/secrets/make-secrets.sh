#!/bin/sh
# Makes the credentials of the cluster harbour in secrets/out, next to this script.
# Safe to run again: tokens and keys stay, kubeconfig files are written anew with the certificates
# of pki/out.
set -eu
umask 077

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
pki=$here/../pki/out
out=$here/out
api_url=https://api.harbour.example.com:443
admin="ops-lead"
mkdir -p "$out/kubeconfig"

fail() {
  printf 'make-secrets: %s\n' "$*" >&2
  exit 1
}

# write FILE: puts what comes in into secrets/out/FILE, in one step.
write() {
  cat >"$out/$1.new"
  mv -f "$out/$1.new" "$out/$1"
}

# encoded FILE: a file of pki/out in base64, on one line.
encoded() {
  [ -s "$pki/$1" ] || fail "pki/out/$1 is missing: run pki/make-pki.sh first"
  openssl base64 -A -in "$pki/$1"
}

# kubeconfig FILE SERVER CONTEXT USER: reads the user's credentials, indented, from its input.
kubeconfig() {
  authority=$(encoded ca.crt) || exit 1
  credentials=$(cat)
  write "kubeconfig/$1.kubeconfig" <<END
apiVersion: v1
kind: Config
clusters:
- name: harbour
  cluster:
    server: $2
    certificate-authority-data: $authority
users:
- name: $4
  user:
$credentials
contexts:
- name: $3
  context:
    cluster: harbour
    user: $4
current-context: $3
END
}

# with_certificate FILE SERVER CONTEXT USER CERTIFICATE
with_certificate() {
  certificate=$(encoded "$5.crt") || exit 1
  key=$(encoded "$5.key") || exit 1
  kubeconfig "$1" "$2" "$3" "$4" <<END
    client-certificate-data: $certificate
    client-key-data: $key
END
}

with_certificate admin "$api_url" harbour "harbour-$admin" admin
with_certificate controller-manager-cp1 https://10.30.0.11:443 \
  harbour system:kube-controller-manager kube-controller-manager
with_certificate scheduler-cp1 https://10.30.0.11:443 \
  harbour system:kube-scheduler kube-scheduler
with_certificate controller-manager-cp2 https://10.30.0.12:443 \
  harbour system:kube-controller-manager kube-controller-manager
with_certificate scheduler-cp2 https://10.30.0.12:443 \
  harbour system:kube-scheduler kube-scheduler
with_certificate controller-manager-cp3 https://10.30.0.13:443 \
  harbour system:kube-controller-manager kube-controller-manager
with_certificate scheduler-cp3 https://10.30.0.13:443 \
  harbour system:kube-scheduler kube-scheduler
with_certificate kubelet-cp1 "$api_url" harbour system:node:cp1 kubelet-cp1
with_certificate kubelet-cp2 "$api_url" harbour system:node:cp2 kubelet-cp2
with_certificate kubelet-cp3 "$api_url" harbour system:node:cp3 kubelet-cp3
with_certificate kubelet-w1 "$api_url" harbour system:node:w1 kubelet-w1
with_certificate kubelet-w2 "$api_url" harbour system:node:w2 kubelet-w2
with_certificate kubelet-w3 "$api_url" harbour system:node:w3 kubelet-w3
with_certificate kube-proxy "$api_url" harbour system:kube-proxy kube-proxy

# Once Secrets are encrypted with this key, nothing else can read them: it is never replaced.
if [ ! -s "$out/encryption.yaml" ]; then
  key=$(openssl rand -base64 32) || fail 'no random numbers'
  write encryption.yaml <<END
apiVersion: apiserver.config.k8s.io/v1
kind: EncryptionConfiguration
resources:
- resources: [secrets]
  providers:
  - secretbox:
      keys:
      - name: key1
        secret: $key
  - identity: {}
END
fi
echo "make-secrets: everything is in $out"
