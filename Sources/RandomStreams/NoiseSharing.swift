/// Whether time steps have their own noise.
public enum NoiseSharing: String, Sendable, Hashable, CaseIterable {
  /// A fresh draw at every time step.
  case perStep = "per_step"
  /// One draw for a sequence, used at all of its steps; its address has step 0.
  case perSequence = "per_sequence"
}
