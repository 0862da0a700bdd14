import Estimation
import Planning
import Recurrence
import SequenceTasks
import Sequences

/// What `gates.csv` says about the gradient of a measured update, before clipping: of the whole network, where the
/// layer is left empty, and of each layer's parameters.
///
/// | statistic | value |
/// |---|---|
/// | norm | ‖ĝ‖₂ of the gradient that the update used |
/// | mean_norm | ‖ḡ‖₂ of the mean over K gradients of the same batch, each under draws of its own |
/// | variance | Σⱼ Var[ĝⱼ] over those K, with divisor K − 1: the trace of the covariance |
struct GradientRows {
  private let update: Int
  /// The parameters of the whole, then of each layer.
  private let parts: [(layer: Int?, range: Range<Int>)]

  init(_ configuration: NetworkConfiguration, update: Int) {
    self.update = update
    let layout = configuration.layout
    let layers = (0..<configuration.layers).map { layer in
      (Optional(layer), layout.range(layer: layer))
    }
    parts = [(nil, 0..<layout.count)] + layers
  }

  /// The rows of the gradient that an update used.
  func norms<Scalar: OptimizerScalar>(_ gradient: [Scalar]) -> [GateStatistic] {
    parts.map { row("norm", $0.layer, GradientClip.norm(of: Array(gradient[$0.range]))) }
  }

  /// The rows of several gradients of one batch.
  func spread(_ moments: GradientMoments) -> [GateStatistic] {
    parts.flatMap { layer, range in
      [
        row("mean_norm", layer, moments.meanNorm(range)), row("variance", layer, moments.variance(range)),
      ]
    }
  }

  private func row(_ statistic: String, _ layer: Int?, _ value: Double) -> GateStatistic {
    GateStatistic(
      update: update, split: Split.train.rawValue, mode: "training", layer: layer, quantity: "gradient",
      statistic: statistic, value: value)
  }
}
