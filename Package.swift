// swift-tools-version: 6.2
import PackageDescription

/// Every Swift target is compiled under the same strict rules.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

/// Tests that call the modules and calculate little themselves: optimizing them costs more than it saves.
let unoptimized: [SwiftSetting] = strict + [.unsafeFlags(["-Onone"])]

let strictC: [CSetting] = [.treatAllWarnings(as: .error)]

func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(
  _ name: String, _ dependencies: [Target.Dependency], exclude: [String] = [], resources: [Resource] = [],
  calculates: Bool = false
) -> Target {
  .testTarget(
    name: name, dependencies: dependencies, exclude: exclude, resources: resources,
    swiftSettings: calculates ? strict : unoptimized)
}

let package = Package(
  name: "sluice",
  products: [
    .library(name: "Sluice", targets: ["Sluice"]),
    .library(name: "SluiceTesting", targets: ["SluiceTesting"]),
    .executable(name: "sluice", targets: ["SluiceCommand"]),
    .executable(name: "sluice-bench", targets: ["SluiceBench"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // Numbers, in C.
    .systemLibrary(name: "CGSL", pkgConfig: "gsl", providers: [.apt(["libgsl-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(name: "CKernels", cSettings: strictC),
    .target(name: "CStreams", dependencies: ["CGSL", "CKernels"], cSettings: strictC),
    .target(name: "CThreads", cSettings: strictC),

    // The simulator, each module on those above it.
    module("Catalog", ["CKernels"]),
    module("Digest", ["CKernels"]),
    module("Snapshots"),
    module("Tables", ["Snapshots"]),
    module("Arrays", ["Catalog", "CZlib"]),
    module("Reports", ["Tables"]),
    module("DataReading", ["Arrays", "Catalog", "CZlib", "Digest"]),
    module("RandomStreams", ["Catalog", "CGSL", "CKernels", "CStreams", "Digest", "Snapshots"]),
    module("Statistics", ["CGSL", "CKernels", "RandomStreams"]),
    module("Gating", ["Catalog", "CKernels"]),
    module("Sequences", ["Catalog", "Gating"]),
    module("SequenceTasks", ["Catalog", "DataReading", "RandomStreams", "Sequences"]),
    module(
      "Recurrence", ["Catalog", "CGSL", "CKernels", "Gating", "RandomStreams", "Sequences", "Snapshots"]),
    module("Estimation", ["Catalog", "Gating", "RandomStreams", "Recurrence", "Sequences", "Snapshots"]),
    module("Interchange", ["Arrays", "Catalog", "Digest", "Recurrence"]),
    module("Theory", ["Gating", "Recurrence", "Statistics"]),
    module(
      "Planning",
      [
        "Catalog", "DataReading", "Digest", "Estimation", "Gating", "RandomStreams", "Recurrence", "Reports",
        "Sequences",
        "SequenceTasks", "Snapshots", "Statistics", "Tables",
        .product(name: "Yams", package: "Yams"),
      ]),
    module("Drawing", ["CKernels", "CZlib", "Reports"]),
    module(
      "Pages", ["Catalog", "DataReading", "Drawing", "Gating", "Reports", "Running", "Statistics", "Tables"]),
    module(
      "Studies",
      [
        "Arrays", "Catalog", "DataReading", "Estimation", "Gating", "Interchange", "Planning",
        "RandomStreams", "Recurrence",
        "Reports", "Sequences",
        "SequenceTasks", "Snapshots", "Statistics", "Tables", "Theory",
      ]),
    module(
      "Running",
      [
        "Catalog", "CGSL", "CKernels", "DataReading", "Digest", "Planning", "RandomStreams", "Recurrence",
        "Reports",
        "Sequences", "SequenceTasks", "Snapshots", "Statistics", "Tables",
      ]),
    module(
      "Sluice",
      [
        "Arrays", "Catalog", "CKernels", "CThreads", "DataReading", "Drawing", "Estimation", "Gating",
        "Interchange", "Pages", "Planning", "RandomStreams", "Recurrence", "Reports", "Running", "Sequences",
        "SequenceTasks",
        "Snapshots", "Statistics", "Studies", "Tables",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    module(
      "SluiceTesting",
      [
        "Catalog", "CKernels", "DataReading", "Estimation", "Gating", "RandomStreams", "Recurrence",
        "Sequences",
        "SequenceTasks",
      ]),
    .executableTarget(name: "SluiceCommand", dependencies: ["Sluice"], swiftSettings: strict),
    module("Benchmarks", ["Reports", "Running", "Tables"]),
    .executableTarget(
      name: "SluiceBench",
      dependencies: [
        "Benchmarks", "Catalog", "CKernels", "DataReading", "Gating", "Planning", "RandomStreams",
        "Recurrence", "Running",
        "SequenceTasks", "Sequences", "Snapshots", "Studies",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: strict),

    // Tests mirror Sources. The counter puts a malloc of its own in front of the C library's in the tests' program.
    .target(name: "AllocationCounter", path: "Tests/AllocationCounter", cSettings: strictC),
    .target(
      name: "TestSupport",
      dependencies: [
        "DataReading", "Digest", "Drawing", "Planning", "Recurrence", "Running", "SequenceTasks", "Sequences",
        "Snapshots", "Studies",
      ],
      path: "Tests/TestSupport", swiftSettings: strict),
    // The sources of a package that is someone else's: here they share this one's build, and `make own-package` builds
    // them apart.
    .executableTarget(
      name: "OwnPackage", dependencies: ["Sluice"], path: "Tests/OwnPackage/Sources/OwnPackage",
      swiftSettings: strict),
    .testTarget(
      name: "OwnPackageTests", dependencies: ["OwnPackage", "Sluice", "SluiceTesting"],
      path: "Tests/OwnPackage/Tests/OwnPackageTests", swiftSettings: strict),
    tests("SnapshotsTests", ["Snapshots", "TestSupport"]),
    tests("CatalogTests", ["Catalog", "Digest", "TestSupport"]),
    tests(
      "ArraysTests", ["Arrays", "TestSupport"], exclude: ["fixtures.py"], resources: [.copy("Fixtures")],
      calculates: true),
    tests(
      "InterchangeTests",
      ["Interchange", "Arrays", "Catalog", "Gating", "Recurrence", "Sequences", "TestSupport"],
      exclude: ["cell_fixtures.py", "fixtures.py"],
      resources: [.copy("Fixtures")]),
    tests("CKernelsTests", ["CKernels", "TestSupport"], exclude: ["CrossCompiled"], calculates: true),
    tests(
      "RandomStreamsTests", ["RandomStreams", "CGSL", "CKernels", "CStreams", "Digest", "Snapshots"],
      calculates: true),
    tests(
      "StatisticsTests", ["Statistics", "RandomStreams"],
      exclude: ["reference.py", "variance_reference.py", "verdict_reference.py", "verdict_errors.py"]),
    tests("GatingTests", ["Gating", "Catalog", "Sluice", "SluiceTesting"], calculates: true),
    tests(
      "SluiceTestingTests",
      [
        "SluiceTesting", "Catalog", "CKernels", "DataReading", "Estimation", "Gating", "RandomStreams",
        "Recurrence",
        "Sequences", "SequenceTasks",
      ], calculates: true),
    tests("SequencesTests", ["Sequences", "Catalog", "SluiceTesting"]),
    tests(
      "DataReadingTests", ["DataReading", "Arrays", "Catalog", "RandomStreams", "TestSupport"],
      exclude: ["Malformed", "MalformedSequences"]),
    tests(
      "SequenceTasksTests",
      ["SequenceTasks", "Catalog", "DataReading", "Digest", "RandomStreams", "Sequences"]),
    tests(
      "RecurrenceTests",
      [
        "Recurrence", "AllocationCounter", "Catalog", "CKernels", "Gating", "RandomStreams", "Sequences",
        "TestSupport",
      ], calculates: true),
    tests(
      "EstimationTests",
      ["Estimation", "Catalog", "CGSL", "Gating", "RandomStreams", "Recurrence", "Sequences"],
      calculates: true),
    tests(
      "PlanningTests",
      [
        "Catalog", "DataReading", "Gating", "Planning", "RandomStreams", "Recurrence", "Reports", "Sequences",
        "SequenceTasks", "Studies", "Tables", "TestSupport",
        .product(name: "Yams", package: "Yams"),
      ], exclude: ["Tuning/proposals.py"],
      resources: [.copy("Malformed")]),
    tests(
      "StudiesTests",
      [
        "Studies", "AllocationCounter", "Arrays", "Catalog", "CKernels", "DataReading", "Digest",
        "Estimation", "Gating",
        "Interchange",
        "Planning", "RandomStreams", "Recurrence", "Reports", "Running", "Sequences", "SequenceTasks",
        "Snapshots", "Statistics",
        "Tables", "TestSupport", "Theory",
      ]),
    tests(
      "RunningTests",
      [
        "Running", "Catalog", "DataReading", "Digest", "Estimation", "Gating", "Planning", "RandomStreams",
        "Recurrence",
        "Reports", "Sequences", "SequenceTasks", "Snapshots", "Statistics", "Studies", "Tables",
        "TestSupport",
      ], exclude: ["Records/FileARun"]),
    tests("TablesTests", ["Tables"]),
    tests("ReportsTests", ["Reports", "TestSupport"]),
    tests("DrawingTests", ["Drawing", "CZlib", "TestSupport"]),
    tests("PagesTests", ["Catalog", "Drawing", "Pages", "Reports", "Running", "Tables", "TestSupport"]),
    tests("BenchmarksTests", ["Benchmarks"]),
    tests(
      "CommandTests", ["Sluice", "SluiceCommand", "DataReading", "Digest", "TestSupport"],
      exclude: [
        "CrossProcessor", "Golden/values.txt", "Crate/requirements.txt", "Crate/validate.py", "Pages/look",
        "Pages/accessibility.py", "Pages/requirements.txt",
      ],
      resources: [.copy("Help")]),
  ]
)
