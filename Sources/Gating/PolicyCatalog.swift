public import Catalog

/// The gate policies an experiment file can name.
public typealias PolicyCatalog = KindTable<any GatePolicy>

extension PolicyCatalog {
  /// The policies that come with Sluice.
  public init() {
    self.init(
      of: "gate policy",
      [
        SigmoidGate.self,
        HardSigmoidGate.self,
        HardThresholdGate.self,
        BernoulliGate.self,
        BinaryConcreteGate.self,
        G2Gate.self,
        HardConcreteGate.self,
        StochasticGate.self,
        NoisySigmoidGate.self,
        NoisyHardSigmoidGate.self,
      ].map(Row.init))
  }
}

extension PolicyCatalog.Row {
  /// A policy by its type.
  public init(_ type: any GatePolicy.Type) {
    self.init(type.description) { (parameters) throws(ParameterError) in try type.init(parameters) }
  }
}
