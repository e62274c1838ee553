/// The first half of `install.sh`: nothing in it writes.
extension InstallScript {
  /// The arguments and what they decide.
  static let options = #"""
    umask 022

    usage() {
      cat <<EOF
    usage: sh install.sh [--dry-run] [--diff] [--root DIR] [--force] [--check-host]

    Installs the files of the host $host of the cluster $cluster. It starts nothing.
    Run it as root, on $host, from the folder that was unpacked.

      --dry-run     say what would be done, and do nothing
      --diff        show each difference to what is installed, and do nothing
      --root DIR    install below DIR, such as the root folder of an image; the name of the
                    machine is not checked then, and DIR's own users own the files
      --force       install although this seems to be another machine
      --check-host  check the name with --root too: in DIR/etc/hostname, if that is there
      --help        show this text

    A file that changes is kept in /var/backups/bespoke/$cluster first.
    Exit status: 0 all is well, 1 the files were not all installed, 64 wrong usage.
    EOF
    }

    dry_run=no
    diff=no
    force=no
    root=
    check_host=
    while [ $# -gt 0 ]; do
      case $1 in
        --dry-run) dry_run=yes ;;
        --diff) diff=yes ;;
        --force) force=yes ;;
        --check-host) check_host=yes ;;
        --root)
          [ $# -ge 2 ] || misuse '--root needs a folder'
          root=$2
          shift
          [ -n "$root" ] || misuse '--root needs a folder'
          ;;
        --root=?*) root=${1#--root=} ;;
        --help | -h)
          usage
          exit 0
          ;;
        *) misuse "unknown argument '$1'" ;;
      esac
      shift
    done

    if [ -n "$root" ]; then
      case $root in /*) ;; *) root=./$root ;; esac
      [ -d "$root" ] || die "$root is not a folder"
      root=$(CDPATH='' cd -P "$root" && pwd) || die "$root cannot be entered"
      # The root folder of this machine is no image.
      [ "$root" != / ] || root=
    fi
    [ -n "$check_host" ] || [ -n "$root" ] || check_host=yes

    changes=yes
    if [ "$dry_run" = yes ] || [ "$diff" = yes ]; then changes=no; fi
    user_id=$(id -u)
    # Only root can give files away: below a folder of one's own they stay one's own.
    owners=yes
    if [ -n "$root" ] && [ "$user_id" -ne 0 ]; then owners=no; fi

    """#

  /// What is made sure of before anything is written.
  static let checks = #"""
    check_tools() {
      for tool in cat chmod chown cp cut date mkdir mv readlink rm sort stat tr; do
        has "$tool" || die "$tool is missing (package coreutils)"
      done
      [ "$diff" = no ] || has diff || die 'diff is missing (package diffutils)'
    }

    # Prints the number of a user (passwd) or group (group), or nothing.
    identifier() {
      if [ -n "$root" ] && [ -f "$root/etc/$1" ]; then
        cut -d: -f1,3 "$root/etc/$1"
      elif has getent; then
        getent "$1" "$2" | cut -d: -f1,3
      else
        cut -d: -f1,3 "/etc/$1"
      fi | sed -n "s/^$2:\([0-9][0-9]*\)\$/\1/p" | sed 1q
    }

    problem() {
      warn "$@"
      problems=$((problems + 1))
    }

    # Sets user and group to the numbers of the owner, and is false if it has none.
    find_owner() {
      user=$(identifier passwd "${owner%%:*}")
      group=$(identifier group "${owner#*:}")
      [ -n "$user" ] && [ -n "$group" ]
    }

    # The nearest folder above, or at, the path $1 takes new files, and is below the root.
    check_folder() {
      folder=$1
      while [ -n "$folder" ] && [ ! -e "$folder" ] && [ ! -L "$folder" ]; do
        folder=${folder%/*}
      done
      folder=${folder:-/}
      if [ ! -d "$folder" ]; then
        problem "$folder is not a folder, so $1 cannot be made"
      elif ! real=$(CDPATH='' cd -P "$folder" 2>/dev/null && pwd); then
        problem "$folder cannot be entered${hint}"
      else
        case $real/ in
          "$root"/*) [ "$changes" = no ] || [ -w "$folder" ] || problem "$folder is not writable" ;;
          *) problem "$folder leads out of $root, to $real" ;;
        esac
      fi
    }

    # Sets state to new, changed or same, and why to what differs.
    compare() {
      state=new
      why=
      [ -e "$target" ] || return 0
      [ "$(sha256sum <"$target")" = "$sum  -" ] || why='text'
      have=$(stat -c '%a %u:%g' "$target") || die "$target cannot be examined"
      # As numbers: 0644 and 644 are the same mode.
      if [ $((0${have% *})) -ne $((0$mode)) ]; then
        why="${why:+$why, }mode ${have% *} -> ${mode#0}"
      fi
      if [ "$owners" = yes ] && [ "${have#* }" != "$user:$group" ]; then
        why="${why:+$why, }owner ${have#* } -> $owner"
      fi
      state=${why:+changed}
      state=${state:-same}
    }

    # Counts in problems what forbids to install a file.
    check_file() {
      case $mode:$owner:$sum:$path in
        [0-7][0-7][0-7][0-7]:?*:?*:?*:/*) ;;
        *) die "files.list has a line that is none: $mode $owner $sum $path" ;;
      esac
      if [ ! -f "files$path" ] || [ "$(sha256sum <"files$path")" != "$sum  -" ]; then
        problem "files$path is not what files.list says: fetch the bundle again"
      fi
      if [ "$owners" = yes ] && ! find_owner; then
        missing=
        [ -n "$user" ] || missing="user '${owner%%:*}'"
        [ -n "$group" ] || missing="${missing:+$missing and no }group '${owner#*:}'"
        problem "there is no $missing to own $path: create that first"
        return 0
      fi
      if [ -L "$target" ]; then
        problem "$target is a symbolic link (to $(readlink "$target")): remove it first"
      elif [ -d "$target" ]; then
        problem "$target is a folder, and a file is to stand there"
      elif [ -e "$target" ] && [ ! -f "$target" ]; then
        problem "$target is not a regular file"
      elif [ -e "$target" ] && [ ! -r "$target" ]; then
        problem "$target cannot be read${hint}"
      else
        check_folder "${target%/*}"
        compare
        if [ "$state" = changed ]; then needs_backup=yes; fi
      fi
    }

    """#
}
