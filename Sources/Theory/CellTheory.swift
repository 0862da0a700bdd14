package import Recurrence
import Statistics

/// Mean and variance of a memory, cells or hidden states, none of whose gates depends on the state, by recursion from the first step.
///
///     E ĉ  = E r · E c_{t−1} + E i · g_t
///     E ĉ² = E r² · E c_{t−1}² + 2 · E[r i] · g_t · E c_{t−1} + E i² · E m_w² · g_t²
///     E c_t = d · E c_{t−1} + (1 − d) · E ĉ,  E c_t² = d · E c_{t−1}² + (1 − d) · E m_c² · E ĉ²
///
/// with the retention r = f or 1 − f, and of state noise the masks m_w on what is written and m_c on the cell (mean 1,
/// E m² = 1/(1 − rate)) and the rate d of holding the cell. It is exact where gates, masks and c_{t−1} are independent:
/// both gates have pre-activations and a candidate g_t that noise leaves what they are, and draws for each step. r and
/// i are independent too, E[r i] = E r · E i, unless the variant or the cell ties them: then r = 1 − i, and E[r i] = E r · E i −
/// Var i.
package struct CellTheory {
  /// What the masks of state noise do to the moments of cells.
  package struct Masks {
    package private(set) var write = 1.0
    package private(set) var cell = 1.0
    package private(set) var held = 0.0

    /// The masks on a memory that `hold` holds.
    package init(_ masks: [StateMask], hold: StateMask.Target) {
      for mask in masks {
        switch mask.target {
        case .write: write = 1 / (1 - mask.rate)
        case .cell: cell = 1 / (1 - mask.rate)
        case hold: held = mask.rate
        case .input, .hidden, .zoneoutCell, .zoneoutHidden: break
        }
      }
    }
  }

  /// E c of every unit.
  package private(set) var means: [Double]
  private var squares: [Double]
  private let masks: Masks

  /// Cells that start from these values.
  package init(initial: [Double], masks: Masks) {
    means = initial
    squares = initial.map { $0 * $0 }
    self.masks = masks
  }

  /// Var c of every unit.
  package var variances: [Double] { zip(means, squares).map { max(0, $1 - $0 * $0) } }

  /// Goes one step further with mean and variance of retention and input gate, whether r = 1 − i, and the candidate.
  package mutating func advance(
    retention: (means: [Double], variances: [Double]), input: (means: [Double], variances: [Double]),
    areTied: Bool, candidate: [Double]
  ) {
    for unit in means.indices {
      let (r, i, g) = (retention.means[unit], input.means[unit], candidate[unit])
      let (rSquared, iSquared) = (r * r + retention.variances[unit], i * i + input.variances[unit])
      let product = areTied ? r * i - input.variances[unit] : r * i
      let mean = r * means[unit] + i * g
      let square =
        rSquared * squares[unit] + 2 * product * g * means[unit] + iSquared * masks.write * g * g
      means[unit] = masks.held * means[unit] + (1 - masks.held) * mean
      squares[unit] = masks.held * squares[unit] + (1 - masks.held) * masks.cell * square
    }
  }
}
