import Bundling
import Foundation
import Testing

/// What `install.sh` refuses, each time before it writes anything.
@Suite struct InstallScriptRefusalTests {
  static let files = [
    HostBundle.File(path: "/etc/a.conf"), HostBundle.File(path: "/etc/z.conf"),
  ]

  /// A bundle or a host that must not be installed, or installed on.
  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    var arguments: [String] = []
    /// A shell command in the folder of the bundle, the host's root beside it.
    let preparation: String
    /// What the message names.
    let named: [String]
  }

  static let cases = [
    Case(
      testDescription: "a file that is not what its sum says",
      preparation: "echo more >>files/etc/z.conf",
      named: ["files/etc/z.conf", "damaged"]
    ),
    Case(
      testDescription: "a file that is missing",
      preparation: "rm files/etc/z.conf",
      named: ["files/etc/z.conf", "damaged"]
    ),
    Case(
      testDescription: "a list that was changed",
      preparation: "sed -i 's/^0644/0666/' files.list",
      named: ["files.list", "damaged"]
    ),
    Case(
      testDescription: "a list that nothing vouches for",
      preparation: "sed -i '/files.list/d' SHA256SUMS",
      named: ["files.list"]
    ),
    Case(
      testDescription: "a file whose sum is in neither place the same",
      preparation: """
        echo more >>files/etc/z.conf; sed -i '/z.conf/d' SHA256SUMS
        sha256sum files/etc/z.conf >>SHA256SUMS
        """,
      named: ["files/etc/z.conf", "fetch the bundle again"]
    ),
    Case(
      testDescription: "a bundle without sums",
      preparation: "rm SHA256SUMS",
      named: ["SHA256SUMS"]
    ),
    Case(
      testDescription: "a target that is a symbolic link",
      preparation: "mkdir ../root/etc; ln -s a.conf ../root/etc/z.conf",
      named: ["/etc/z.conf", "symbolic link", "a.conf"]
    ),
    Case(
      testDescription: "a target that is a dangling symbolic link",
      preparation: "mkdir ../root/etc; ln -s nowhere ../root/etc/z.conf",
      named: ["/etc/z.conf", "symbolic link", "nowhere"]
    ),
    Case(
      testDescription: "a target that is a folder",
      preparation: "mkdir -p ../root/etc/z.conf",
      named: ["/etc/z.conf", "folder"]
    ),
    Case(
      testDescription: "a target that is a pipe",
      preparation: "mkdir ../root/etc; mkfifo ../root/etc/z.conf",
      named: ["/etc/z.conf", "not a regular file"]
    ),
    Case(
      testDescription: "a parent that is a file",
      preparation: "echo >../root/etc",
      named: ["/etc", "not a folder"]
    ),
    Case(
      testDescription: "a parent that leads out of the root",
      preparation: "mkdir ../elsewhere; ln -s ../elsewhere ../root/etc",
      named: ["/etc", "leads out of", "elsewhere"]
    ),
    Case(
      testDescription: "a machine with another name",
      arguments: ["--check-host"],
      preparation: "mkdir ../root/etc; echo M2.example >../root/etc/hostname",
      named: ["'m1'", "'m2.example'", "--force"]
    ),
  ]

  @Test(arguments: cases)
  func `it refuses, names the cause and writes nothing`(_ refused: Case) throws {
    try HostBundle.with(Self.files) { host in
      #expect(try host.run(["sh", "-c", refused.preparation]).status == 0)
      let before = try host.snapshot()
      let outcome = try host.run(
        ["sh", "install.sh", "--root", host.root.path] + refused.arguments
      )
      #expect(outcome.status == 1)
      for name in refused.named { #expect(outcome.errors.contains(name)) }
      #expect(outcome.output.isEmpty)
      #expect(try host.snapshot() == before)
    }
  }

  @Test(.enabled(if: HostBundle.isRoot, "owners matter to root only"))
  func `every owner who does not exist is named before anything is written`() throws {
    let files = [
      HostBundle.File(path: "/etc/a.conf"),
      HostBundle.File(path: "/etc/b.conf", owner: "no-such-user:root"),
      HostBundle.File(path: "/etc/c.conf", owner: "root:no-such-group"),
    ]
    try HostBundle.with(files) { host in
      let before = try host.snapshot()
      for arguments in [[], ["--dry-run"]] {
        let outcome = try host.run(["sh", "install.sh", "--root", host.root.path] + arguments)
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("no user 'no-such-user' to own /etc/b.conf"))
        #expect(outcome.errors.contains("no group 'no-such-group' to own /etc/c.conf"))
        #expect(outcome.errors.contains("nothing was changed"))
        #expect(try host.snapshot() == before)
      }
    }
  }

  @Test(arguments: ["m1", "M1", "m1.example.com", "# a comment\nm1"])
  func `it takes the short and the full name of its host`(_ name: String) throws {
    try HostBundle.with(Self.files) { host in
      try host.place("\(name)\n", at: "/etc/hostname")
      #expect(try host.install("--check-host").status == 0)
    }
  }

  @Test func `a machine with another name is taken when one insists`() throws {
    try HostBundle.with(Self.files) { host in
      try host.place("m10\n", at: "/etc/hostname")
      #expect(try host.install("--check-host").status == 1)
      let outcome = try host.install("--check-host", "--force")
      #expect(outcome.status == 0)
      #expect(outcome.errors.contains("'m10'"))
      #expect(host.installed("/etc/z.conf") == "text\n")
    }
  }

  @Test func `without a root folder, or with the machine's own, the machine's name counts`() throws
  {
    try HostBundle.with(Self.files) { host in
      for arguments in [["--dry-run"], ["--dry-run", "--root", "/"]] {
        let outcome = try host.run(["sh", "install.sh"] + arguments)
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("for the host 'm1'"))
      }
    }
  }

  @Test(arguments: [["--dryrun"], ["-n"], ["m1"], ["--root"], ["--root", ""], ["--root="]])
  func `arguments it does not know are answered with the usage`(_ arguments: [String]) throws {
    try HostBundle.with(Self.files) { host in
      let outcome = try host.run(["sh", "install.sh"] + arguments)
      #expect(outcome.status == 64)
      #expect(outcome.errors.contains("usage: sh install.sh"))
      #expect(outcome.output.isEmpty)
    }
  }

  @Test func `help is no error`() throws {
    try HostBundle.with(Self.files) { host in
      let outcome = try host.run(["sh", "install.sh", "--help"])
      #expect(outcome.status == 0)
      #expect(outcome.output.contains("host m1 of the cluster lab"))
      #expect(outcome.errors.isEmpty)
    }
  }

  @Test(.enabled(if: hasShellCheck, "shellcheck is not installed"))
  func `shellcheck has nothing to say`() throws {
    try HostBundle.with([]) { host in
      let outcome = try host.run(["shellcheck", "-s", "sh", "-S", "style", "install.sh"])
      #expect(outcome.status == 0, "\(outcome.output)")
    }
  }

  @Test func `the list is sorted by path and gives modes four digits`() {
    let list = InstallScript.list([
      ("/etc/b", 0o644, "root:root", "b0"), ("/etc/a", 0o7, "etcd:etcd", "a0"),
    ])
    let lines = String(decoding: list, as: UTF8.self).split(separator: "\n")
    #expect(
      lines.drop { $0.hasPrefix("#") } == ["0007 etcd:etcd a0 /etc/a", "0644 root:root b0 /etc/b"]
    )
  }

  static let hasShellCheck = ["/usr/bin", "/usr/local/bin"].contains {
    FileManager.default.isExecutableFile(atPath: "\($0)/shellcheck")
  }
}
