public import Sequences

extension LossKind {
  /// The read-outs that this loss is defined for.
  public var readouts: [ReadoutActivation] {
    switch self {
    case .squared, .absolute: ReadoutActivation.allCases
    case .crossEntropy: [.softmax]
    case .binaryCrossEntropy: [.sigmoid]
    }
  }
}
