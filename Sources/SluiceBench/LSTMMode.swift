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
    let (n, blocks) = (network.hidden, network.computedBlocks)
    let (inputs, states) = (
      blocks.filter(\.seesInput).count, blocks.filter { $0.hidden == .allUnits }.count
    )
    var weights = network.layers * (n * n * states + (network.variant.seesGates ? 9 * n * n : 0))
    for layer in 0..<network.layers { weights += inputs * n * network.inputWidth(layer: layer) }
    return 2 * Double(shape.steps * shape.batch * weights) * (self == .train ? 3 : 1)
  }
}
