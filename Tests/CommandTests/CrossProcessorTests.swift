import Foundation
import Sluice
import Synchronization
import Testing

/// Guarantee G2: the same bytes on another processor.
///
/// The same small experiments run with the fastest kernels, with each kernel path forced, with the portable path on a
/// C library that is kept from its FMA variants, and under qemu as a 2008 processor without AVX. All tables must agree;
/// their digests are printed.
@Suite(.serialized) struct CrossProcessorTests {
  /// What every processor runs, be it emulated.
  static let small = [
    "train-small", "catalog-policies", "catalog-noise", "catalog-variants", "catalog-gradients",
    "catalog-simulated",
    "certify-reference",
  ]
  static let experiments = small + ["train-reference", "train-adding"]

  private static func file(_ name: String) -> String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("CrossProcessor/\(name).yaml").path
  }

  /// A policy, noise, variant or rule that joins a catalog joins the comparison.
  @Test func everythingInTheCatalogsIsCompared() throws {
    func text(_ name: String) throws -> String {
      try String(contentsOfFile: Self.file(name), encoding: .utf8)
    }
    let catalogs = ExperimentCatalogs()
    for name in ["catalog-policies", "catalog-simulated"] {
      for kind in catalogs.policies.kinds {
        try #expect(text(name).contains("{kind: \(kind)}"), "\(kind)")
      }
    }
    for kind in StateNoiseCatalog().kinds {
      try #expect(text("catalog-noise").contains("{kind: \(kind)}"))
    }
    for kind in catalogs.gradients.kinds where kind != "muprop" {
      try #expect(text("catalog-gradients").contains("{kind: \(kind)}"), "\(kind)")
    }
    let variants = LSTMVariant.allCases.map(\.rawValue).joined(separator: ", ")
    try #expect(text("catalog-variants").contains("[\(variants)]"))
  }

  @Test(arguments: experiments)
  func withoutFusedMultiplyAdd(name: String) throws {
    let portable = try tables(
      name, environment: ["SLUICE_KERNELS": "portable", "GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX2,-FMA"])
    try #expect(portable == native(name))
  }

  @Test(arguments: ["avx2", "avx512"], small)
  func onEveryKernelPath(path: String, name: String) throws {
    let isSupported = try SluiceProcess().run("list", environment: ["SLUICE_KERNELS": path]).status == 0
    guard isSupported else { return print("skipped: this processor has no \(path)") }
    try #expect(tables(name, environment: ["SLUICE_KERNELS": path]) == native(name))
  }

  @Test(arguments: small) func onAnEmulatedProcessor(name: String) throws {
    guard try SluiceProcess().shell("command -v qemu-x86_64").status == 0 else {
      return print("skipped: qemu-x86_64 is not installed (Debian: qemu-user)")
    }
    try #expect(tables(name, through: "qemu-x86_64 -cpu Nehalem") == native(name))
  }

  private static let known = Mutex<[String: [String: String]]>([:])

  /// The digests of this processor, found once for all comparisons.
  private func native(_ name: String) throws -> [String: String] {
    if let known = Self.known.withLock({ $0[name] }) { return known }
    let found = try tables(name)
    Self.known.withLock { $0[name] = found }
    return found
  }

  /// The SHA-256 of every table but the two volatile files, by name.
  private func tables(
    _ name: String, environment: [String: String] = [:], through emulator: String = ""
  ) throws -> [String: String] {
    let file = Self.file(name)
    let sluice = SluiceProcess()
    let settings = environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value) " }.joined()
    let run = try sluice.shell("\(settings)\(emulator) \"$SLUICE\" run '\(file)' --out out --quiet")
    try #require(run.status == 0, "\(run.messages)")
    let found = try SmallExperiment.digests(sluice["out"])
    try #require(found["runs.csv"] != nil && found.count > 3)
    print("\(name) with \(settings)\(emulator.isEmpty ? "this processor" : emulator):")
    for (table, digest) in found.sorted(by: { $0.key < $1.key }) { print("  \(digest)  \(table)") }
    return found
  }
}
