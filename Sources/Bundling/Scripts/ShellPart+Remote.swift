/// Reaching hosts from the workstation.
extension ShellPart {
  /// Calling scripts on hosts over ssh. Reads `cluster` and `user`.
  static let remote = #"""
    # Everything of this cluster on a host is below this folder, which only root can enter.
    base=/var/lib/bespoke/$cluster
    become=
    [ "$user" = root ] || become='sudo -n '
    reached=

    # BESPOKE_SSH is a program with its options; it gets user@address and a command.
    set_up_ssh() {
      work=$(mktemp -d) || die 'no temporary folder can be made'
      ssh=${BESPOKE_SSH-}
      if [ -z "$ssh" ]; then
        has ssh || die 'ssh is missing (package openssh-client)'
        ssh='ssh -o BatchMode=yes -o ConnectTimeout=10 -o ServerAliveInterval=15'
        # One connection to each host, which ends with this script.
        ssh="$ssh -o ControlMaster=auto -o ControlPersist=60 -o ControlPath=$work/%C"
      fi
    }

    address_of() { awk -v host="$1" '$1 == host { print $2 }' hosts.list; }

    # Runs $2, which has no single quotes, as root on the host $1. What ssh leaves behind holds no lock.
    remote() {
      case " $reached " in *" $1 "*) ;; *) reached="$reached $1" ;; esac
      # shellcheck disable=SC2086 # a program with its options
      $ssh "$user@$(address_of "$1")" "${become}sh -c '$2'" 3<&- 9>&-
    }

    clean_up() {
      if [ -z "${BESPOKE_SSH-}" ]; then
        for name in $reached; do
          # shellcheck disable=SC2086
          $ssh -O exit "$user@$(address_of "$name")" 2>/dev/null
        done
      fi
      rm -rf "$work"
    }

    # What a host must say before its scripts are called: that its bundle is the one of this folder.
    same_bundle() {
      sum=$(sha256sum <"hosts/$1/SHA256SUMS")
      echo "cd $base/bundle 2>/dev/null && [ \"\$(sha256sum <SHA256SUMS)\" = \"$sum\" ] || exit 91"
    }

    explain_remote() {
      case $2 in
        91) warn "the bundle on '$1' is not the one of this folder: run sh distribute.sh $1 first" ;;
        255) warn "'$1' ($user@$(address_of "$1")) cannot be reached" ;;
        *) warn "'$1' refuses: see above" ;;
      esac
    }

    """#

  /// What hosts have done. Reads `work`, `state` and the variables of a command.
  static let asking = #"""
    names_in() { printf '%s\n' "$1" | tr ',' ' '; }

    # What a host has done is in $work/done-HOST, an id a line. A host's command that rests on one that
    # ran elsewhere is marked in $state/again until it has run.
    ask() {
      code=0
      remote "$1" "$(same_bundle "$1"); exec sh run.sh --list --lines" </dev/null >"$work/standing" ||
        code=$?
      [ "$code" -eq 0 ] || return "$code"
      sed -n "s/^done$tab//p" "$work/standing" >"$work/done-$1"
    }

    is_done_there() {
      [ -f "$work/done-$on" ] && grep -qxF "$id" "$work/done-$on" && [ ! -e "$state/again/$id@$on" ]
    }

    """#

  /// Choosing hosts.
  static let hosts = #"""
    # Sets chosen to the hosts that were named, or to all.
    choose_hosts() {
      for name in $hosts; do
        [ -n "$(address_of "$name")" ] || misuse "no host is called '$name'; there are: $(all_hosts)"
      done
      chosen=${hosts:-$(all_hosts)}
    }
    all_hosts() { awk '!/^#/ { printf "%s%s", blank, $1; blank = " " }' hosts.list; }

    """#
}
