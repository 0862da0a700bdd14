public import Catalog
public import RandomStreams

/// A rule for how long cells remember at the start: it sets the forget gate's bias, and the input gate's where
/// the rule says so, after the weights' law has filled all biases.
///
/// Rules are written for retention: under ``ForgetConvention/erase`` a cell is kept with 1 − f = σ(−z), and the
/// forget gate's bias has the opposite sign.
public protocol BiasInitializer: Kind where Family == any BiasInitializer {
  /// Biases of a layer of `hidden` units.
  ///
  /// - Parameters:
  ///   - hidden: the width n.
  ///   - maximumSteps: the longest sequence of the task.
  ///   - stream: where draws come from.
  /// - Returns: for each unit the bias of retention, and the input gate's where the rule sets it.
  func draw(hidden: Int, maximumSteps: Int, from stream: inout RandomStream) -> RetentionBias
}

extension BiasInitializer {
  /// The rule of checked settings, as the catalog gives it.
  public static func make(_ parameters: Parameters) throws(ParameterError) -> any BiasInitializer {
    try Self(parameters)
  }
}

/// The biases that a ``BiasInitializer`` gives a layer.
public struct RetentionBias: Sendable, Hashable {
  /// What is added to the logit of keeping a cell, [n].
  public let retention: [Float]
  /// The input gate's bias, [n]; `nil` leaves it as the weights' law drew it.
  public let input: [Float]?

  /// Biases of n units.
  public init(retention: [Float], input: [Float]? = nil) {
    self.retention = retention
    self.input = input
  }
}
