/// The names of commands that read programs in their arguments.
extension ShellCommandTable {
  /// The tests of `[[ ]]` whose operands are arithmetic expressions.
  static let arithmeticTests = names("-eq -ne -lt -le -gt -ge")

  static let declarations = names("export readonly local declare typeset")

  /// What runs the command that follows it directly.
  static let prefixes = names("sudo doas command builtin exec nohup time setsid")

  /// What runs a command somewhere among its arguments, so that `--` may end the wrong options.
  static let wrappers = names(
    """
    sudo doas command builtin exec nohup time setsid env nice ionice timeout stdbuf chroot runuser \
    setpriv unshare nsenter ip flock strace ltrace chrt taskset numactl xargs kubectl docker podman \
    nerdctl crictl ctr lxc machinectl busybox toybox capsh faketime
    """
  )

  /// What takes a path or text for an option even behind `--`.
  static let ignoresDoubleHyphen = names("find echo test [ openssl dd expr java go")

  static let shells = names("sh bash dash zsh ksh mksh ash fish")

  static let grepNames = names("grep egrep rg zgrep journalctl pgrep pkill")

  /// Commands whose arguments are, or may be, programs, with what to write instead.
  static let interpreters: [[UInt8]: String] = {
    var table: [[UInt8]: String] = [:]
    let add = { (list: String, cure: String) in
      for name in names(list) { table[name] = cure }
    }
    add("eval", "write the command itself")
    add(". source", "use a parameter of type path")
    add(
      "ssh mosh su watch at batch pdsh pssh clush ansible",
      "put the command into a script, and run that"
    )
    add("trap alias complete compgen bind", "put the value into a variable before")
    add("awk gawk mawk nawk", "give the value in the environment, and read ENVIRON")
    add(
      "sed gsed perl ruby node php lua tclsh m4 ed ex vi vim Rscript",
      "use a file of your own instead"
    )
    add("python pypy", "give the value in the environment, and read os.environ")
    add(
      "yq psql mysql mariadb sqlite3 mongosh mongo bc dc expr gdb",
      "give the value in the environment"
    )
    add("date", "write the format")
    add("parallel tmux screen script expect make systemd-run crontab", "run a script instead")
    add(
      "read unset mapfile readarray getopts wait let enable hash",
      "write the name of the variable"
    )
    return table
  }()

  /// Options whose value is text of another language.
  static let programOptions: [[UInt8]: [[UInt8]]] = {
    let lists = [
      "openssl": "-subj -addext -nameopt -passin -passout -pass -pkeyopt",
      "kubectl": "-p --patch -o --output --template -l --selector --field-selector --overrides",
      "curl": "-d --data --json -F --form -K --config -w --write-out",
      "docker": "--format -f --filter",
      "podman": "--format -f --filter",
      "git": "-c --format --pretty",
      "tar": "--transform --xform --to-command --use-compress-program -I --checkpoint-action",
      "rsync": "-e --rsh",
      "scp": "-o",
      "sftp": "-o",
      "runuser": "-c --command --session-command",
      "flock": "-c --command",
      "env": "-S --split-string",
      "find": "-regex -iregex -name -iname -path -printf -fprintf",
      "stat": "-c --format --printf",
      "sort": "-k --key",
      "dpkg-query": "-f --showformat",
    ]
    var table: [[UInt8]: [[UInt8]]] = [:]
    for (name, options) in lists {
      table[Array(name.utf8)] = options.utf8.split(separator: UInt8(ascii: " ")).map { Array($0) }
    }
    return table
  }()

  /// What gives the part behind the colon of an operand to the shell of another host.
  static let remoteCopiers = names("scp rsync sftp")

  /// What runs the text that comes on the standard input, beside shells.
  static let programReaders = names(
    """
    ssh mosh at batch crontab su bc dc psql mysql mariadb sqlite3 mongosh mongo gdb python pypy perl \
    ruby node php lua tclsh ed ex source . eval
    """
  )

  /// Variables whose text a shell runs or expands.
  static let programVariables = names("PROMPT_COMMAND PS0 PS1 PS2 PS4 BASH_ENV ENV")

  private static func names(_ list: String) -> Set<[UInt8]> {
    Set(list.utf8.split(separator: UInt8(ascii: " ")).map { Array($0) })
  }
}
