/// Working on a host: what its `run.sh` and `verify.sh` begin with.
extension ShellPart {
  /// Taking arguments, with `take_option` and `usage`; going into the bundle; a folder for as long as
  /// the script runs. Sets `state`, `here`, `place` and `work`.
  static let host = #"""
    umask 022
    PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin
    export PATH

    root=
    force=no
    default_state=/var/lib/bespoke/$cluster
    state=$default_state
    take_arguments() {
      while [ $# -gt 0 ]; do
        if take_option "$@"; then
          shift "$taken"
          continue
        fi
        case $1 in
          --force) force=yes ;;
          --state)
            if [ -z "${2-}" ]; then misuse '--state needs a folder'; fi
            state=$2
            shift
            ;;
          *) misuse "unknown argument '$1'" ;;
        esac
        shift
      done
      check_seconds
      case $state in /*) ;; *) state=$PWD/$state ;; esac
    }

    # The bundle is whole, and for this machine; the names that were given are known.
    begin() {
      enter_folder
      check_sums commands.list
      check_host
      here=$PWD
      place=${HOME:-/}
      [ -d "$place" ] || place=/
      check_names
    }

    open_work() {
      work=$(mktemp -d) || die 'no temporary folder can be made'
      clean_up() { rm -rf "$work"; }
      arrange_end
    }

    """#
}
