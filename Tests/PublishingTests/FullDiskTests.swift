import Foundation
import Testing

@testable import Publishing

/// How this process mounts a file system that nobody else sees: as root or, where the kernel lets
/// it, as the root of a user namespace of its own; nil where it may not.
private let privateMounts: [String]? = [["unshare", "-m"], ["unshare", "-r", "-m"]].first {
  (try? Command.run($0 + ["mount", "-t", "tmpfs", "tmpfs", "/tmp"]))?.status == 0
}

@Suite(
  "On a file system that takes no more",
  .enabled(if: privateMounts != nil, "mounting is not permitted")
)
struct FullDiskTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.makeFolder(folder.path + "/disk")
  }

  /// Publishes the first generation to a disk of 1 MB, then runs `script`; compares the two trees.
  private func run(_ options: String, _ script: String) throws -> Command.Result {
    let whole = """
      set -eu
      mount -t tmpfs -o \(options) tmpfs disk
      cd disk
      listed() {
        ls -A
        find site -exec stat -c '%n %a %i %y %h' {} + | sort
        find site -type f -exec cat {} +
      }
      "$0" publish site 0 40
      listed >../before
      \(script)
      listed >../after
      cmp ../before ../after
      echo same
      """
    return try Command.run(
      try #require(privateMounts) + ["sh", "-c", whole, Command.fixture],
      in: folder.path
    )
  }

  @Test("for want of space, a build fails and leaves the site as it was")
  func full() throws {
    let result = try run(
      "size=1m",
      """
      status=0
      "$0" publish site 1 40 50000 || status=$?
      echo status $status
      """
    )
    #expect(
      result.output == "written 36, unchanged 0, removed 0\nstatus 2\nsame\n",
      "\(result.errors)"
    )
    #expect(result.errors.hasPrefix("cannot write '\(folder.path)/disk/site/part-"))
    #expect(
      result.errors.hasSuffix(
        "No space left on device; free some space, or choose another place with --output\n"
      )
    )
  }

  @Test("for want of inodes, a build fails and leaves the site as it was")
  func noInodes() throws {
    let result = try run(
      "nr_inodes=60",
      """
      status=0
      "$0" publish site 1 400 || status=$?
      echo status $status
      """
    )
    #expect(
      result.output == "written 36, unchanged 0, removed 0\nstatus 2\nsame\n",
      "\(result.errors)"
    )
    #expect(result.errors.contains("No space left on device"))
  }

  @Test("because it is mounted read-only, a build says so")
  func readOnly() throws {
    let result = try run(
      "size=1m",
      """
      mount -o remount,ro .
      status=0
      "$0" publish site 1 40 || status=$?
      echo status $status
      """
    )
    #expect(
      result.output == "written 36, unchanged 0, removed 0\nstatus 2\nsame\n",
      "\(result.errors)"
    )
    #expect(
      result.errors == "cannot make '\(folder.path)/disk/.site.staging': Read-only file system;"
        + " choose a place that can be written to with --output\n"
    )
  }

  @Test("because the output is its root, a build says so")
  func mountPoint() throws {
    let result = try run(
      "size=1m",
      """
      mkdir inner
      mount -t tmpfs tmpfs inner
      "$0" publish inner 1 40 || echo status $?
      umount inner
      rmdir inner
      """
    )
    #expect(result.output.contains("status 2\n"))
    #expect(result.errors.contains("it is a mount point; choose a folder inside it"))
  }
}
