import Foundation
import Testing

/// Where a host's scripts refuse to do anything.
@Suite struct ScriptRefusalTests {
  private static let scripts = ["install.sh --dry-run", "run.sh --list", "verify.sh"]

  @Test(arguments: ScriptRig.Shell.all)
  func `a machine is known by its name or its address`(_ shell: ScriptRig.Shell) throws {
    try ScriptRig.with(shell) { rig in
      for script in Self.scripts {
        for right in [
          ["FAKE_NAME": "a"], ["FAKE_NAME": "a.example.org"], ["FAKE_ADDRESS": "10.0.0.1"],
          ["FAKE_NAME": "b", "FAKE_ADDRESS": "10.0.0.1"],
        ] {
          let outcome = try rig.onHost(script, right)
          #expect(outcome.status == 0, "\(script) \(right): \(outcome.errors)")
        }
        for (wrong, message) in [
          ([:], "this one is 'fresh'"), (["FAKE_NAME": "b"], "'b'"),
          (["FAKE_ADDRESS": "10.0.0.2"], "'b' by its address 10.0.0.2"),
          (["FAKE_NAME": "a", "FAKE_ADDRESS": "10.0.0.2"], "'b' by its address"),
          // Only a part of the address.
          (["FAKE_ADDRESS": "10.0.0.11"], "go to 'a' (10.0.0.1)"),
        ] {
          let outcome = try rig.onHost(script, wrong)
          #expect(outcome.status == 1, "\(script) \(wrong): \(outcome.output)")
          #expect(outcome.errors.contains(message), "\(message) in \(outcome.errors)")
          #expect(outcome.output.isEmpty)
        }
        let forced = try rig.onHost("\(script) --force", ["FAKE_NAME": "b"])
        #expect(forced.status == 0, "\(forced.errors)")
        #expect(forced.errors.contains("for the host 'a'"))
      }
      #expect(rig.diary.filter { $0.hasPrefix("hello") } == [])
    }
  }

  @Test(arguments: [
    "echo true >>commands/002-greet.sh", "rm commands/003-greeted.expect",
    "sed -i s/Greet/Bye/ commands.list", "sed -i /commands.list/d SHA256SUMS", "rm SHA256SUMS",
  ])
  func `a damaged bundle is not used`(_ damage: String) throws {
    try ScriptRig.with(.dash) { rig in
      try rig.shell("cd hosts/a && \(damage)")
      for script in ["run.sh --yes", "verify.sh"] {
        let outcome = try rig.onHost(script)
        #expect(outcome.status == 1)
        #expect(
          outcome.errors.contains("damaged") || outcome.errors.contains("SHA256SUMS"),
          "\(outcome.errors)"
        )
      }
      #expect(rig.diary == [])
    }
  }

  @Test(arguments: ScriptRig.Shell.all)
  func `only root runs commands; anybody may look`(_ shell: ScriptRig.Shell) throws {
    try ScriptRig.with(shell) { rig in
      let user = ["FAKE_NAME": "a", "FAKE_ID": "1000"]
      let refused = try rig.onHost("run.sh --yes", user)
      #expect(refused.status == 1)
      #expect(refused.errors.contains("only root"))
      #expect(rig.diary == [])
      #expect(try rig.onHost("run.sh --list", user).output.contains("open     run   greet"))
      #expect(try rig.onHost("run.sh --dry-run", user).status == 0)
      let verified = try rig.onHost("verify.sh", user)
      #expect(verified.status == 0)
      #expect(verified.errors.contains("not run as root"))
    }
  }
}
