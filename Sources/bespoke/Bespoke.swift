import ArgumentParser
import Diagnostics
import Driver

/// The command line: reads arguments, prints, exits.
@main
struct Bespoke: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bespoke",
    abstract: "Turns a guide into your runbook: pages and files with your values filled in.",
    version: "0.1.0",
    subcommands: [Build.self, Check.self, Eval.self]
  )
}

/// The options of every command that reads a workspace.
struct WorkspaceOptions: ParsableArguments {
  @Argument(help: "The folder that holds content/ and templates/.")
  var directory = "."

  @Option(name: .customLong("guide"), help: "Only this guide (may be repeated).")
  var guides: [String] = []

  @Option(name: .customLong("cluster"), help: "Only this cluster (may be repeated).")
  var clusters: [String] = []

  @Flag(help: "Treat warnings as errors.")
  var strict = false

  @Flag(name: .shortAndLong, help: "Print nothing but diagnostics.")
  var quiet = false

  @Option(help: "How many clusters to make at the same time (default: one per processor).")
  var jobs: Int?

  @OptionGroup var diagnostics: DiagnosticOptions

  func request(output: String?, baseURL: String? = nil) throws -> BuildRequest {
    if let jobs, jobs < 1 { throw ValidationError("--jobs takes a number from 1 on") }
    return BuildRequest(
      directory: directory,
      output: output,
      guides: guides,
      clusters: clusters,
      isStrict: strict,
      jobs: jobs ?? Machine.processors,
      baseURL: baseURL,
      language: Machine.language
    )
  }
}

struct DiagnosticOptions: ParsableArguments {
  @Option(help: "How diagnostics are printed: text, json, github or sarif.")
  var format: DiagnosticFormatter.Format = .text
}

extension DiagnosticFormatter.Format: ExpressibleByArgument {}
