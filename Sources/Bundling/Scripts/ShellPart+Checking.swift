/// What both `verify.sh` share.
extension ShellPart {
  /// Options, making a check that is for here, and the table.
  static let checking = #"""
    list=no
    lines=no
    done_only=no
    wait=0
    work=

    # Takes an option that all scripts for checks have; false for another one.
    take_option() {
      taken=1
      case $1 in
        --list) list=yes ;;
        --lines) lines=yes ;;
        --done-only) done_only=yes ;;
        --only | --wait)
          if [ -z "${2-}" ]; then misuse "$1 needs a value"; fi
          taken=2
          if [ "$1" = --only ]; then only="$only $2"; else wait=$2; fi
          ;;
        --help | -h)
          usage
          exit 0
          ;;
        *) return 1 ;;
      esac
    }

    # Whether the commands that a check is about are known to be open: one before it in its step; or
    # else, unless run.sh has passed the check, the last one before its step. What it waits for
    # elsewhere counts as done when run.sh has passed that, or the check itself.
    open_step=
    last_run='done'
    note_open() {
      last_run=open
      open_step=$step
    }
    note_run() {
      last_run='done'
      if ! is_run_done; then note_open; fi
    }
    note_barrier() {
      [ -n "$before" ] || return 0
      if is_done "$id.before" "$before_key" || is_done "$id" "$key"; then return 0; fi
      note_open
    }
    is_open() {
      [ -d "$state/done" ] || return 1
      [ "$open_step" = "$step" ] || { [ "$last_run" = open ] && ! is_done "$id" "$key"; }
    }

    # Makes a check that is for here; of a command, it notes whether it is done.
    check_here() {
      if [ "$kind" = run ]; then
        note_run
        return 0
      fi
      note_barrier
      is_selected || return 0
      seconds=-
      if is_open && [ "$done_only" = yes ]; then
        result=skipped
      elif try_check; then
        result=ok
      else
        result=FAILED
        warn "the check '$id' failed: $title"
        explain_failure >&2
        if is_open; then say '  its step is not done yet, as far as run.sh remembers' >&2; fi
      fi
      add_row "$result" "$seconds" "$id" "$step" "$step_title: $title" here
    }

    list_check() {
      [ "$kind" = check ] && is_selected || return 0
      printf '%-24s %s\n' "$id" "$step_title: $title"
    }

    add_row() { printf '%s\t%s\t%s\t%s\t%s\t%s\n' "$@" >>"$work/rows"; }

    # The rows with their columns under each other, and how many there are of each kind.
    show_table() {
      if [ "$lines" = yes ]; then
        cat "$work/rows"
      else
        awk -F "$tab" '
          { result[NR] = $1; seconds[NR] = $2; name[NR] = $3; title[NR] = $5; count[$1]++ }
          { place[NR] = $6; if ($6 != "here") remote = 1 }
          length($3) > width { width = length($3) }
          length($6) > widest { widest = length($6) }
          END {
            for (i = 1; i <= NR; i++) {
              where = remote ? sprintf("%-" widest "s  ", place[i]) : ""
              printf "%-7s %4s s  %s%-" width "s  %s\n",
                result[i], seconds[i], where, name[i], title[i]
            }
            printf "%d checks: %d ok, %d FAILED, %d skipped\n",
              NR, count["ok"], count["FAILED"], count["skipped"]
          }' "$work/rows"
      fi
      if grep -q '^FAILED' "$work/rows"; then exit 1; fi
    }

    """#
}
