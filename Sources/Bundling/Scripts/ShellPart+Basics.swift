/// What every script begins with.
extension ShellPart {
  /// Messages, the folder of the script, and whether the bundle is whole.
  static let messages = #"""
    LC_ALL=C
    export LC_ALL

    say() { printf '%s\n' "$*"; }
    warn() { printf '%s: %s\n' "$program" "$*" >&2; }
    die() {
      warn "$@"
      exit 1
    }
    misuse() {
      warn "$1"
      usage >&2
      exit 64
    }
    has() { command -v "$1" >/dev/null 2>&1; }

    # Goes to the folder of the script.
    enter_folder() {
      here=$(dirname "$0")
      case $here in /*) ;; *) here=./$here ;; esac
      CDPATH='' cd "$here" || die "$here cannot be entered"
    }

    # The bundle is whole: SHA256SUMS vouches for everything in it, also for the list $1.
    check_sums() {
      has sha256sum || die 'sha256sum is missing (package coreutils), so nothing can be verified'
      [ -f SHA256SUMS ] || die "$PWD has no SHA256SUMS: run $program in the folder it came in"
      if ! report=$(sha256sum -c SHA256SUMS 2>&1); then
        printf '%s\n' "$report" | grep -v ': OK$' >&2 || :
        die 'the bundle is damaged: unpack it again, or fetch it again'
      fi
      grep -q "^[0-9a-f]*  $1\$" SHA256SUMS || die "SHA256SUMS does not vouch for $1"
    }

    """#

  /// Whether this machine is the host. Reads `root`, the folder of an image or nothing, and `force`.
  static let identity = #"""
    # The names of the machine, a line each; those of an image are in the image.
    names() {
      if [ -n "$root" ] && [ -f "$root/etc/hostname" ]; then
        sed -e '/^#/d' "$root/etc/hostname"
      else
        hostname || :
        hostname -f || :
        uname -n || :
        sed -e '/^#/d' /etc/hostname || :
      fi 2>/dev/null | tr '[:upper:]' '[:lower:]' | sort -u
    }

    # The addresses of the machine, a line each; an image has none.
    addresses() {
      if [ -n "$root" ]; then
        :
      elif has ip; then
        ip -o address show | sed -n 's/.* inet6\{0,1\} \([0-9a-f.:]*\).*/\1/p'
      else
        hostname -I | tr ' ' '\n'
      fi 2>/dev/null || :
    }

    # A machine that is still to get its name is known by its address.
    check_host() {
      own=$(addresses)
      carries() { printf '%s\n' "$own" | grep -qxF "$1"; }
      if [ -n "$address" ] && carries "$address"; then return 0; fi
      found=
      for name in $(names); do
        if [ "$name" = "$host" ] || [ "${name%%.*}" = "$host" ]; then found=$host; fi
        [ "$found" = "$host" ] || found="${found:+$found, }'$name'"
      done
      for other in $others; do
        if carries "${other%%=*}"; then found="'${other#*=}' by its address ${other%%=*}"; fi
      done
      if [ "$found" = "$host" ]; then return 0; fi
      warn "this bundle is for the host '$host', but this one is ${found:-without a name}"
      if [ "$force" = yes ]; then return 0; fi
      die "go to '$host'${address:+ ($address)}; or use --force if this is the right machine after all"
    }

    """#
}
