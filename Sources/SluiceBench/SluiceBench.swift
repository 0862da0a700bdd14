import ArgumentParser

/// The command `sluice-bench`: what parts of Sluice cost on this machine.
///
/// Figures drift with the machine: quote ratios to a yardstick that was taken in the same minute.
@main
struct SluiceBench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sluice-bench", abstract: "Measures what parts of Sluice cost on this machine.",
    subcommands: [
      LSTMBench.self, ShapeBench.self, WidthBench.self, CellBench.self, SkipBench.self, FeatureBench.self,
      KernelBench.self, PolicyBench.self,
      RandomBench.self,
      ScalingBench.self, RunnerBench.self, CheckpointBench.self, TelemetryBench.self, ReadingBench.self,
    ])
}
