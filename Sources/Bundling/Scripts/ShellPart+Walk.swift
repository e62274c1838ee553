/// What both `run.sh` share.
extension ShellPart {
  /// Options, rows, barriers, and doing a command that is for here.
  static let walk = #"""
    list=no
    dry_run=no
    again=no
    yes=no
    lines=no
    quiet=no
    wait=60
    moved=
    shown_step=
    total=0
    done_count=0

    tell() { [ "$quiet" = yes ] || say "$@"; }
    follow() { tee -i -a "$log"; }

    show_step() {
      [ "$shown_step" != "$step" ] || return 0
      shown_step=$step
      tell "== $step_title"
    }

    show_row() {
      if [ "$lines" = yes ]; then
        printf '%s\t%s\n' "$standing" "$id"
      else
        show_step
        printf '%-8s %-5s %-24s %s\n' "$standing" "$kind" "$id" "$title${1-}"
      fi
    }

    # Goes on only when what has to be done elsewhere is done.
    pass_barrier() {
      if [ -z "$before" ] || is_done "$id.before" "$before_key"; then return 0; fi
      if [ "$yes" = no ]; then
        say "Before '$id' ($title) this is to be done elsewhere:"
        printf '%s' "$before"
        answer=no
        if [ -t 0 ]; then
          printf 'Is all of it done? [y/N] '
          read -r answer || answer=no
        fi
        case $answer in
          y | Y | yes) ;;
          *)
            say "When it is done, go on with: sh $program --yes"
            exit 3
            ;;
        esac
      fi
      remember "$id.before" "$before_key"
    }

    fail() {
      printf '== failed with the status %s\n' "$status" >>"$log"
      warn "the $kind '$id' failed: $title"
      {
        if [ "$kind" = check ]; then explain_failure; else say "  it ended with the status $status"; fi
        case $step in
          *#*) say "  the page: ${step%%#*}.html#${step#*#}" ;;
          *) say "  the page: $step.html" ;;
        esac
        say "  the log: $log"
        [ "$quiet" = yes ] || say "Mend the cause, then go on with: sh $program"
      } >&2
      exit 1
    }

    # Runs a command or a check that is for here, and remembers that it is done.
    do_here() {
      has "$shell" || die "$shell is missing, and '$id' is written in it"
      tell "-- $id: $title"
      printf '== %s %s (%s) %s\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$id" "$kind" "$title" >>"$log"
      running=$id
      start=$(now)
      if [ "$kind" = run ]; then
        forget_rest
        moved=$step
        attempt execute follow
        [ "$status" -eq 0 ] || fail
      elif try_check; then
        tee -a "$log" <"$work/output"
      else
        cat "$work/output" >>"$log"
        fail
      fi
      running=
      remember "$id" "$key"
      tell "ok ($(($(now) - start)) s)"
      done_count=$((done_count + 1))
    }

    # Takes an option that chooses commands or says how; false for another one.
    take_option() {
      taken=1
      case $1 in
        --list) list=yes ;;
        --lines) lines=yes ;;
        --dry-run) dry_run=yes ;;
        --again | --redo) again=yes ;;
        --yes) yes=yes ;;
        --quiet) quiet=yes ;;
        --only | --from | --to | --wait)
          if [ -z "${2-}" ]; then misuse "$1 needs a value"; fi
          taken=2
          case $1 in
            --only) only="$only $2" ;;
            --from) from=$2 ;;
            --to) to=$2 ;;
            --wait) wait=$2 ;;
          esac
          ;;
        --help | -h)
          usage
          exit 0
          ;;
        *) return 1 ;;
      esac
    }

    """#

  /// What is done, and the lock.
  static let state = #"""
    # Sets standing to done, open or changed. What stands behind a changed command in its step is open.
    find_standing() {
      standing=open
      if is_done "$id" "$key"; then
        standing='done'
      elif [ -f "$state/done/$id" ]; then
        standing=changed
      fi
      if [ "$moved" = "$step" ] && [ "$standing" = 'done' ]; then standing=open; fi
    }

    remember() {
      when=$(date -u +%Y-%m-%dT%H:%M:%SZ)
      if ! { (umask 077 && echo "$2 $when" >"$state/done/.new") &&
        mv -f "$state/done/.new" "$state/done/$1"; }; then
        die "$state/done/$1 cannot be written"
      fi
    }

    # Before a command runs, what was done behind it in its step is forgotten: it rests on this.
    forget_here() {
      (
        behind=no
        while IFS=$tab read -r a b _; do
          case $a in
            step) behind=no ;;
            run | check)
              [ "$b" != "$id" ] || behind=yes
              [ "$behind" = no ] || rm -f "$state/done/$b"
              ;;
          esac
        done <commands.list
      ) || die "$state/done cannot be written"
    }

    open_state() {
      (umask 077 && mkdir -p "$state/done") || die "$state cannot be made"
      log=$state/run.log
      (umask 077 && : >>"$log") || die "$log cannot be written"
      if has flock; then
        # The lock goes with the process, however that ends.
        exec 9>"$state/lock"
        flock -n 9 || die "another $program is at work here"
      fi
    }

    """#
}
