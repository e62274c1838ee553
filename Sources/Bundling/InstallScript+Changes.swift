/// The second half of `install.sh`: what writes, and the order of all.
extension InstallScript {
  /// How one file is shown or put in place.
  static let changes = #"""
    show() {
      old=$target
      if [ "$state" = new ]; then old=/dev/null; fi
      say "# $path: ${why:-new, mode ${mode#0}, owner $owner}"
      diff -u -L "$old" -L "$path" "$old" "files$path" || [ $? -eq 1 ] || die "diff failed at $path"
    }

    make_folder() {
      if [ -z "$1" ] || [ -d "$1" ]; then return 0; fi
      make_folder "${1%/*}"
      mkdir -m 0755 "$1" || die "$1 cannot be made"
      [ "$user_id" -ne 0 ] || chown 0:0 "$1" || die "$1 cannot be given to root"
    }

    # Keeps mode and owner. Nobody but root enters the store, whatever the files in it allow; the
    # folders in it are open, so that whoever copies them back with `cp -a` does not close /etc.
    back_up() {
      if [ -z "$backups" ]; then
        stamp=/var/backups/bespoke/$cluster/$(date -u +%Y%m%dT%H%M%SZ)
        backups=$stamp
        number=1
        while [ -e "$root$backups" ]; do
          number=$((number + 1))
          backups=$stamp-$number
        done
        store=$root/var/backups/bespoke
        make_folder "${store%/*}"
        [ -d "$store" ] || mkdir -m 0700 "$store" || die "$store cannot be made"
      fi
      make_folder "$root$backups${path%/*}"
      cp -p "$target" "$root$backups$path" || die "no backup of $path can be made"
    }

    # Whoever reads the target finds the former file or the new one, never a part of one.
    # The name starts with a dot: programs that read a whole folder pass over such files.
    put() {
      make_folder "${target%/*}"
      temporary=${target%/*}/.${target##*/}.bespoke-new
      rm -f "$temporary" || die "$temporary is in the way"
      (umask 077 && set -C && cat "files$path" >"$temporary") || die "$temporary cannot be written"
      if [ "$owners" = yes ]; then
        chown "$user:$group" "$temporary" || die "$path cannot be given to $owner"
      fi
      chmod "$mode" "$temporary" || die "$path cannot be given the mode $mode"
      mv -f "$temporary" "$target" || die "$path cannot be put in place"
      temporary=
    }

    # Does with a file what the arguments ask for, and counts it.
    treat() {
      [ "$owners" = no ] || find_owner || die "the owner of $path has gone"
      compare
      total=$((total + 1))
      case $state in
        same) return 0 ;;
        new) verb=install ;;
        changed) verb=change ;;
      esac
      if [ "$diff" = yes ]; then
        show
      elif [ "$changes" = no ]; then
        say "would $verb $path${why:+ ($why)}"
      else
        if [ "$state" = changed ]; then back_up; fi
        # Before the file is there: a signal must not lose the reminder.
        case $path in */systemd/system/*) units=yes ;; esac
        put
        say "${verb%e}ed $path${why:+ ($why)}"
      fi
      if [ "$state" = new ]; then new=$((new + 1)); else changed=$((changed + 1)); fi
    }

    # Runs a command for each line of the list.
    each_file() {
      while read -r mode owner sum path; do
        case $mode in '' | '#'*) continue ;; esac
        target=$root$path
        "$1"
      done <files.list
    }

    remind() {
      [ -z "$backups" ] || say "The former files are in $root$backups"
      say 'Nothing was started or restarted.'
      [ "$units" = no ] || say 'Unit files changed: run systemctl daemon-reload on the host.'
    }

    finish() {
      status=$?
      set +e
      [ -z "$temporary" ] || rm -f "$temporary" 2>/dev/null
      if [ "$status" -ne 0 ] && [ "$changes" = yes ] && [ $((new + changed)) -gt 0 ]; then
        warn "stopped after $((new + changed)) of the files: mend the cause, then run it again"
        remind >&2
      fi
      exit "$status"
    }

    """#

  /// The order of it all.
  static let run = #"""
    problems=0
    needs_backup=no
    hint=
    [ "$user_id" -eq 0 ] || hint=', except by root'
    temporary=
    backups=
    units=no
    total=0
    new=0
    changed=0
    trap finish EXIT
    trap 'exit 129' HUP
    trap 'exit 130' INT
    trap 'exit 143' TERM

    enter_folder
    check_sums files.list
    check_tools
    [ -z "$check_host" ] || check_host
    if [ "$user_id" -ne 0 ] && [ -z "$root" ]; then
      [ "$changes" = no ] || die 'only root can install the files; --dry-run and --diff need no root'
      warn 'not run as root: a file in a folder that is closed to you looks like a missing one'
    fi
    [ "$owners" = yes ] || warn 'not run as root: the files will be yours, whatever files.list says'

    each_file check_file
    [ "$needs_backup" = no ] || check_folder "$root/var/backups/bespoke/$cluster"
    [ "$problems" -eq 0 ] || die 'nothing was changed'
    if [ "$changes" = yes ] && has flock && [ -r "$root/" ]; then
      # The lock goes with the process, however that ends.
      exec 9<"$root/"
      flock -n 9 || die 'another install.sh is at work here'
    fi
    each_file treat

    files="$total files"
    [ "$total" -ne 1 ] || files='1 file'
    same=$((total - new - changed))
    if [ $((new + changed)) -eq 0 ]; then
      [ "$diff" = yes ] || say "$files, all up to date"
    elif [ "$diff" = yes ]; then
      :
    elif [ "$changes" = no ]; then
      say "$files: $new to install, $changed to change, $same up to date; nothing was changed"
    else
      say "$files: $new installed, $changed changed, $same unchanged"
      remind
    fi

    """#
}
