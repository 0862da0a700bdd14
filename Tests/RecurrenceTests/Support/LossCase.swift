import Catalog
import Sequences
import Testing

/// Every loss of the catalog with every read-out that it is defined behind, and one whose classes have weights.
struct LossCase: Sendable, CustomTestStringConvertible {
  let loss: any Loss
  let readout: ReadoutKind

  var testDescription: String { "\(loss.words) \(readout.kind)" }

  /// The weights of the loss whose classes have them.
  static let classWeights = [0.25, 3, 1.5]

  static let all: [LossCase] =
    LossCatalog().kinds.flatMap { kind -> [LossCase] in
      let loss = try! LossCatalog().make(kind)
      let readouts = type(of: loss).readout.map { [$0] } ?? [.linear, .sigmoid, .softmax]
      return readouts.map { LossCase(loss: loss, readout: $0) }
    } + [LossCase(loss: CrossEntropyLoss.crossEntropy.weighted(byClass: classWeights), readout: .softmax)]
}

extension Loss {
  /// The kind, and whether its classes have weights.
  var words: String {
    "\(type(of: self).kind)\(self is ClassWeightedLoss<CrossEntropyLoss> ? " weighted" : "")"
  }

  /// Target values in a row of so many outputs.
  func targetWidth(outputs: Int) -> Int {
    if case .classes = forecast { 1 } else { outputs / forecast.outputs }
  }
}
