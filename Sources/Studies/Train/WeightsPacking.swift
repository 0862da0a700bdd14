import Arrays
import Planning

/// How saved weights are published.
enum WeightsPacking: String, CaseIterable {
  /// Many runs to a file: `weights/pack-0000.safetensors`, …
  case packed
  /// A file a run: `weights/RUN.safetensors`.
  case separate

  /// The key that says so.
  static let key = "training.weights"
  /// Runs from which on they are packed where the file does not say.
  static let manyRuns = 1000

  /// What holds for a plan.
  init(_ plan: ExperimentPlan) {
    self =
      plan.experiment.text(at: Self.key).flatMap(Self.init)
      ?? (plan.comparedRuns >= Self.manyRuns ? .packed : .separate)
  }
}

/// Saved weights of many runs in one file, each run's names behind its id.
struct WeightsPack: FilePack {
  private var pack = SafetensorsPack()

  init() {}

  mutating func add(_ bytes: [UInt8], of run: String) -> Bool {
    do { return pack.add(try Safetensors(bytes, file: run), under: run) } catch {
      preconditionFailure("the record vouches for the weights that its run made: \(error)")
    }
  }

  var bytes: [UInt8] { pack.file.bytes }
}
