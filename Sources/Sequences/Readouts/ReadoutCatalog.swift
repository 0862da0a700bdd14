public import Catalog

/// The read-outs that an experiment file can name.
public typealias ReadoutCatalog = KindTable<any Readout>

extension ReadoutCatalog {
  /// The read-outs that come with Sluice.
  public init() {
    self.init(
      of: "read-out",
      [LinearReadout.self, SigmoidReadout.self, SoftmaxReadout.self, ExponentialReadout.self])
  }
}
