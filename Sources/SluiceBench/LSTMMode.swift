import ArgumentParser
import Recurrence

/// What is done with a batch.
enum LSTMMode: String, ExpressibleByArgument, CaseIterable, Sendable {
  /// A pass forward, as native evaluation has it.
  case forward
  /// A whole training step: forward, loss, backward, Adam.
  case train

  /// Operations in the products of a pass without its outputs, two for each multiply-add; a training step has three times as many.
  func operations(_ shape: LSTMShape, _ network: NetworkConfiguration) -> Double {
    2 * Double(shape.steps * shape.batch * ProductCount(network).step) * (self == .train ? 3 : 1)
  }
}
