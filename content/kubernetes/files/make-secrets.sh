#!/bin/sh
# Makes the credentials of the cluster {{ cluster_name }} in secrets/out, next to this script.
# Safe to run again: tokens and keys stay, kubeconfig files are written anew with the certificates
# of pki/out.
#@ if node_join == 'bootstrap-token'
# make-secrets.sh [--new-bootstrap-token]    a new one is also made when the old one has expired
#@ end
set -eu
umask 077

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
pki=$here/../pki/out
out=$here/out
api_url={{ api_url }}
admin="{{ admin_user }}"
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

#@ if uses_tokens || node_join == 'bootstrap-token'
# random LENGTH CHARACTERS: a random word of these characters.
random() {
  word=$(dd if=/dev/urandom bs=1024 count=1 2>/dev/null | LC_ALL=C tr -dc "$2" | cut -c "1-$1")
  [ "${#word}" -eq "$1" ] || fail 'no random numbers'
  printf '%s' "$word"
}

#@ end
#@ if uses_tokens
# token FILE: the token in secrets/out/FILE, which is made if it is not there.
token() {
  if [ ! -s "$out/$1" ]; then
    new=$(random 32 'A-Za-z0-9') || exit 1
    printf '%s\n' "$new" | write "$1"
  fi
  cat "$out/$1"
}

#@ end
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
- name: {{ cluster_name }}
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
    cluster: {{ cluster_name }}
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

#@ if uses_tokens || node_join == 'bootstrap-token'
# with_token FILE SERVER CONTEXT USER TOKEN
with_token() {
  kubeconfig "$1" "$2" "$3" "$4" <<END
    token: "$5"
END
}

#@ end
with_certificate admin "$api_url" {{ context_name }} "{{ cluster_name }}-$admin" admin
#@ for m in masters
with_certificate controller-manager-{{ m.name }} https://{{ m.ip }}:{{ api_port }} \
  {{ cluster_name }} system:kube-controller-manager kube-controller-manager
with_certificate scheduler-{{ m.name }} https://{{ m.ip }}:{{ api_port }} \
  {{ cluster_name }} system:kube-scheduler kube-scheduler
#@ end
#@ if node_join == 'certs' && cred_sharing != 'shared-admin'
#@ for m in kubelets
with_certificate kubelet-{{ m.name }} "$api_url" {{ cluster_name }} system:node:{{ m.name }} kubelet-{{ m.name }}
#@ end
#@ end
#@ if proxy_certificate
with_certificate kube-proxy "$api_url" {{ cluster_name }} system:kube-proxy kube-proxy
#@ end
#@ if uses_tokens

# The apiserver reads lines of: token, user, id, groups in quotes.
#@ if admin_token
admin_token=$(token admin.token) || exit 1
with_token admin-token "$api_url" {{ context_name }}-token "{{ cluster_name }}-$admin-token" "$admin_token"
#@ end
#@ if proxy_token
proxy_token=$(token kube-proxy.token) || exit 1
with_token kube-proxy "$api_url" {{ cluster_name }} system:kube-proxy "$proxy_token"
#@ end
write known_tokens.csv <<END
#@ if admin_token
$admin_token,$admin,$admin,"system:masters"
#@ end
#@ if proxy_token
$proxy_token,system:kube-proxy,kube-proxy
#@ end
END
#@ end
#@ if encryption_at_rest

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
#@ end
#@ if node_join == 'bootstrap-token'

# The bootstrap token: its two halves, and the second in which it expires.
now=$(date +%s)
id='' secret='' expires=0
if [ "${1:-}" != --new-bootstrap-token ] && [ -s "$out/bootstrap-token" ]; then
  read -r id secret expires <"$out/bootstrap-token"
fi
if [ "$expires" -le "$now" ]; then
  id=$(random 6 'a-z0-9') || exit 1
  secret=$(random 16 'a-z0-9') || exit 1
  expires=$((now + {{ bootstrap_hours }} * 3600))
  printf '%s %s %s\n' "$id" "$secret" "$expires" | write bootstrap-token
fi
# GNU and busybox take @SECONDS, BSD takes -r SECONDS.
expiration=$(date -u -d "@$expires" +%Y-%m-%dT%H:%M:%SZ 2>/dev/null ||
  date -u -r "$expires" +%Y-%m-%dT%H:%M:%SZ) || fail 'date cannot write the time of expiry'
write bootstrap-token.yaml <<END
apiVersion: v1
kind: Secret
metadata:
  name: bootstrap-token-$id
  namespace: kube-system
type: bootstrap.kubernetes.io/token
stringData:
  description: Kubelets of {{ cluster_name }} ask for their certificates with this.
  token-id: "$id"
  token-secret: "$secret"
  expiration: "$expiration"
  usage-bootstrap-authentication: "true"
  usage-bootstrap-signing: "true"
  auth-extra-groups: system:bootstrappers:{{ cluster_name }}
END
with_token bootstrap "$api_url" {{ cluster_name }} kubelet-bootstrap "$id.$secret"
echo "make-secrets: the bootstrap token $id is valid until $expiration"
#@ end
echo "make-secrets: everything is in $out"
