public import Catalog

/// The gate policies an experiment file can name.
///
/// A catalog is a value; there is no global registry. A program with policies of its own makes one with
/// ``init(adding:)`` and hands it on.
public struct PolicyCatalog: Sendable {
  /// The kinds in the order in which they are listed, each with its type.
  public let table: KindTable<any GatePolicy.Type>

  /// The policies that come with Sluice.
  public init() {
    table = KindTable(
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
      ].map { (type: any GatePolicy.Type) in (type.description, type) })
  }

  /// The policies that come with Sluice, followed by `policies`.
  ///
  /// - Throws: `CatalogError` where a kind is taken or a description contradicts itself.
  public init(adding policies: [any GatePolicy.Type]) throws(CatalogError) {
    table = try PolicyCatalog().table.adding(policies.map { ($0.description, $0) })
  }

  /// All policies, in order.
  public var types: [any GatePolicy.Type] { table.rows.map(\.entry) }

  /// The policy of this kind.
  ///
  /// - Throws: `CatalogError` naming the nearest kind.
  public func type(named kind: String) throws(CatalogError) -> any GatePolicy.Type {
    try table.entry(named: kind)
  }
}
