import Bundling
import Foundation
import Testing

/// What `install.sh` does to a host, seen by running it.
@Suite struct InstallScriptTests {
  static let unit = HostBundle.File(
    path: "/etc/systemd/system/etcd.service",
    text: "[Service]\nExecStart=/usr/bin/etcd\n"
  )
  static let token = HostBundle.File(path: "/etc/etcd/token", text: "a\nb\nc\n", mode: 0o600)
  static let tool = HostBundle.File(path: "/usr/local/sbin/wipe", text: "#!/bin/sh\n", mode: 0o755)
  static let files = [unit, token, tool]

  // MARK: Installing

  @Test func `a fresh host gets every file with its text and its mode`() throws {
    try HostBundle.with(Self.files) { host in
      let outcome = try host.install()
      #expect(outcome.status == 0, "\(outcome.errors)")
      for file in Self.files {
        #expect(host.installed(file.path) == file.text)
        #expect(try host.status(file.path).hasPrefix("\(String(file.mode, radix: 8)) "))
      }
      #expect(try host.status("/etc/systemd").hasPrefix("755 "))
      #expect(outcome.output.contains("3 files: 3 installed, 0 changed, 0 unchanged"))
      #expect(outcome.output.contains("Nothing was started"))
      #expect(outcome.output.contains("systemctl daemon-reload"))
      #expect(!outcome.output.contains("backups"))
    }
  }

  @Test func `a second run touches nothing and says so`() throws {
    try HostBundle.with(Self.files) { host in
      _ = try host.install()
      let before = try host.snapshot()
      let outcome = try host.install()
      #expect(outcome.status == 0)
      #expect(outcome.output == "3 files, all up to date\n")
      #expect(try host.snapshot() == before)
    }
  }

  @Test func `a changed file is kept with its mode before it is replaced`() throws {
    try HostBundle.with(Self.files) { host in
      try host.place("mine\n", at: Self.token.path, mode: 0o640)
      let outcome = try host.install()
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(host.installed(Self.token.path) == Self.token.text)
      #expect(outcome.output.contains("changed /etc/etcd/token (text, mode 640 -> 600"))
      #expect(outcome.output.contains("2 installed, 1 changed, 0 unchanged"))
      let backups = "/var/backups/bespoke/lab"
      let stamps = try FileManager.default.contentsOfDirectory(atPath: host.root.path + backups)
      let stamp = try #require(stamps.first)
      #expect(stamps.count == 1)
      #expect(stamp.wholeMatch(of: /\d{8}T\d{6}Z/) != nil)
      #expect(outcome.output.contains("\(backups)/\(stamp)\n"))
      #expect(host.installed("\(backups)/\(stamp)/etc/etcd/token") == "mine\n")
      #expect(try host.status("\(backups)/\(stamp)/etc/etcd/token").hasPrefix("640 "))
      #expect(try host.status("/var/backups/bespoke").hasPrefix("700 "))
      #expect(try host.status("\(backups)/\(stamp)/etc").hasPrefix("755 "))
    }
  }

  @Test func `two runs in the same second keep their backups apart`() throws {
    try HostBundle.with([Self.token]) { host in
      for text in ["first\n", "second\n", "third\n"] {
        try host.place(text, at: Self.token.path)
        #expect(try host.install().status == 0)
      }
      let found = try host.run([
        "grep", "-rhE", "first|second|third", host.root.path + "/var/backups",
      ])
      #expect(found.output.split(separator: "\n").sorted() == ["first", "second", "third"])
    }
  }

  @Test func `a file that only has another mode is changed`() throws {
    try HostBundle.with([Self.tool]) { host in
      try host.place(Self.tool.text, at: Self.tool.path, mode: 0o644)
      let outcome = try host.install()
      #expect(outcome.output.contains("(mode 644 -> 755"))
      #expect(try host.status(Self.tool.path).hasPrefix("755 "))
      #expect(!outcome.output.contains("daemon-reload"))
    }
  }

  @Test(.enabled(if: HostBundle.isRoot, "only root can give files away"))
  func `the owners of an image are its own users`() throws {
    let owned = HostBundle.File(path: "/etc/etcd/key", mode: 0o640, owner: "etcd:ssl-cert")
    try HostBundle.with([owned, Self.tool]) { host in
      try host.place("root:x:0:0::/:/bin/sh\netcd:x:4242:1::/:/bin/false\n", at: "/etc/passwd")
      try host.place("root:x:0:\nssl-cert:x:4243:\n", at: "/etc/group")
      let outcome = try host.install()
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(try host.status("/etc/etcd/key") == "640 4242:4243")
      #expect(try host.status("/etc/etcd") == "755 0:0")
      #expect(try host.status(Self.tool.path) == "755 0:0")
      _ = try host.run(["chown", "0:0", host.root.path + "/etc/etcd/key"])
      let second = try host.install()
      #expect(second.output.contains("changed /etc/etcd/key (owner 0:0 -> etcd:ssl-cert)"))
      #expect(try host.status("/etc/etcd/key") == "640 4242:4243")
      #expect(try host.install().output == "2 files, all up to date\n")
    }
  }

  @Test func `what a killed run left behind is no obstacle`() throws {
    try HostBundle.with([Self.token]) { host in
      try host.place("half", at: "/etc/etcd/.token.bespoke-new")
      #expect(try host.install().status == 0)
      #expect(host.installed(Self.token.path) == Self.token.text)
      #expect(host.installed("/etc/etcd/.token.bespoke-new") == nil)
    }
  }

  @Test func `a run that fails half-way tells how far it came and leaves no temporary file`() throws
  {
    let last = HostBundle.File(path: "/etc/zone/last")
    try HostBundle.with([Self.unit, last]) { host in
      // A folder by the name of the temporary file: no check before can know of it.
      try host.place("", at: "/etc/zone/.last.bespoke-new/file")
      let outcome = try host.install()
      #expect(outcome.status == 1)
      #expect(outcome.errors.contains("stopped after 1 of the files"))
      #expect(outcome.errors.contains("daemon-reload"))
      #expect(host.installed(last.path) == nil)
      try FileManager.default.removeItem(atPath: host.root.path + "/etc/zone/.last.bespoke-new")
      #expect(try host.install().output.contains("1 installed, 0 changed, 1 unchanged"))
    }
  }

  @Test func `it runs from any folder and below a root with blanks in its name`() throws {
    try HostBundle.with([Self.token]) { host in
      let outcome = try host.run([
        "sh", "-c", "mkdir -p '../a b' && cd '../a b' && sh ../lab-m1/install.sh --root=.",
      ])
      #expect(outcome.status == 0, "\(outcome.errors)")
      let text = try String(
        contentsOf: host.scratch.appending(path: "a b/etc/etcd/token"),
        encoding: .utf8
      )
      #expect(text == Self.token.text)
    }
  }

  // MARK: Only looking

  @Test func `a dry run says what it would do and does nothing`() throws {
    try HostBundle.with(Self.files) { host in
      try host.place(Self.tool.text, at: Self.tool.path, mode: 0o700)
      let before = try host.snapshot()
      let outcome = try host.install("--dry-run")
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(outcome.output.contains("would install /etc/etcd/token\n"))
      #expect(outcome.output.contains("would change /usr/local/sbin/wipe (mode 700 -> 755"))
      #expect(
        outcome.output.contains("2 to install, 1 to change, 0 up to date; nothing was changed")
      )
      #expect(try host.snapshot() == before)
    }
  }

  @Test func `the differences are a patch that makes the installed text the new one`() throws {
    try HostBundle.with([Self.token, Self.tool]) { host in
      try host.place("a\nx\nc\n", at: Self.token.path, mode: 0o600)
      let before = try host.snapshot()
      let outcome = try host.install("--diff")
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(outcome.output.contains("--- \(host.root.path)/etc/etcd/token"))
      #expect(outcome.output.contains("\n a\n-x\n+b\n c\n"))
      #expect(outcome.output.contains("--- /dev/null"))
      #expect(outcome.output.contains("+#!/bin/sh\n"))
      #expect(try host.snapshot() == before)
    }
  }
}
