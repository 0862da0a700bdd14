import ArgumentParser
import Benchmarks
import CKernels

/// `sluice-bench kernels`: every kernel by itself.
struct KernelBench: Bench {
  static let configuration = CommandConfiguration(
    commandName: "kernels",
    abstract: "Every kernel: GF/s and share of the peak, or nanoseconds per element; SHA-256.",
    discussion: """
      At 32, 128 and 256 units with 32 sequences, data in cache where it fits. Each the best of many calls, against the \
      fused multiply-add peak of the same run.

      Example: sluice-bench kernels --seconds 0.2
      """)

  static let sizes = [32, 128, 256]

  @Option(help: "How long to repeat each, in seconds.") var seconds = 0.05
  @OptionGroup var output: OutputArguments

  func measure(_ show: (Report) throws -> Void) throws {
    let peak = FusedPeak.measure()
    var products = Report("kernels", title: "Products; \(FusedPeak.text(peak))")
    for row in KernelRow.products {
      for units in Self.sizes {
        let (work, time) = measured(row, units)
        products.add(row.name, "at \(units)", work / time / 1e9, "GF/s")
        products.add(row.name, "at \(units)", work / time / peak * 100, "% of peak")
      }
    }
    try show(products)
    var slices = Report("kernels", title: "Other kernels, nanoseconds per element")
    let rows =
      KernelRow.productCompanions + KernelRow.functions + KernelRow.gates + KernelRow.cells
      + KernelRow.optimizers + KernelRow.telemetry
    for row in rows {
      for units in Self.sizes {
        let (work, time) = measured(row, units)
        slices.add(row.name, "at \(units)", time / work * 1e9, "ns")
      }
    }
    try show(slices)
    try show(digests)
  }

  /// SHA-256 of a message that is not in the nearest cache, on every path that the processor can run.
  private var digests: Report {
    var report = Report("kernels", title: "SHA-256, a message of 1 MiB")
    let (room, blocks) = (KernelRoom(), 1 << 14)
    let (state, message) = (room.words(8), room.bytes(64 * blocks))
    for index in 0..<ckernels_path_count() {
      guard let table = ckernels_table_named(ckernels_path_name(index)) else { continue }
      let time = withExtendedLifetime(room) {
        Turns.shortest(seconds: seconds) { table.pointee.sha256_blocks(state, message, blocks) }
      }
      report.add(String(cString: table.pointee.name), "rate", Double(64 * blocks) / time / 1e6, "MB/s")
    }
    return report
  }

  /// The work of a call and the shortest time that it took.
  private func measured(_ row: KernelRow, _ units: Int) -> (work: Double, seconds: Double) {
    let room = KernelRoom()
    let trial = row.trial(ckernels(), room, units)
    // Calls reach into the room through plain pointers.
    let time = withExtendedLifetime(room) { Turns.shortest(seconds: seconds, trial.call) }
    return (trial.work, time)
  }
}
