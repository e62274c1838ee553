#!/bin/sh
# Copies the images that {{ cluster_name }} needs into {{ image_registry }}.
# Run it as root on a machine that has containerd and reaches both the internet and the registry.
# REGISTRY_LOGIN=user:password, if the registry wants one. Safe to run again.
set -eu

registry={{ image_registry }}
platform=linux/{{ arch }}

fail() {
  printf 'push-images: %s\n' "$*" >&2
  exit 1
}

images() {
  ctr --namespace k8s.io images "$@"
}

# push SOURCE PATH: gives an image that containerd has its name in the registry, and sends it there.
push() {
  images tag --force "$1" "$registry/$2" >/dev/null || fail "containerd has no image $1"
  set -- "$registry/$2"
  if [ -n "${REGISTRY_LOGIN:-}" ]; then
    set -- --user "$REGISTRY_LOGIN" "$@"
  fi
  #@ if registry_insecure
  set -- --plain-http "$@"
  #@ end
  images push --platform "$platform" "$@"
}

# copy PATH: an image of the project's registry, under the same path in ours.
copy() {
  images pull --platform "$platform" "registry.k8s.io/$1" >/dev/null
  push "registry.k8s.io/$1" "$1"
}

command -v ctr >/dev/null || fail 'there is no ctr: apt-get install containerd'

copy pause:{{ pause_version }}
copy coredns/coredns:{{ component_versions['coredns'] }}
#@ if etcd_source == 'own-registry'
copy etcd:{{ etcd_version }}-0
#@ end
#@ if control_plane_style == 'static-pods'

# The server archive holds the control plane's images as files, named after their architecture.
base=https://dl.k8s.io/release/v{{ k8s_release }}
archive=kubernetes-server-linux-{{ arch }}.tar.gz
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
curl --fail --silent --show-error --location --retry 3 --output "$work/$archive" "$base/$archive"
sum=$(curl --fail --silent --show-error --location --retry 3 "$base/$archive.sha256")
printf '%s  %s\n' "${sum%%[!0-9a-f]*}" "$work/$archive" | sha256sum --check --strict
for name in kube-apiserver kube-controller-manager kube-scheduler; do
  tar -C "$work" --strip-components=3 -xzf "$work/$archive" "kubernetes/server/bin/$name.tar"
  images import "$work/$name.tar"
  push "registry.k8s.io/$name-{{ arch }}:v{{ k8s_release }}" "$name:v{{ k8s_release }}"
done
#@ end
echo "push-images: $registry has every image"
