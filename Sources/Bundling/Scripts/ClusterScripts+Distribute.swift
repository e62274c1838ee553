/// Copying bundles to hosts.
extension ClusterScripts {
  /// The end of `distribute.sh`.
  static let distribute = #"""
    usage() {
      cat <<EOF
    usage: sh distribute.sh [--dry-run] [--diff] [--no-install] [HOST]...

    Copies to each host of the cluster $cluster its bundle, over ssh as $user, and installs its files
    there with install.sh, which starts nothing. Without names: to all hosts. Run it where you unpacked
    the cluster's archive; a host that fails does not keep the others from theirs.

      --dry-run     say what would be installed, and leave everything as it is
      --diff        show each difference to what is installed, and leave everything as it is
      --no-install  copy the bundles only
      --help        show this text

    The bundle of a host comes to $base/bundle there. BESPOKE_SSH replaces the
    program ssh with its options, such as BESPOKE_SSH='ssh -J gate -i key'.
    Exit status: 0 all hosts are served, 1 some are not, 64 wrong usage.
    EOF
    }

    hosts=
    mode=
    install=yes
    while [ $# -gt 0 ]; do
      case $1 in
        --dry-run | --diff) mode="$mode $1" ;;
        --no-install) install=no ;;
        --help | -h)
          usage
          exit 0
          ;;
        -*) misuse "unknown argument '$1'" ;;
        *) hosts="$hosts $1" ;;
      esac
      shift
    done
    if [ -n "$mode" ] && [ "$install" = no ]; then misuse 'nothing is installed with --no-install'; fi

    # Runs on the host. The bundle says itself whether it is whole and for this machine, before the link
    # leads to it. The former one stays for whoever is still at work in it.
    receive() {
      cat <<EOF
    set -eu
    umask 077
    mkdir -p $base
    chmod 0700 $base
    cd $base
    new=bundle-$1
    former=\$(readlink bundle || :)
    rm -rf \$new.part
    mkdir \$new.part
    tar -C \$new.part -xof -
    sh \$new.part/run.sh --list >/dev/null
    if [ "\$former" != \$new ] || ! (cd \$new && sha256sum -c SHA256SUMS) >/dev/null 2>&1; then
      rm -rf \$new bundle.new
      mv \$new.part \$new
      ln -s \$new bundle.new
      mv -fT bundle.new bundle
    fi
    for old in bundle-*; do
      case \$old in \$new | \$former) ;; *) rm -rf \$old ;; esac
    done
    EOF
    }

    # The same where nothing may stay.
    try_out() {
      cat <<EOF
    set -eu
    folder=\$(mktemp -d)
    trap "rm -rf \$folder" EXIT
    tar -C \$folder -xof -
    sh \$folder/install.sh$mode
    EOF
    }

    # Serves the host $name; its messages are shown, the last line is its report.
    serve() {
      if [ -n "$mode" ]; then
        send "$(try_out)"
      else
        sum=$(sha256sum <"hosts/$name/SHA256SUMS")
        sum=$(printf %.12s "$sum")
        send "$(receive "$sum")" || return
        report='bundle copied'
        [ "$install" = yes ] || return 0
        remote "$name" "sh $base/bundle/install.sh" </dev/null >"$work/report"
      fi
    }
    send() { tar -C "hosts/$name" -cf - . | remote "$name" "$1" >"$work/report"; }

    enter_folder
    check_sums hosts.list
    choose_hosts
    set_up_ssh
    trap clean_up EXIT
    trap 'exit 129' HUP
    trap 'exit 130' INT
    trap 'exit 143' TERM
    failures=0
    : >"$work/rows"
    for name in $chosen; do
      say "== $name ($user@$(address_of "$name"))"
      : >"$work/report"
      report=
      code=0
      serve || code=$?
      cat "$work/report"
      if [ "$code" -eq 0 ]; then
        [ ! -s "$work/report" ] || report=$(grep '^[0-9].* file' "$work/report" | tail -n 1)
        printf 'ok\t%s\t%s\n' "$name" "${report:-shown}" >>"$work/rows"
      else
        failures=$((failures + 1))
        reason="install.sh refused, see above"
        [ "$code" -ne 255 ] || reason="cannot be reached"
        [ -n "$report" ] || [ "$code" -eq 255 ] || reason="the bundle was refused, see above"
        printf 'FAILED\t%s\t%s\n' "$name" "$reason" >>"$work/rows"
      fi
    done
    echo
    awk -F "$(printf '\t')" '
      { result[NR] = $1; name[NR] = $2; report[NR] = $3 }
      length($2) > width { width = length($2) }
      END { for (i = 1; i <= NR; i++) printf "%-6s  %-" width "s  %s\n", result[i], name[i], report[i] }
      ' "$work/rows"
    [ "$failures" -eq 0 ]

    """#
}
