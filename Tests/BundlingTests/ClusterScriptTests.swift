import Foundation
import Testing

/// What the workstation's scripts do, with machines behind a stub of ssh.
@Suite(.enabled(if: ScriptRig.hasMachines, "no mount namespaces here"))
struct ClusterScriptTests {
  private static let all = [
    "hello a", "hello b", "keys here", "load a", "load b", "loaded on a", "loaded on b", "start a",
    "join b",
  ]
  /// `install.sh` would write into this machine's own folders.
  private static let distribute = "distribute.sh --no-install"

  @Test(arguments: ScriptRig.Shell.all)
  func `handing out and running builds the cluster, in the order of the guide`(
    _ shell: ScriptRig.Shell
  ) throws {
    try ScriptRig.with(shell) { rig in
      let distributed = try rig.onWorkstation(Self.distribute)
      #expect(distributed.status == 0, "\(distributed.errors)")
      #expect(distributed.output.contains("ok      b  bundle copied"))
      let outcome = try rig.onWorkstation("run.sh")
      #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
      #expect(rig.diary == Self.all)
      #expect(outcome.output.contains("13 commands: 13 run, 0 done before"))
      #expect(outcome.output.contains("-- greet on b: Greet\nloud hello\n"))
      let again = try rig.onWorkstation("run.sh")
      #expect(again.output == "13 commands: 0 run, 13 done before\n")
      let verified = try rig.onWorkstation("verify.sh")
      #expect(verified.status == 0, "\(verified.errors)")
      #expect(verified.rows.contains("ok here  tool     Plan / Prepare: The tool is there"))
      #expect(verified.rows.contains("ok b     loaded   Go / Keys: Loaded"))
      #expect(verified.output.contains("6 checks: 6 ok, 0 FAILED, 0 skipped"))
      // The archive may be unpacked over its folder: what is done stays done.
      try rig.unpack(ScriptGuide())
      #expect(try rig.onWorkstation("run.sh").output == again.output)
    }
  }

  @Test(arguments: ScriptRig.Shell.all)
  func `a host that is down keeps the others from nothing but the run`(_ shell: ScriptRig.Shell)
    throws
  {
    try ScriptRig.with(shell) { rig in
      try rig.shell("touch \"$RIG/down-10.0.0.1\"")
      let distributed = try rig.onWorkstation(Self.distribute)
      #expect(distributed.status == 1)
      #expect(distributed.output.contains("FAILED  a  cannot be reached"))
      #expect(distributed.output.contains("ok      b  bundle copied"))
      let refused = try rig.onWorkstation("run.sh")
      #expect(refused.status == 1)
      #expect(refused.errors.contains("'a' (root@10.0.0.1) cannot be reached"))
      #expect(rig.diary == [])
      // What needs other hosts only, runs.
      #expect(try rig.onWorkstation("run.sh --only tool --only join").status == 0)
      #expect(rig.diary == ["join b"])
      let verified = try rig.onWorkstation("verify.sh")
      #expect(verified.status == 1)
      #expect(verified.output.contains("the checks could not be made"))
      #expect(try rig.onWorkstation("verify.sh b").status == 0)
    }
  }

  /// A command of the workstation that a host's check is about, and a host's that one of the
  /// workstation is about.
  private static let crossing = """
    ```bash check id=joined title="It has joined"
    grep -q 'join b' "$RIG/diary"
    ```

    ```bash run id=apply title="Apply"
    touch "$RIG/applied"
    ```

    ```bash check id=there title="It is there" on="m in machines.filter(m, m.name == 'a')"
    test -e "$RIG/applied"
    ```

    ## Tidy

    ```bash check id=tidy title="It is tidy"
    true
    ```
    """

  @Test(arguments: ScriptRig.Shell.all)
  func `verify knows of checks about what other machines have not done`(_ shell: ScriptRig.Shell)
    throws
  {
    try ScriptRig.with(shell, ScriptGuide(more: Self.crossing)) { rig in
      _ = try rig.onWorkstation(Self.distribute)
      #expect(try rig.onWorkstation("run.sh --to up").status == 0)
      let early = try rig.onWorkstation("verify.sh --done-only")
      #expect(early.status == 0, "\(early.errors)")
      #expect(early.output.contains("9 checks: 6 ok, 0 FAILED, 3 skipped"))
      #expect(early.output.contains(/skipped +- s  here  joined/))
      #expect(early.output.contains(/skipped +- s  a     there/))
      let all = try rig.onWorkstation("verify.sh a")
      #expect(all.status == 1)
      #expect(all.errors.contains("its step is not done yet"))

      // What run.sh has done and what failed then is not skipped.
      #expect(try rig.onWorkstation("run.sh --to apply").status == 0)
      try rig.shell("rm \"$RIG/applied\"")
      #expect(try rig.onWorkstation("run.sh --wait 0").status == 1)
      let failing = try rig.onWorkstation("verify.sh --done-only")
      #expect(failing.status == 1)
      #expect(failing.output.contains("9 checks: 8 ok, 1 FAILED, 0 skipped"))
      try rig.shell("touch \"$RIG/applied\"")
      #expect(try rig.onWorkstation("run.sh").status == 0)
      let late = try rig.onWorkstation("verify.sh --done-only")
      #expect(late.output.contains("9 checks: 9 ok, 0 FAILED, 0 skipped"))
      // A command that was left out does not hide the checks of later steps that have passed.
      try rig.shell("rm .bespoke/done/apply")
      #expect(
        try rig.onWorkstation("verify.sh --done-only").rows.contains(
          "ok here  tidy     Go / Tidy: It is tidy"
        )
      )
    }
  }

  @Test(arguments: ScriptRig.Shell.all)
  func `a bundle that is not of this folder is handed out first`(_ shell: ScriptRig.Shell) throws {
    try ScriptRig.with(shell) { rig in
      let missing = try rig.onWorkstation("run.sh")
      #expect(missing.status == 1)
      #expect(missing.errors.contains("run sh distribute.sh a first"))
      _ = try rig.onWorkstation(Self.distribute)
      _ = try rig.onWorkstation("run.sh")
      try rig.unpack(ScriptGuide(greeting: "hi"))
      let stale = try rig.onWorkstation("run.sh")
      #expect(stale.status == 1)
      #expect(stale.errors.contains("run sh distribute.sh b first"))
      #expect(rig.diary == Self.all)
      #expect(try rig.onWorkstation(Self.distribute).status == 0)
      #expect(try rig.onWorkstation("run.sh").status == 0)
      #expect(rig.diary == Self.all + ["hi a", "hi b"])
      // The former bundle is kept for whoever is at work in it, no more than that.
      let bundles = try rig.shell("ls -d \"$RIG\"/10.0.0.1/bespoke/lab/bundle-*").output
      #expect(bundles.split(separator: "\n").count == 2)
    }
  }

  @Test(arguments: ScriptRig.Shell.all)
  func `what rests on a changed command of the workstation runs again, also after a failure`(
    _ shell: ScriptRig.Shell
  ) throws {
    try ScriptRig.with(shell) { rig in
      _ = try rig.onWorkstation(Self.distribute)
      _ = try rig.onWorkstation("run.sh")
      try rig.unpack(ScriptGuide(makeKeys: "echo made anew"))
      let list = try rig.onWorkstation("run.sh --list").output
      #expect(list.contains("unknown  run   load"))
      _ = try rig.onWorkstation(Self.distribute)
      try rig.shell("touch \"$RIG/broken\"")
      let failed = try rig.onWorkstation("run.sh --wait 0")
      #expect(failed.status == 1)
      #expect(failed.errors.contains("'loaded' failed on 'a'"))
      #expect(rig.diary == Self.all + ["keys here", "load a", "load b", "loaded on a"])
      try rig.shell("rm \"$RIG/broken\"")
      let outcome = try rig.onWorkstation("run.sh")
      #expect(outcome.output.contains("13 commands: 2 run, 11 done before"), "\(outcome.output)")
      #expect(rig.diary.suffix(2) == ["loaded on a", "loaded on b"])
    }
  }

  @Test(arguments: ScriptRig.Shell.all)
  func `a user who is not root becomes root by sudo`(_ shell: ScriptRig.Shell) throws {
    try ScriptRig.with(shell, ScriptGuide(user: "debian")) { rig in
      #expect(try rig.onWorkstation(Self.distribute).status == 0)
      #expect(try rig.onWorkstation("run.sh --to greet").status == 0)
      #expect(rig.diary == ["hello a", "hello b"])
      let calls = try rig.shell(
        "cut -d' ' -f1-4 \"$RIG/sudo.log\" | sort -u; sort -u \"$RIG/ssh.log\""
      )
      #expect(calls.output.contains("sudo -n sh -c"))
      #expect(calls.output.hasSuffix("debian@10.0.0.1\ndebian@10.0.0.2\n"))
    }
  }

  @Test(arguments: ScriptRig.Shell.all)
  func `a bundle for another machine is not taken`(_ shell: ScriptRig.Shell) throws {
    try ScriptRig.with(shell) { rig in
      // The addresses are mixed up on the way.
      let swap = "'s/0.1)/0.3)/; s/0.2)/0.1)/; s/0.3)/0.2)/'"
      try rig.shell("sed -i \(swap) \"$RIG/bin/machine\"")
      let outcome = try rig.onWorkstation(Self.distribute)
      #expect(outcome.status == 1)
      #expect(outcome.errors.contains("this bundle is for the host 'a'"))
      #expect(outcome.output.contains("FAILED  a  the bundle was refused"))
      #expect(try rig.shell("ls \"$RIG\"/10.0.0.*/bespoke/lab/bundle").status != 0)
    }
  }

  @Test func `a dry run leaves nothing behind`() throws {
    try ScriptRig.with(.dash) { rig in
      let outcome = try rig.onWorkstation("distribute.sh --dry-run")
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(outcome.output.contains("would install /etc/demo.conf"))
      #expect(
        try rig.shell("ls -A \"$RIG/10.0.0.1\" \"$RIG/10.0.0.2\"").output.contains("bespoke")
          == false
      )
      #expect(try rig.onWorkstation("run.sh --dry-run").status == 0)
      #expect(rig.diary == [])
      for wrong in [
        "distribute.sh c", "verify.sh c", "run.sh c", "distribute.sh --diff --no-install",
      ] {
        #expect(try rig.onWorkstation(wrong).status == 64, "\(wrong)")
      }
    }
  }

  @Test(.enabled(if: InstallScriptRefusalTests.hasShellCheck, "shellcheck is not installed"))
  func `shellcheck has nothing to say`() throws {
    try ScriptRig.with(.dash) { rig in
      let outcome = try rig.shell("shellcheck -s sh -S style ./*.sh hosts/*/*.sh")
      #expect(outcome.status == 0, "\(outcome.output)")
    }
  }
}
