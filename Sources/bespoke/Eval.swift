import ArgumentParser
import Diagnostics
import Driver

struct Eval: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Evaluates an expression with the values of a cluster and prints JSON."
  )

  @Argument(help: "The expression, such as 'pod_cidr.subnet(24, 1)'.")
  var expression: String

  @Argument(help: "The folder that holds content/.")
  var directory = "."

  @Option(help: "The guide (default: the only one).")
  var guide: String?

  @Option(help: "The cluster (default: the only one).")
  var cluster: String?

  @OptionGroup var diagnostics: DiagnosticOptions

  func run() throws {
    let result = try Console.run { () throws(Failure) in
      try Evaluation.run(
        expression,
        directory: directory,
        guide: guide,
        cluster: cluster,
        language: Machine.language
      )
    }
    Console.show(result.diagnostics, result.sources, diagnostics.format, summary: "found")
    guard let json = result.json else { throw ExitCode(Console.wrongInput) }
    try Console.print(json)
  }
}
