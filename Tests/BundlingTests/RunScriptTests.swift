import Foundation
import Testing

/// What a host's `run.sh` does, seen by running it.
@Suite struct RunScriptTests {
  private static let all = [
    "hello a", "load a", "loaded on a", "start a",
  ]

  @Test(arguments: ScriptRig.Shell.all)
  func `it runs the host's commands in the order of the guide, once`(_ shell: ScriptRig.Shell)
    throws
  {
    try ScriptRig.with(shell) { rig in
      let outcome = try rig.onHost("run.sh --yes")
      #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
      #expect(rig.diary == Self.all)
      for text in [
        "== Plan / Prepare", "-- greet: Greet", "loud hello", "I am a", "== Go / Keys",
        "6 commands: 6 run, 0 done before",
      ] {
        #expect(outcome.output.contains(text), "\(text) in \(outcome.output)")
      }
      let again = try rig.onHost("run.sh")
      #expect(again.status == 0)
      #expect(again.output == "6 commands: 0 run, 6 done before\n")
      #expect(rig.diary == Self.all)
      #expect(try rig.shell("ls -d \"$RIG\"/tmp.*").output == "")
    }
  }

  @Test(arguments: ScriptRig.Shell.all)
  func `it stops where others have to do something first, and remembers that they did`(
    _ shell: ScriptRig.Shell
  ) throws {
    try ScriptRig.with(shell) { rig in
      let stopped = try rig.onHost("run.sh")
      #expect(stopped.status == 3)
      #expect(stopped.output.contains("on the workstation: Make keys (Go / Keys)"))
      #expect(rig.diary == ["hello a"])
      let confirmed = try rig.onHost("run.sh --yes --to load")
      #expect(confirmed.status == 0)
      #expect(rig.diary == ["hello a", "load a"])
      #expect(try rig.onHost("run.sh --only load --again").status == 0)
      // The other host waits for the first one, too.
      let other = try rig.onHost("run.sh --list", host: "b", ["FAKE_NAME": "b"])
      #expect(other.output.contains("Join (waits for others)"))
    }
  }

  @Test(arguments: ScriptRig.Shell.all)
  func `it stops at a failing command, says what failed, and goes on there`(
    _ shell: ScriptRig.Shell
  ) throws {
    try ScriptRig.with(shell, ScriptGuide(start: "false | cat; echo never")) { rig in
      let outcome = try rig.onHost("run.sh --yes")
      #expect(outcome.status == 1)
      #expect(!outcome.output.contains("never"))
      for text in [
        "the run 'start' failed: Start", "the status 1", "the page: 02-go.html#start", "run.log",
        "go on with: sh run.sh",
      ] {
        #expect(outcome.errors.contains(text), "\(text) in \(outcome.errors)")
      }
      try rig.unpack(ScriptGuide(start: "echo mended"))
      let mended = try rig.onHost("run.sh")
      #expect(mended.status == 0, "\(mended.errors)")
      #expect(rig.diary == Self.all + ["start a"])
      let log = try rig.shell("cat \"$RIG/state/run.log\"").output
      #expect(log.contains("start (run) Start") && log.contains("mended"))
      #expect(
        try rig.shell("stat -c %a \"$RIG/state/run.log\" \"$RIG/state\"").output == "600\n700\n"
      )
    }
  }

  @Test(arguments: ScriptRig.Shell.all)
  func `a check is tried for a while, and then shown with what was expected`(
    _ shell: ScriptRig.Shell
  ) throws {
    let slow = """
      echo try >>"$RIG/tries"
      [ "$(wc -l <"$RIG/tries")" -ge 2 ] && echo up || echo "still down"
      """
    try ScriptRig.with(shell, ScriptGuide(up: slow)) { rig in
      let failed = try rig.onHost("run.sh --yes --wait 0")
      #expect(failed.status == 1)
      for text in [
        "the check 'up' failed: It is up", "expected in the output: up", "| still down",
      ] {
        #expect(failed.errors.contains(text), "\(text) in \(failed.errors)")
      }
      try rig.shell("rm \"$RIG/tries\"")
      let passed = try rig.onHost("run.sh --wait 30")
      #expect(passed.status == 0, "\(passed.errors)")
      #expect(passed.errors.contains("trying for 30 seconds"))
      #expect(rig.diary == Self.all)
    }
  }

  @Test(arguments: ScriptRig.Shell.all)
  func `a changed text runs again, with what stands behind it in its step`(
    _ shell: ScriptRig.Shell
  ) throws {
    try ScriptRig.with(shell) { rig in
      _ = try rig.onHost("run.sh --yes")
      try rig.unpack(ScriptGuide(greeting: "hi"))
      let list = try rig.onHost("run.sh --list").output
      #expect(list.contains("changed  run   greet"))
      #expect(list.contains("open     check greeted"))
      #expect(list.contains("done     run   load"))
      let outcome = try rig.onHost("run.sh")
      #expect(outcome.output.contains("6 commands: 2 run, 4 done before"))
      #expect(rig.diary == Self.all + ["hi a"])
    }
  }

  @Test(arguments: ScriptRig.Shell.all)
  func `a changed file runs the commands of its step again`(_ shell: ScriptRig.Shell) throws {
    try ScriptRig.with(shell) { rig in
      _ = try rig.onHost("run.sh --yes")
      try rig.unpack(ScriptGuide(setting: "two"))
      let outcome = try rig.onHost("run.sh --yes")
      #expect(outcome.output.contains("6 commands: 2 run, 4 done before"))
      #expect(rig.diary == Self.all + ["load a", "loaded on a"])
    }
  }

  @Test(arguments: ScriptRig.Shell.all)
  func `what failed behind a changed command runs the next time, though it was done before`(
    _ shell: ScriptRig.Shell
  ) throws {
    try ScriptRig.with(shell) { rig in
      _ = try rig.onHost("run.sh --yes")
      try rig.unpack(ScriptGuide(setting: "two"))
      try rig.shell("touch \"$RIG/broken\"")
      #expect(try rig.onHost("run.sh --wait 0 --yes").status == 1)
      let list = try rig.onHost("run.sh --list").output
      #expect(list.contains("done     run   load ") && list.contains("open     check loaded"))
      try rig.shell("rm \"$RIG/broken\"")
      let outcome = try rig.onHost("run.sh")
      #expect(outcome.output.contains("6 commands: 1 run, 5 done before"))
    }
  }

  @Test(arguments: ScriptRig.Shell.all)
  func `a run that is killed leaves its command open, and no lock`(_ shell: ScriptRig.Shell) throws
  {
    for signal in ["TERM", "KILL", "INT"] {
      let start = """
        if [ ! -e "$RIG/was-here" ]; then
          touch "$RIG/was-here"
          kill -\(signal) "$(cat "$RIG/pid")" $PPID
          sleep 0.2
          exit 1
        fi
        """
      try ScriptRig.with(shell, ScriptGuide(start: start)) { rig in
        let outcome = try rig.shell(
          """
          cd hosts/a; export FAKE_NAME=a
          sh -c 'echo $$ >"$RIG/pid"; exec sh run.sh --yes --state "$RIG/state"'
          """
        )
        #expect(outcome.status != 0)
        let list = try rig.onHost("run.sh --list").output
        #expect(list.contains("open     run   start"), "\(signal): \(list)")
        let next = try rig.onHost("run.sh")
        #expect(next.status == 0, "\(signal): \(next.errors)")
        #expect(next.output.contains("6 commands: 2 run, 4 done before"))
      }
    }
  }

  @Test(arguments: ScriptRig.Shell.all)
  func `two runs at the same time are refused`(_ shell: ScriptRig.Shell) throws {
    try ScriptRig.with(shell) { rig in
      let script = """
        mkdir -p "$RIG/state/done"; cd hosts/a; export FAKE_NAME=a
        flock "$RIG/state/lock" sh run.sh --yes --state "$RIG/state"
        """
      let outcome = try rig.shell(script)
      #expect(outcome.status == 1)
      #expect(outcome.errors.contains("another run.sh is at work"))
      #expect(rig.diary == [])
    }
  }

  @Test(arguments: ScriptRig.Shell.all)
  func `commands are chosen by name and by step`(_ shell: ScriptRig.Shell) throws {
    try ScriptRig.with(shell) { rig in
      let cases: [(String, [String])] = [
        ("--only load", ["load a"]), ("--from start", ["start a"]), ("--to greet", ["hello a"]),
        ("--only '02-go#start'", ["start a"]), ("--from '02-go#keys' --to load", ["load a"]),
        ("--only start --only greet", ["hello a", "start a"]),
        ("--to '02-go#keys'", ["hello a", "load a", "loaded on a"]),
      ]
      for (arguments, diary) in cases {
        try rig.shell("rm -rf \"$RIG/diary\" \"$RIG/state\"")
        #expect(try rig.onHost("run.sh --yes \(arguments)").status == 0)
        #expect(rig.diary == diary, "\(arguments)")
      }
      try rig.shell("rm \"$RIG/diary\"")
      let dry = try rig.onHost("run.sh --dry-run --from load")
      #expect(dry.output.contains("run   start") && !dry.output.contains("greet"))
      #expect(try rig.onHost("run.sh --only load --again").status == 0)
      #expect(rig.diary == ["load a"])
    }
  }

  @Test func `wrong usage is answered with the usage`() throws {
    try ScriptRig.with(.dash) { rig in
      for script in ["run.sh", "verify.sh"] {
        for arguments in ["--only nothing", "--wait soon", "--frobnicate", "extra", "--only"] {
          let outcome = try rig.shell("cd hosts/a && FAKE_NAME=a sh \(script) \(arguments)")
          #expect(outcome.status == 64, "\(script) \(arguments): \(outcome.errors)")
          #expect(outcome.errors.contains("usage: sh \(script)"))
        }
      }
      let help = try rig.shell("cd hosts/a && sh run.sh --help")
      #expect(help.status == 0)
      #expect(help.output.contains("host a of the cluster lab"))
    }
  }
}
