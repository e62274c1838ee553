// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "bespoke",
  targets: [
    .systemLibrary(
      name: "CCmark",
      pkgConfig: "libcmark",
      providers: [.apt(["libcmark-dev"])]
    ),
    .target(name: "Diagnostics", swiftSettings: strict),
    .target(name: "Expressions", dependencies: ["Diagnostics"], swiftSettings: strict),
    .target(
      name: "Markdown",
      dependencies: ["CCmark", "Diagnostics"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "MarkdownTests",
      dependencies: ["CCmark", "Diagnostics", "Markdown"],
      swiftSettings: strict
    ),
    .testTarget(name: "DiagnosticsTests", dependencies: ["Diagnostics"], swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
