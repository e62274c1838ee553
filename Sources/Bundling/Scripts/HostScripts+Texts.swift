/// What is special to each script of a host.
extension HostScripts {
  /// The end of `run.sh`.
  static let run = #"""
    usage() {
      cat <<EOF
    usage: sh run.sh [--list] [--dry-run] [--only NAME] [--from NAME] [--to NAME] [--again] [--yes]
                     [--wait SECONDS] [--quiet] [--state DIR] [--force]

    Runs the commands and the checks of the host $host of the cluster $cluster in the order of the
    guide. It stops at the first that fails, and goes on there the next time. Run it as root on $host.

      --list          say what is done and what is open, and do nothing (--lines: for programs)
      --dry-run       say what would be run, and do nothing
      --only NAME     only this command or step; may be given several times
      --from NAME     start at this command or step
      --to NAME       stop behind this command or step
      --again         run also what is done
      --yes           what has to be done elsewhere first is done
      --wait SECONDS  how long to try a check before it counts as failed (60)
      --quiet         show the output of the commands only
      --state DIR     where it is remembered what is done ($default_state)
      --force         run although this seems to be another machine
      --help          show this text

    Exit status: 0 all is done, 1 something failed, 3 something is to be done elsewhere first,
    64 wrong usage.
    EOF
    }

    take_arguments "$@"

    forget_rest() { forget_here; }

    consider() {
      is_selected || return 0
      total=$((total + 1))
      find_standing
      if [ "$list" = yes ] || [ "$dry_run" = yes ]; then
        if [ "$kind" = run ] && [ "$standing" != 'done' ]; then moved=$step; fi
        if [ "$list" = no ] && [ "$standing" = 'done' ] && [ "$again" = no ]; then return 0; fi
        note=
        [ -z "$before" ] || is_done "$id.before" "$before_key" || note=' (waits for others)'
        show_row "$note"
        return 0
      fi
      if [ "$standing" = 'done' ] && [ "$again" = no ]; then return 0; fi
      show_step
      pass_barrier
      do_here
    }

    begin
    if [ "$list" = yes ] || [ "$dry_run" = yes ]; then
      [ ! -d "$state" ] || [ -x "$state" ] || warn 'not run as root: what is done cannot be seen'
      each_command consider
      exit 0
    fi
    [ "$(id -u)" -eq 0 ] || die 'only root can run the commands; --list and --dry-run need no root'
    open_state
    open_work
    each_command consider
    tell "$total commands: $done_count run, $((total - done_count)) done before"

    """#

  /// The end of `verify.sh`.
  static let verify = #"""
    usage() {
      cat <<EOF
    usage: sh verify.sh [--list] [--only NAME] [--done-only] [--wait SECONDS] [--lines] [--state DIR]
                        [--force]

    Makes the checks of the host $host of the cluster $cluster, and changes nothing. Run it as root on
    $host; some checks see too little otherwise.

      --list          name the checks, and do nothing
      --only NAME     only this check, or those of this step; may be given several times
      --done-only     skip the checks of steps that run.sh has not done yet
      --wait SECONDS  how long to try a check before it counts as failed (0)
      --lines         for programs: result, seconds, name, step, title and place with tabs between
      --state DIR     where run.sh remembers what is done ($default_state)
      --force         check although this seems to be another machine
      --help          show this text

    Exit status: 0 all checks passed, 1 some did not, 64 wrong usage.
    EOF
    }

    take_arguments "$@"

    begin
    if [ "$list" = yes ]; then
      each_command list_check
      exit 0
    fi
    [ "$(id -u)" -eq 0 ] || warn 'not run as root: some checks may fail for that alone'
    open_work
    : >"$work/rows"
    is_run_done() { is_done "$id" "$key"; }
    each_command check_here
    show_table

    """#
}
