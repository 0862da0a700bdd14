public import Catalog

/// The kinds of noise that `state_noise` can name.
public typealias StateNoiseCatalog = KindTable<any StateNoise>

extension StateNoiseCatalog {
  /// The kinds that come with Sluice.
  public init() {
    self.init(
      of: "state noise",
      [
        NoStateNoise.self,
        Zoneout.self,
        RecurrentDropout.self,
        VariationalDropout.self,
        StochasticDepthInTime.self,
        NaiveCellDropout.self,
      ])
  }
}
