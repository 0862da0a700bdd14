/// What an open forget gate does to the cell.
public enum ForgetConvention: String, Sendable, Hashable, CaseIterable {
  /// c_t = f ∘ c_{t−1} + i ∘ g: on means keep, as the equation has it.
  case keep
  /// c_t = (1 − f) ∘ c_{t−1} + i ∘ g: on means forget, as the gate's name has it.
  case erase
}
