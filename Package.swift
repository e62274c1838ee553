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
    .testTarget(name: "DiagnosticsTests", dependencies: ["Diagnostics"], swiftSettings: strict),
    .testTarget(
      name: "ExpressionsTests",
      dependencies: ["Expressions", "Diagnostics"],
      swiftSettings: strict
    ),
  ],
  swiftLanguageModes: [.v6]
)
