// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "bespoke",
  targets: [
    .target(name: "Diagnostics", swiftSettings: strict),
    .target(name: "Expressions", dependencies: ["Diagnostics"], swiftSettings: strict),
    .target(name: "Templates", dependencies: ["Diagnostics"], swiftSettings: strict),
    .executableTarget(name: "embed-files", swiftSettings: strict),
    .plugin(name: "EmbedTemplates", capability: .buildTool(), dependencies: ["embed-files"]),
    .target(
      name: "BuiltinTemplates",
      // A link to the folder: SwiftPM asks the plugin again only when a target's folder changes.
      exclude: ["templates"],
      swiftSettings: strict,
      plugins: ["EmbedTemplates"]
    ),
    .testTarget(name: "DiagnosticsTests", dependencies: ["Diagnostics"], swiftSettings: strict),
    .testTarget(
      name: "TemplatesTests",
      dependencies: ["Templates", "Diagnostics"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "BuiltinTemplatesTests",
      dependencies: ["BuiltinTemplates", "Templates", "Diagnostics"],
      swiftSettings: strict
    ),
  ],
  swiftLanguageModes: [.v6]
)
