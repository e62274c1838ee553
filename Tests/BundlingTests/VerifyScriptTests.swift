import Foundation
import Testing

/// What a host's `verify.sh` does, seen by running it.
@Suite struct VerifyScriptTests {
  @Test(arguments: ScriptRig.Shell.all)
  func `it makes every check and shows a table`(_ shell: ScriptRig.Shell) throws {
    try ScriptRig.with(shell) { rig in
      let outcome = try rig.onHost("verify.sh")
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(
        outcome.rows == [
          "ok greeted  Plan / Prepare: Greeted", "ok loaded   Go / Keys: Loaded",
          "ok up       Go / Start: It is up",
          "3 checks: 3 ok, 0 FAILED, 0 skipped",
        ]
      )
      #expect(rig.diary == ["loaded on a"])
      #expect(!FileManager.default.fileExists(atPath: rig.state.path))
    }
  }

  @Test(arguments: ScriptRig.Shell.all)
  func `a failed check does not keep it from the others`(_ shell: ScriptRig.Shell) throws {
    try ScriptRig.with(shell) { rig in
      try rig.shell("touch \"$RIG/broken\"")
      let outcome = try rig.onHost("verify.sh")
      #expect(outcome.status == 1)
      #expect(outcome.rows.contains("FAILED loaded   Go / Keys: Loaded"))
      #expect(outcome.output.contains("3 checks: 2 ok, 1 FAILED, 0 skipped"))
      #expect(outcome.errors.contains("expected in the output: loaded"))
      let one = try rig.onHost("verify.sh --only up --only greeted --lines")
      #expect(one.status == 0)
      #expect(
        one.output.split(separator: "\n").map { $0.replacing(/\t[0-9]+\t/, with: "\t0\t") } == [
          "ok\t0\tgreeted\t01-plan#prepare\tPlan / Prepare: Greeted\there",
          "ok\t0\tup\t02-go#start\tGo / Start: It is up\there",
        ]
      )
    }
  }

  @Test(arguments: ScriptRig.Shell.all)
  func `it knows which checks are about steps that are not done`(_ shell: ScriptRig.Shell) throws {
    try ScriptRig.with(shell, ScriptGuide(up: "echo down")) { rig in
      #expect(try rig.onHost("run.sh --yes --to load").status == 0)
      let outcome = try rig.onHost("verify.sh")
      #expect(outcome.status == 1)
      #expect(outcome.errors.contains("its step is not done yet"))
      let done = try rig.onHost("verify.sh --done-only")
      #expect(done.status == 0, "\(done.errors)")
      #expect(done.output.contains("skipped    - s  up "))
      #expect(done.output.contains("3 checks: 2 ok, 0 FAILED, 1 skipped"))
      let list = try rig.onHost("verify.sh --list")
      #expect(list.output.split(separator: "\n").count == 3)
    }
  }

  @Test func `checks are tried for as long as one wants`() throws {
    let slow = """
      echo try >>"$RIG/tries"
      [ "$(wc -l <"$RIG/tries")" -ge 2 ] && echo up
      """
    try ScriptRig.with(.dash, ScriptGuide(up: slow)) { rig in
      #expect(try rig.onHost("verify.sh --only up").status == 1)
      try rig.shell("rm \"$RIG/tries\"")
      #expect(try rig.onHost("verify.sh --only up --wait 20").status == 0)
    }
  }
}
