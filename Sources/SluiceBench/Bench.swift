import ArgumentParser
import Benchmarks
import CKernels
import Running

/// A subcommand that measures, prints tables, and adds its figures to a CSV file where one is named.
protocol Bench: AsyncParsableCommand {
  var output: OutputArguments { get }

  /// Measures, and hands over each report as soon as it is there.
  func measure(_ show: (Report) throws -> Void) async throws
}

/// What every bench is told about its output.
struct OutputArguments: ParsableArguments {
  @Option(help: ArgumentHelp("Add the figures to this CSV file.", valueName: "file")) var csv: String?
  @Option(help: "Kernel path: auto, portable, avx2, avx512, neon; else what SLUICE_KERNELS says.")
  var kernels: String?

  func validate() throws {
    if let kernels, ckernels_select(kernels) != CKERNELS_OK {
      throw ValidationError("kernel path \(kernels) is unknown, or this processor cannot run it")
    }
  }

  /// Prints a report and keeps its figures.
  func show(_ report: Report) throws {
    try OutputFile.standardOutput.write(report.text)
    try keep(report)
  }

  /// Adds a report's figures to the file.
  func keep(_ report: Report) throws {
    if let csv { try ReportFile(csv).append(report) }
  }
}

extension Bench {
  func run() async throws { try await measure(output.show) }
}
