import Foundation
import PackagePlugin

/// Writes the package's `templates/` folder into a Swift source of the target, so that the program
/// needs no resource folder beside it.
@main
struct EmbedTemplates: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let root = context.package.directoryURL.appending(
      path: "templates",
      directoryHint: .isDirectory
    )
    let paths = try FileManager.default.subpathsOfDirectory(atPath: root.path)
      .filter { ["mustache", "css", "js", "svg"].contains(($0 as NSString).pathExtension) }
      .sorted()
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedTemplates.swift")
    return [
      .buildCommand(
        displayName: "Embedding \(paths.count) templates",
        executable: try context.tool(named: "embed-files").url,
        arguments: [output.path, root.path] + paths,
        inputFiles: paths.map { root.appending(path: $0) },
        outputFiles: [output]
      )
    ]
  }
}
