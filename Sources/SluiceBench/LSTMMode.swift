import ArgumentParser
import Recurrence

/// What is done with a batch.
enum LSTMMode: String, ExpressibleByArgument, CaseIterable, Sendable {
  /// A pass forward, as native evaluation has it.
  case forward
  /// A whole training step: forward, loss, backward, Adam.
  case train

  /// Operations in the products of a pass, two for each multiply-add; a training step has three times as many.
  func operations(_ shape: LSTMShape, _ network: NetworkConfiguration) -> Double {
    let (variant, n) = (network.variant, network.hidden)
    let weights = (0..<network.layers).reduce(0) { sum, layer in
      let seen = network.inputWidth(layer: layer) + n
      return sum + (variant.gates.count + 1) * n * seen + (variant.seesGates ? 9 * n * n : 0)
    }
    return 2 * Double(shape.steps * shape.batch * weights) * (self == .train ? 3 : 1)
  }
}
