/// Whether the units of a layer have their own noise.
public enum NoiseScope: String, Sendable, Hashable, CaseIterable {
  /// A draw for every unit.
  case unit
  /// One draw for all units of a layer; its address has unit 0.
  case layer
}
