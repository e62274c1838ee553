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

# push SOURCE TARGET: gives an image that containerd has its name in the registry, and sends it there.
push() {
  images tag --force "$1" "$2" >/dev/null || fail "containerd has no image $1"
  set -- "$2"
  if [ -n "${REGISTRY_LOGIN:-}" ]; then
    set -- --user "$REGISTRY_LOGIN" "$@"
  fi
  #@ if registry_insecure
  set -- --plain-http "$@"
  #@ end
  images push --platform "$platform" "$@"
}

# copy REPOSITORY TARGET: an image of another registry, with the tag that it has in ours.
copy() {
  images pull --platform "$platform" "$1:${2##*:}" >/dev/null
  push "$1:${2##*:}" "$2"
}

command -v ctr >/dev/null || fail 'there is no ctr: apt-get install containerd'

copy registry.k8s.io/pause {{ pause_image }}
#@ if string(coredns_image).startsWith(string(image_registry) + '/')
copy registry.k8s.io/coredns/coredns {{ coredns_image }}
#@ end
#@ if string(smoke_image).startsWith(string(image_registry) + '/')
copy registry.k8s.io/e2e-test-images/agnhost {{ smoke_image }}
#@ end
#@ if pod_network == 'flannel' && string(flannel_image).startsWith(string(image_registry) + '/')
copy ghcr.io/flannel-io/flannel {{ flannel_image }}
#@ end
#@ if pod_network == 'flannel' && string(flannel_cni_image).startsWith(string(image_registry) + '/')
copy ghcr.io/flannel-io/flannel-cni-plugin {{ flannel_cni_image }}
#@ end
#@ if etcd_source == 'own-registry'
copy registry.k8s.io/etcd {{ etcd_image }}
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
  images import --no-unpack "$work/$name.tar"
  push "registry.k8s.io/$name-{{ arch }}:v{{ k8s_release }}" "$registry/$name:v{{ k8s_release }}"
done
#@ end
echo "push-images: $registry has every image"
