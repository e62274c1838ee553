/// What is special to each script of the workstation.
extension ClusterScripts {
  /// The end of `run.sh`.
  static let run = #"""
    usage() {
      cat <<EOF
    usage: sh run.sh [--list] [--dry-run] [--only NAME] [--from NAME] [--to NAME] [--again]
                     [--wait SECONDS] [--quiet]

    Goes through all commands and checks of the cluster $cluster in the order of the guide: those for the
    workstation are run here, in this folder, those for hosts on each of their hosts over ssh as $user.
    It stops at the first that fails, and goes on there the next time. Run sh distribute.sh before.

      --list          say what is done and what is open, and do nothing
      --dry-run       say what would be run, and do nothing
      --only NAME     only this command or step; may be given several times
      --from NAME     start at this command or step
      --to NAME       stop behind this command or step
      --again         run also what is done
      --wait SECONDS  how long to try a check before it counts as failed (60)
      --quiet         show the output of the commands only
      --help          show this text

    BESPOKE_SSH replaces the program ssh with its options, such as BESPOKE_SSH='ssh -J gate -i key'.
    Exit status: 0 all is done, 1 something failed, 64 wrong usage.
    EOF
    }

    while [ $# -gt 0 ]; do
      take_option "$@" || misuse "unknown argument '$1'"
      shift "$taken"
    done
    check_seconds

    # Before anything runs: all hosts that will be needed answer, and have their bundles.
    ask_all() {
      is_selected && [ "$where" != - ] || return 0
      for on in $(names_in "$where"); do
        case " $reached " in *" $on "*) continue ;; esac
        code=0
        ask "$on" || code=$?
        if [ "$code" -ne 0 ]; then
          explain_remote "$on" "$code"
          unknown="$unknown $on"
        fi
      done
    }

    # What stands behind the command in its step rests on it: here, and after a command of the
    # workstation also on the hosts.
    forget_rest() {
      forget_here
      [ "$where" = - ] || return 0
      (
        behind=no
        while IFS=$tab read -r a b _ _ _ c _; do
          case $a in
            step) behind=no ;;
            run | check)
              if [ "$behind" = yes ] && [ "$c" != - ]; then
                for d in $(names_in "$c"); do : >"$state/again/$b@$d"; done
              fi
              [ "$b" != "$id" ] || behind=yes
              ;;
          esac
        done <commands.list
      ) || die "$state/again cannot be written"
    }

    execute_there() {
      remote "$on" "exec sh $base/bundle/run.sh --quiet --yes --only $id --wait $wait$more"
    }

    do_there() {
      tell "-- $id on $on: $title"
      printf '== %s %s on %s (%s) %s\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$id" "$on" "$kind" "$title" \
        >>"$log"
      more=
      if [ "$again" = yes ] || [ -e "$state/again/$id@$on" ]; then more=' --again'; fi
      [ "$kind" = check ] || forget_rest
      running="$id on $on"
      start=$(now)
      attempt execute_there follow
      if [ "$status" -ne 0 ]; then
        printf '== failed with the status %s\n' "$status" >>"$log"
        [ "$status" -ne 255 ] || explain_remote "$on" 255
        warn "the $kind '$id' failed on '$on'. Mend the cause, then go on with: sh $program"
        exit 1
      fi
      running=
      rm -f "$state/again/$id@$on"
      ask "$on" || die "'$on' does not answer any more"
      tell "ok ($(($(now) - start)) s)"
      done_count=$((done_count + 1))
    }

    # Sets standing to that of all hosts together, and wheres to the hosts where it is not done.
    find_standing_there() {
      standing='done'
      wheres=
      for on in $(names_in "$where"); do
        case " $unknown " in
          *" $on "*) standing=unknown ;;
          *)
            if [ "$moved" != "$step" ] && is_done_there; then continue; fi
            [ "$standing" = unknown ] || standing=open
            ;;
        esac
        wheres="$wheres${wheres:+, }$on"
      done
      wheres=${wheres:-$(printf '%s\n' "$where" | sed 's/,/, /g')}
    }

    show() {
      wheres=here
      if [ "$where" = - ]; then find_standing; else find_standing_there; fi
      if [ "$list" = no ] && [ "$standing" = 'done' ] && [ "$again" = no ]; then return 0; fi
      if [ "$kind" = run ] && [ "$standing" != 'done' ]; then moved=$step; fi
      show_row " ($wheres)"
    }

    consider() {
      is_selected || return 0
      if [ "$list" = yes ] || [ "$dry_run" = yes ]; then
        show
      elif [ "$where" = - ]; then
        total=$((total + 1))
        find_standing
        if [ "$standing" = 'done' ] && [ "$again" = no ]; then return 0; fi
        show_step
        do_here
      else
        for on in $(names_in "$where"); do
          total=$((total + 1))
          if is_done_there && [ "$again" = no ]; then continue; fi
          show_step
          do_there
        done
      fi
    }

    enter_folder
    check_sums commands.list
    here=$PWD
    place=$here
    state=$here/.bespoke
    check_names
    set_up_ssh
    arrange_end
    unknown=
    if [ "$list" = yes ] || [ "$dry_run" = yes ]; then
      each_command ask_all
      each_command consider
      exit 0
    fi
    open_state
    (umask 077 && mkdir -p "$state/again") || die "$state/again cannot be made"
    each_command ask_all
    [ -z "$unknown" ] || die 'nothing was run'
    each_command consider
    tell "$total commands: $done_count run, $((total - done_count)) done before"

    """#

  /// The end of `verify.sh`.
  static let verify = #"""
    usage() {
      cat <<EOF
    usage: sh verify.sh [--list] [--only NAME] [--done-only] [--wait SECONDS] [--lines] [HOST]...

    Makes all checks of the cluster $cluster, and changes nothing: those for the workstation here, those
    for hosts on each of their hosts over ssh as $user. With names: only those hosts.

      --list          name the checks, and do nothing
      --only NAME     only this check, or those of this step; may be given several times
      --done-only     skip the checks of steps that run.sh has not done yet
      --wait SECONDS  how long to try a check before it counts as failed (0)
      --lines         for programs: result, seconds, name, step, title and place with tabs between
      --help          show this text

    BESPOKE_SSH replaces the program ssh with its options, such as BESPOKE_SSH='ssh -J gate -i key'.
    Exit status: 0 all checks passed, 1 some did not, 64 wrong usage.
    EOF
    }

    hosts=
    while [ $# -gt 0 ]; do
      if take_option "$@"; then
        shift "$taken"
        continue
      fi
      case $1 in
        -*) misuse "unknown argument '$1'" ;;
        *) hosts="$hosts $1" ;;
      esac
      shift
    done
    check_seconds

    # A host's command counts as done only when the host says so; it is asked only where that decides.
    is_run_done() {
      if [ "$where" = - ]; then
        is_done "$id" "$key"
        return
      fi
      [ "$done_only" = yes ] && [ -d "$state/done" ] || return 0
      for on in $(names_in "$where"); do
        [ -e "$work/done-$on" ] || ask "$on" || : >"$work/done-$on"
        is_done_there || return 1
      done
    }

    consider() { if [ "$where" = - ] || [ "$kind" = run ]; then check_here; fi; }

    list_check_of_any() {
      title="$title ($(printf '%s\n' "$where" | sed 's/^-$/here/; s/,/, /g'))"
      list_check
    }

    # Notes for each host the checks that are asked for.
    note_checks() {
      [ "$kind" = check ] && [ "$where" != - ] && is_selected || return 0
      for on in $(names_in "$where"); do
        printf ' --only %s' "$id" >>"$work/checks-$on"
      done
    }

    verify_there() {
      more=
      [ "$done_only" = no ] || more=' --done-only'
      [ -z "$only" ] || more="$more$(cat "$work/checks-$1")"
      code=0
      remote "$1" "$(same_bundle "$1"); exec sh verify.sh --lines --wait $wait$more" </dev/null \
        >"$work/there" || code=$?
      if [ "$code" -le 1 ] && [ -s "$work/there" ]; then
        sed "s/here\$/$1/" "$work/there" >>"$work/rows"
      else
        explain_remote "$1" "$code"
        add_row FAILED - - - 'the checks could not be made' "$1"
      fi
    }

    enter_folder
    check_sums commands.list
    here=$PWD
    place=$here
    state=$here/.bespoke
    check_names
    choose_hosts
    if [ "$list" = yes ]; then
      each_command list_check_of_any
      exit 0
    fi
    set_up_ssh
    arrange_end
    : >"$work/rows"
    [ -n "$hosts" ] || each_command consider
    each_command note_checks
    for name in $chosen; do
      [ ! -s "$work/checks-$name" ] || verify_there "$name"
    done
    show_table

    """#
}
