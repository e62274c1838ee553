// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .treatAllWarnings(as: .error),
]

/// A stage of the pipeline; `docs/architecture.md` has the table of what may import what.
func stage(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .testTarget(
    name: "\(name)Tests",
    dependencies: [.byName(name: name)] + dependencies,
    swiftSettings: strict
  )
}

let yams = Target.Dependency.product(name: "Yams", package: "Yams")

let package = Package(
  name: "bespoke-guides",
  products: [.executable(name: "bespoke", targets: ["bespoke"])],
  dependencies: [
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
  ],
  targets: [
    .systemLibrary(
      name: "CArchive",
      pkgConfig: "libarchive",
      providers: [.apt(["libarchive-dev"])]
    ),
    .systemLibrary(name: "CCmark", pkgConfig: "libcmark", providers: [.apt(["libcmark-dev"])]),
    .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .target(name: "CLinux"),

    stage("Diagnostics"),
    stage("HTMLText"),
    stage("Markdown", ["CCmark", "HTMLText", "Diagnostics"]),
    stage("Expressions", ["Diagnostics"]),
    stage("Languages"),
    stage("Parameters", ["Expressions", "Diagnostics", "CCrypto", yams]),
    stage(
      "GuideModel",
      ["Markdown", "Parameters", "Expressions", "Languages", "Diagnostics"]
    ),
    stage(
      "Resolution",
      ["GuideModel", "Parameters", "Expressions", "Languages", "Diagnostics"]
    ),
    stage("Templates", ["HTMLText", "Diagnostics"]),
    stage(
      "Tangling",
      ["Resolution", "GuideModel", "Parameters", "Expressions", "Diagnostics", "Languages"]
    ),
    stage("Publishing", ["CArchive", "CCrypto", "CLinux"]),
    stage(
      "Bundling",
      [
        "Tangling", "Resolution", "GuideModel", "Parameters", "Expressions", "Publishing",
        "Diagnostics",
      ]
    ),
    stage("Figures", ["Expressions", "HTMLText", "Diagnostics"]),
    stage(
      "Weaving",
      [
        "Bundling", "Tangling", "Figures", "Resolution", "GuideModel", "Parameters",
        "Expressions", "Languages", "Markdown", "Templates", "HTMLText", "Diagnostics",
      ]
    ),
    .executableTarget(name: "embed-files", swiftSettings: strict),
    .plugin(
      name: "EmbedTemplates",
      capability: .buildTool(),
      dependencies: ["embed-files"],
      path: "Sources/EmbedTemplates"
    ),
    .target(
      name: "BuiltinTemplates",
      // A link to the folder: SwiftPM asks the plugin again only when a target's folder changes.
      exclude: ["templates"],
      swiftSettings: strict,
      plugins: ["EmbedTemplates"]
    ),
    stage(
      "Driver",
      [
        "Weaving", "Bundling", "Tangling", "Resolution", "GuideModel", "Parameters", "Expressions",
        "Templates", "BuiltinTemplates", "Publishing", "Diagnostics",
      ]
    ),
    .executableTarget(
      name: "bespoke",
      dependencies: [
        "Driver", "Diagnostics",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict
    ),

    .executableTarget(
      name: "place-values",
      dependencies: ["Languages", "HTMLText"],
      path: "Tests/Fuzz/PlaceValues",
      swiftSettings: strict
    ),
    .executableTarget(
      name: "tangle-benchmark",
      dependencies: [
        "Tangling", "Resolution", "GuideModel", "Parameters", "Publishing", "Diagnostics",
      ],
      path: "Tests/Benchmarks/TangleBenchmark",
      swiftSettings: strict
    ),
    .testTarget(name: "ArchitectureTests", swiftSettings: strict),
    tests("Bundling", ["Driver"]),
    tests("Diagnostics"),
    tests("Driver", ["Diagnostics", "Publishing"]),
    tests("Figures", ["Expressions"]),
    tests("Markdown", ["Diagnostics"]),
    tests("Expressions", ["Diagnostics"]),
    tests("GuideModel", ["Diagnostics"]),
    tests("Languages"),
    tests("Parameters", ["Diagnostics", "Expressions"]),
    .executableTarget(
      name: "publish-fixture",
      dependencies: ["Publishing"],
      path: "Tests/PublishFixture",
      swiftSettings: strict
    ),
    tests("Publishing", ["publish-fixture"]),
    tests("Templates", ["Diagnostics"]),
    tests("Weaving", ["Languages", "Resolution", "Tangling"]),
    .testTarget(
      name: "BuiltinTemplatesTests",
      dependencies: ["BuiltinTemplates", "Templates", "Diagnostics"],
      swiftSettings: strict
    ),
  ],
  swiftLanguageModes: [.v6]
)
