// swift-tools-version: 6.2
import PackageDescription

// What someone else's package looks like: its own policy, and the whole command with it.
let package = Package(
  name: "own-policy",
  dependencies: [.package(name: "sluice", path: "../..")],
  targets: [
    .executableTarget(name: "OwnPolicy", dependencies: [.product(name: "Sluice", package: "sluice")])
  ]
)
