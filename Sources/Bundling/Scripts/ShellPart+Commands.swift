/// Going through `commands.list`.
extension ShellPart {
  /// Choosing commands, running one, trying a check. Reads `state`, `place`, `work` and `wait`.
  static let commands = #"""
    tab=$(printf '\t')
    step=
    step_title=

    # Calls $1 for each command of the list. Its variables are kind (run or check), id, key, shell, script,
    # where (the hosts it is for, or - for here), title, step, step_title, and before: what must be done
    # elsewhere first, with before_key.
    each_command() {
      before=
      before_key=
      has_ended=no
      has_started=yes
      [ -z "$from" ] || has_started=no
      exec 3<commands.list
      while IFS=$tab read -r kind id key shell script where title <&3; do
        # shellcheck disable=SC2034 # not every script asks for what comes before
        case $kind in
          step)
            step=$id
            step_title=$title
            ;;
          before) before_key=$key ;;
          elsewhere) before="$before  on $where: $title
    " ;;
          run | check)
            "$1"
            before=
            ;;
        esac
      done
      exec 3<&-
    }

    # Choosing commands: by id, or by step.
    only=
    from=
    to=

    matches() { [ "$1" = "$id" ] || [ "$1" = "$step" ]; }

    is_selected() {
      if [ "$has_started" = no ] && matches "$from"; then has_started=yes; fi
      if [ "$has_ended" = maybe ] && ! matches "$to"; then has_ended=yes; fi
      if [ -n "$to" ] && matches "$to"; then has_ended=maybe; fi
      [ "$has_started" = yes ] && [ "$has_ended" != yes ] || return 1
      [ -n "$only" ] || return 0
      for wanted in $only; do
        if matches "$wanted"; then return 0; fi
      done
      return 1
    }

    # A name that no command and no step has is a mistake of whoever called.
    check_names() {
      for wanted in $only $from $to; do
        is_known=no
        each_command know
        [ "$is_known" = yes ] || misuse "no command or step is called '$wanted'; --list shows them"
      done
    }
    know() { if matches "$wanted"; then is_known=yes; fi; }

    check_seconds() {
      case $wait in '' | *[!0-9]*) misuse '--wait needs a number of seconds' ;; esac
    }

    # The text of a command by its shell, which stops at the first line that fails, in the folder $place.
    execute() {
      file=$here/commands/$script
      cd "$place" || return 1
      case $shell in
        python3) python3 "$file" ;;
        *)
          if "$shell" -c 'set -o pipefail' 2>/dev/null; then
            "$shell" -e -o pipefail "$file"
          else
            "$shell" -e "$file"
          fi
          ;;
      esac
    }

    # Calls $1 once and sets status; $2 is what its output goes through. Programs that are left running
    # must not hold the lock (9) or the list (3).
    attempt() {
      rm -f "$work/status"
      {
        code=0
        if [ -t 0 ]; then
          "$1" 3<&- 9>&- || code=$?
        else
          "$1" </dev/null 3<&- 9>&- || code=$?
        fi
        echo "$code" >"$work/status"
      } 2>&1 | "$2" 3<&- 9>&-
      status=1
      [ ! -s "$work/status" ] || read -r status <"$work/status"
    }
    keep() { cat >"$work/output"; }

    # Whether a check has passed: no error, and in its output what the page says.
    has_passed() {
      [ "$status" -eq 0 ] || return 1
      [ -f "$here/commands/${script%.*}.expect" ] || return 0
      expected=$(cat "$here/commands/${script%.*}.expect")
      case $(tr -d '\000' <"$work/output") in *"$expected"*) return 0 ;; esac
      return 1
    }

    now() { date +%s; }

    # Tries a check until it passes, or $wait seconds are over.
    try_check() {
      has "$shell" || die "$shell is missing, and '$id' is written in it"
      start=$(now)
      said=no
      while :; do
        attempt execute keep
        seconds=$(($(now) - start))
        if has_passed; then return 0; fi
        [ "$seconds" -lt "$wait" ] || return 1
        [ "$said" = yes ] || warn "the check '$id' has not passed yet; trying for $wait seconds"
        said=yes
        sleep 2
      done
    }

    explain_failure() {
      if [ -f "$here/commands/${script%.*}.expect" ]; then
        printf '  expected in the output: %s\n' "$(cat "$here/commands/${script%.*}.expect")"
      fi
      if [ "$status" -ne 0 ]; then say "  it ended with the status $status"; fi
      if [ -s "$work/output" ]; then
        say '  what it printed:'
        tail -n 20 "$work/output" | sed 's/^/  | /'
      else
        say '  it printed nothing'
      fi
    }

    # What is done: below $state/done a file for each command, with the key of its text. A command whose
    # text or whose step's files have changed has another key, and is to be done again.
    is_done() {
      [ -f "$state/done/$1" ] && read -r done_key _ <"$state/done/$1" && [ "$done_key" = "$2" ]
    }

    running=
    finish() {
      code=$?
      set +e
      clean_up
      if [ "$code" -gt 128 ] && [ -n "$running" ]; then
        warn "stopped while '$running' was at work: it is not done, and runs again the next time"
      fi
      exit "$code"
    }

    arrange_end() {
      trap finish EXIT
      trap 'exit 129' HUP
      trap 'exit 130' INT
      trap 'exit 143' TERM
    }

    """#
}
