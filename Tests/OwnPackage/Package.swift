// swift-tools-version: 6.2
import PackageDescription

// What someone else's package looks like: kinds of its own, and the whole command with them.
let package = Package(
  name: "own-package",
  dependencies: [.package(name: "sluice", path: "../..")],
  targets: [
    // Kinds.swift shows its list to the tests, and so imports Sluice with `package`; the other files need not.
    .executableTarget(
      name: "OwnPackage", dependencies: [.product(name: "Sluice", package: "sluice")],
      swiftSettings: [.enableUpcomingFeature("InternalImportsByDefault")]),
    .testTarget(
      name: "OwnPackageTests",
      dependencies: [
        "OwnPackage", .product(name: "Sluice", package: "sluice"),
        .product(name: "SluiceTesting", package: "sluice"),
      ]),
  ]
)
