import CKernels
import Catalog
import RandomStreams
import Recurrence
import Synchronization

/// Two masks on the cell.
struct TwiceTheCell: StateNoise {
  static let description = KindDescription("twice", summary: "Drops cells twice.", formula: "m∘m∘c")
  init(_ parameters: Parameters) throws(ParameterError) {}
  var masks: [StateMask] { [StateMask(.cell, rate: 0.2), StateMask(.cell, rate: 0.2)] }
}

/// A mask that is more often kept than always.
struct NegativeRate: StateNoise {
  static let description = KindDescription(
    "negative_rate", summary: "Drops less than nothing.", formula: "m∘c")
  init(_ parameters: Parameters) throws(ParameterError) {}
  var masks: [StateMask] { [StateMask(.cell, rate: -0.1)] }
}

/// Another rate each time that it is asked.
struct OtherEachTime: StateNoise {
  private static let calls = Atomic(0)
  static let description = KindDescription(
    "other_each_time", summary: "Drops now more, now less.", formula: "m∘c")
  init(_ parameters: Parameters) throws(ParameterError) {}
  var masks: [StateMask] {
    let call = Self.calls.wrappingAdd(1, ordering: .relaxed).newValue
    return [StateMask(.cell, rate: Double(call % 97) / 100)]
  }
}

/// Another rate on one of the kernel paths.
struct OtherOnAPath: StateNoise {
  static let description = KindDescription(
    "other_on_a_path", summary: "Drops more on some processors.", formula: "m∘c")
  init(_ parameters: Parameters) throws(ParameterError) {}
  var masks: [StateMask] {
    [StateMask(.cell, rate: String(cString: ckernels().pointee.name) == "portable" ? 0.4 : 0.2)]
  }
}

/// Weights whose mean is not 0.
struct Constant: WeightInitializer {
  static let description = KindDescription(
    "constant", summary: "Nearly one number.", formula: "w = ½ + u/100")
  init(_ parameters: Parameters) throws(ParameterError) {}
  func draw(_ shape: WeightShape, from stream: inout RandomStream) -> [Float] {
    (0..<shape.count).map { _ in 0.5 + stream.nextUniform() / 100 }
  }
}

/// The same weights for every replicate.
struct OneStream: WeightInitializer {
  static let description = KindDescription("one_stream", summary: "Draws nothing.", formula: "w = ±½ in turn")
  init(_ parameters: Parameters) throws(ParameterError) {}
  func draw(_ shape: WeightShape, from stream: inout RandomStream) -> [Float] {
    (0..<shape.count).map { $0 % 2 == 0 ? 0.5 : -0.5 }
  }
}

/// One matrix of the four.
struct TooFew: WeightInitializer {
  static let description = KindDescription("too_few", summary: "One group alone.", formula: "w = u − ½")
  init(_ parameters: Parameters) throws(ParameterError) {}
  func draw(_ shape: WeightShape, from stream: inout RandomStream) -> [Float] {
    (0..<shape.count / shape.groups).map { _ in stream.nextUniform() - 0.5 }
  }
}
