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
        BinaryConcreteGate.self, G2Gate.self, HardConcreteGate.self, StochasticGate.self,
        NoisySigmoidGate.self,
        NoisyHardSigmoidGate.self,
      ])
  }
}
