/// What an open forget gate does to the cell.
public enum ForgetConvention: String, Sendable, Hashable, CaseIterable {
  /// c_t = f ∘ c_{t−1} + i ∘ g: on means keep, as the equation has it.
  case keep
  /// c_t = (1 − f) ∘ c_{t−1} + i ∘ g: on means forget, as the gate's name has it.
  case erase
}

extension ForgetConvention {
  /// What a forget gate's value leaves of the cell.
  func retained(_ forget: Double) -> Double {
    switch self {
    case .keep: forget
    case .erase: 1 - forget
    }
  }

  /// The forget gate's value that leaves `retained` of the cell.
  func forgetting(retained: Double) -> Double {
    switch self {
    case .keep: retained
    case .erase: 1 - retained
    }
  }

  /// ∂retained/∂forget.
  var retentionSlope: Double {
    switch self {
    case .keep: 1
    case .erase: -1
    }
  }
}
