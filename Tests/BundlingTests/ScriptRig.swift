import Driver
import Foundation
import Testing

/// A guide built for a cluster of two hosts, unpacked on a workstation, and machines that stand for the
/// hosts.
///
/// `hostname`, `ip`, `id`, `sudo` and `ssh` are stubs in front of the path: a machine is a name, an address and a
/// folder that takes the place of `/var/lib`. `sh` is the shell under test, in the scripts too.
struct ScriptRig {
  /// A shell that is to run the scripts: its name, and the words that call it.
  struct Shell: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let command: String

    static let dash = Shell(testDescription: "dash", command: "dash")
    static let busybox = Shell(testDescription: "busybox", command: "busybox ash")
    /// Those that this machine has.
    static let all = [dash, busybox].filter { shell in
      let program = shell.command.split(separator: " ")[0]
      return ["/bin", "/usr/bin"].contains {
        FileManager.default.isExecutableFile(atPath: "\($0)/\(program)")
      }
    }
  }

  struct Outcome {
    let status: Int32
    let output: String
    let errors: String

    /// The rows of a table of checks, without their seconds.
    var rows: [String] {
      output.split(separator: "\n").map { String($0).replacing(#/ +[0-9]+ s  /#, with: " ") }
    }
  }

  struct BrokenFixture: Error {
    let reason: String
  }

  let scratch: URL
  var cluster: URL { scratch.appending(path: "lab") }
  var state: URL { scratch.appending(path: "state") }

  /// Whether machines can have a `/var/lib` of their own here.
  static let hasMachines: Bool = {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["unshare", "--mount", "true"]
    process.standardError = FileHandle.nullDevice
    return (try? process.run()).map { process.waitUntilExit() } != nil
      && process.terminationStatus == 0
  }()

  /// Whether a script can be put at a terminal.
  static let hasTerminal = FileManager.default.isExecutableFile(atPath: "/usr/bin/script")

  static func with(
    _ shell: Shell,
    _ guide: ScriptGuide = ScriptGuide(),
    _ body: (ScriptRig) throws -> Void
  ) throws {
    let scratch = FileManager.default.temporaryDirectory.appending(path: "rig-\(UUID().uuidString)")
    let rig = ScriptRig(scratch: scratch)
    defer { try? FileManager.default.removeItem(at: scratch) }
    for (name, text) in Self.stubs {
      try rig.write("#!/bin/dash\n\(text)\n", to: "bin/\(name)", mode: 0o755)
    }
    try rig.write("#!/bin/dash\nexec \(shell.command) \"$@\"\n", to: "bin/sh", mode: 0o755)
    try rig.unpack(guide)
    try body(rig)
  }

  private static let stubs = [
    "hostname": #"echo "${FAKE_NAME:-fresh}""#,
    "uname":
      #"if [ "$*" = -n ]; then echo "${FAKE_NAME:-fresh}"; else exec /usr/bin/uname "$@"; fi"#,
    "ip": """
    echo '1: lo    inet 127.0.0.1/8 scope host lo'
    echo "2: eth0    inet ${FAKE_ADDRESS:-10.9.9.9}/24 brd 10.9.9.255 scope global eth0"
    """,
    "id": #"if [ "$*" = -u ]; then echo "${FAKE_ID:-0}"; else exec /usr/bin/id "$@"; fi"#,
    "sudo": #"echo "sudo $*" >>"$RIG/sudo.log"; [ "$1" != -n ] || shift; exec "$@""#,
    "machine": """
    case $1 in
      *@10.0.0.1) FAKE_NAME=a FAKE_ADDRESS=10.0.0.1 ;;
      *@10.0.0.2) FAKE_NAME=fresh FAKE_ADDRESS=10.0.0.2 ;;
      *) echo "no route to $1" >&2; exit 255 ;;
    esac
    if [ -e "$RIG/down-$FAKE_ADDRESS" ]; then echo "no route to $1" >&2; exit 255; fi
    export FAKE_NAME FAKE_ADDRESS
    echo "$1" >>"$RIG/ssh.log"
    mkdir -p "$RIG/$FAKE_ADDRESS"
    exec unshare --mount dash -c \
      'mount --bind "$RIG/$FAKE_ADDRESS" /var/lib && cd / && exec sh -c "$1"' - "$2"
    """,
  ]

  /// Builds the guide and unpacks the cluster's archive over what is there, as a person does after a
  /// change.
  func unpack(_ guide: ScriptGuide) throws {
    let workspace = scratch.appending(path: "workspace")
    for (path, text) in guide.files { try write(text, to: "workspace/content/demo/\(path)") }
    let site = scratch.appending(path: "site")
    let request = BuildRequest(directory: workspace.path, output: site.path, jobs: 1)
    let result = try Pipeline.run(request)
    guard result.isGood else {
      throw BrokenFixture(reason: "\(result.diagnostics)")
    }
    let archive = site.appending(path: "demo/lab/lab.tar.gz").path
    let outcome = try run(["tar", "-xzf", archive, "-C", scratch.path, "--recursive-unlink"])
    guard outcome.status == 0 else { throw BrokenFixture(reason: outcome.errors) }
  }

  // MARK: Running

  /// A script of the workstation.
  func onWorkstation(_ command: String, _ environment: [String: String] = [:]) throws -> Outcome {
    try run(["sh", "-c", "sh \(command)"], in: cluster, environment)
  }

  /// A script of a host's bundle, on that host; its state is in `state`.
  @discardableResult
  func onHost(
    _ command: String,
    host: String = "a",
    _ environment: [String: String] = ["FAKE_ADDRESS": "10.0.0.1"]
  ) throws -> Outcome {
    let words = command.contains("install.sh") ? command : "\(command) --state \"$RIG/state\""
    return try run(
      ["sh", "-c", "sh \(words)"],
      in: cluster.appending(path: "hosts/\(host)"),
      environment
    )
  }

  @discardableResult
  func shell(_ script: String) throws -> Outcome { try run(["dash", "-c", script], in: cluster) }

  /// The lines that commands have written down.
  var diary: [String] {
    let text = FileManager.default.contents(atPath: scratch.appending(path: "diary").path)
    return String(decoding: text ?? Data(), as: UTF8.self).split(separator: "\n").map(String.init)
  }

  private func run(
    _ command: [String],
    in folder: URL? = nil,
    _ environment: [String: String] = [:]
  ) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    process.currentDirectoryURL = folder ?? scratch
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    let own = [
      "PATH": "\(scratch.path)/bin:\(path)", "RIG": scratch.path, "HOME": scratch.path,
      "BESPOKE_SSH": "machine", "TMPDIR": scratch.path,
    ]
    process.environment = own.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    let files = ["out", "err"].map { scratch.appending(path: "\(UUID().uuidString).\($0)") }
    let handles = try files.map { file in
      try Data().write(to: file)
      return try FileHandle(forWritingTo: file)
    }
    process.standardOutput = handles[0]
    process.standardError = handles[1]
    try process.run()
    process.waitUntilExit()
    let texts = try files.map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }
    return Outcome(status: process.terminationStatus, output: texts[0], errors: texts[1])
  }

  private func write(_ text: String, to path: String, mode: Int = 0o644) throws {
    let url = scratch.appending(path: path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    try Data(text.utf8).write(to: url)
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: url.path)
  }
}
