// swift-tools-version: 6.2
import PackageDescription

/// Every Swift target is compiled under the same strict rules. In debug builds, which the tests are, a module is compiled at once, as in
/// release builds: file by file takes longer, and so does a pass of its own for its interface.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
  .unsafeFlags(
    [
      "-whole-module-optimization", "-num-threads", "2", "-no-emit-module-separately-wmo",
      "-disable-batch-mode",
    ],
    .when(configuration: .debug)),
]

/// What calculates is optimized in debug builds too; the rest compiles in a fifth of the time without.
let calculating: [SwiftSetting] = strict + [.unsafeFlags(["-O"], .when(configuration: .debug))]

let strictC: [CSetting] = [
  .treatAllWarnings(as: .error), .unsafeFlags(["-O2"], .when(configuration: .debug)),
]

func module(_ name: String, _ dependencies: [Target.Dependency] = [], calculates: Bool = false) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: calculates ? calculating : strict)
}

func tests(
  _ name: String, _ dependencies: [Target.Dependency], exclude: [String] = [], resources: [Resource] = [],
  calculates: Bool = false
) -> Target {
  .testTarget(
    name: name, dependencies: dependencies, exclude: exclude, resources: resources,
    swiftSettings: calculates ? calculating : strict)
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
    module(
      "RandomStreams", ["Catalog", "CGSL", "CKernels", "CStreams", "Digest", "Snapshots"], calculates: true),
    module("Statistics", ["CGSL", "CKernels", "RandomStreams"], calculates: true),
    module("Gating", ["Catalog", "CKernels"], calculates: true),
    module("Sequences", ["Catalog", "Gating"], calculates: true),
    module("SequenceTasks", ["Catalog", "DataReading", "RandomStreams", "Sequences"], calculates: true),
    module(
      "Recurrence", ["Catalog", "CGSL", "CKernels", "Gating", "RandomStreams", "Sequences", "Snapshots"],
      calculates: true),
    module(
      "Estimation", ["Catalog", "Gating", "RandomStreams", "Recurrence", "Sequences", "Snapshots"],
      calculates: true),
    module("Interchange", ["Arrays", "Catalog", "Digest", "Recurrence"]),
    module("Theory", ["Gating", "Recurrence", "Statistics"], calculates: true),
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
      ], calculates: true),
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
      ], calculates: true),
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
