import Catalog
import Sequences
import Testing

/// Every loss of the catalog with every read-out that it is defined behind.
struct LossCase: Sendable, CustomTestStringConvertible {
  let loss: any Loss
  let readout: ReadoutKind

  var testDescription: String { "\(type(of: loss).kind) \(readout.kind)" }

  static let all: [LossCase] = LossCatalog().kinds.flatMap { kind -> [LossCase] in
    let loss = try! LossCatalog().make(kind)
    let readouts = type(of: loss).readout.map { [$0] } ?? [.linear, .sigmoid, .softmax]
    return readouts.map { LossCase(loss: loss, readout: $0) }
  }
}

extension Loss {
  /// Target values in a row of so many outputs.
  func targetWidth(outputs: Int) -> Int {
    if case .classes = forecast { 1 } else { outputs / forecast.outputs }
  }
}
