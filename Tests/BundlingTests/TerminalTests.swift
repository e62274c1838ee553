import Foundation
import Testing

/// What a person at a terminal sees of a host's `run.sh`.
@Suite(.enabled(if: ScriptRig.hasTerminal, "script (util-linux) is not installed"))
struct TerminalTests {
  /// Types into a terminal where `run.sh` of the host `a` is at work.
  private func run(_ rig: ScriptRig, typing: String) throws -> ScriptRig.Outcome {
    try rig.shell(
      """
      cd hosts/a && export FAKE_NAME=a
      (\(typing)) | script -qec "sh run.sh --state \"$RIG/state\"" /dev/null
      """
    )
  }

  /// Waits until a file is there.
  private static func wait(for name: String) -> String {
    "for _ in $(seq 100); do [ -e \"$RIG/\(name)\" ] && break; sleep 0.1; done"
  }

  @Test(arguments: ScriptRig.Shell.all)
  func `it asks whether others are done`(_ shell: ScriptRig.Shell) throws {
    try ScriptRig.with(shell) { rig in
      // The input of commands is the terminal: the first one reads a line of it.
      try rig.onHost("run.sh --to greeted")
      let no = try run(rig, typing: "sleep 1; echo n; sleep 0.5")
      #expect(no.status == 3)
      #expect(no.output.contains("Is all of it done? [y/N]"))
      let yes = try run(rig, typing: "sleep 1; echo y; \(Self.wait(for: "state/done/up"))")
      #expect(yes.status == 0, "\(yes.output)")
      #expect(rig.diary == ["hello a", "load a", "loaded on a", "start a"])
    }
  }

  @Test(arguments: ScriptRig.Shell.all)
  func `an interrupted command is open again`(_ shell: ScriptRig.Shell) throws {
    let start = "touch \"$RIG/begun\"; sleep 60"
    try ScriptRig.with(shell, ScriptGuide(start: start)) { rig in
      try rig.onHost("run.sh --yes --to loaded")
      let outcome = try run(
        rig,
        typing: "\(Self.wait(for: "begun")); printf '\\003'; sleep 1"
      )
      #expect(outcome.status == 130)
      #expect(outcome.output.contains("stopped while 'start' was at work"))
      #expect(try rig.onHost("run.sh --list").output.contains("open     run   start"))
      try rig.unpack(ScriptGuide())
      #expect(try rig.onHost("run.sh").status == 0)
    }
  }
}
