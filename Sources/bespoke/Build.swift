import ArgumentParser
import Diagnostics
import Driver

struct Build: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Writes the site.",
    discussion: """
      After an error, the site stays as it was. With --guide or --cluster, the other clusters of \
      the site stay as they are.
      """
  )

  @Option(name: .shortAndLong, help: "The folder of the site (default: site in the directory).")
  var output: String?

  @Option(
    name: .customLong("base-url"),
    help: "The URL where the site will be published: adds a sitemap and canonical links."
  )
  var baseURL: String?

  @OptionGroup var options: WorkspaceOptions

  func run() throws {
    let output = output ?? (options.directory == "." ? "site" : "\(options.directory)/site")
    let request = try options.request(output: output, baseURL: baseURL)
    let result = try Console.run { () throws(Failure) in try Pipeline.run(request) }
    try Console.report(result, options)
    if !options.quiet, let report = result.report {
      try Console.print(
        "\(output): \(report.written) files written, \(report.unchanged) unchanged, "
          + "\(report.removed) removed"
      )
      if let leftover = report.leftover { Console.complain("warning: \(leftover)") }
    }
  }
}

struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Does everything that build does, but writes nothing."
  )

  @OptionGroup var options: WorkspaceOptions

  func run() throws {
    let request = try options.request(output: nil)
    let result = try Console.run { () throws(Failure) in try Pipeline.run(request) }
    try Console.report(result, options)
    if !options.quiet {
      let pages = "\(result.pageCount) page\(result.pageCount == 1 ? "" : "s")"
      let clusters = "\(result.clusterCount) cluster\(result.clusterCount == 1 ? "" : "s")"
      try Console.print("checked \(pages) and \(clusters)")
    }
  }
}
