import Estimation
import Gating
import Recurrence
import Reports
import SequenceTasks
import Sequences

/// Whether the quadrature behind an exact gradient had nodes enough for the samples it is held against.
///
/// The gradient is found once more with half as many nodes. The difference is the error of the coarser rule, and so far
/// more than that of the finer one once there are enough: a Concrete gate's at τ = 0.1 is 0.22, 0.009 and 10⁻⁷ of the
/// gradient with 8, 16 and 32 nodes. As long as it is below the standard error of a bias, no sample could have shown
/// it. With k draws the check costs 2⁻ᵏ of the gradient itself.
enum QuadratureCheck {
  /// The change that is nothing to speak of, as a share of the gradient's norm: few samples may all be alike, and
  /// rounding is never 0.
  static let floor = 1e-5

  /// What to say of a certificate; `nil` where the nodes are enough.
  static func warning(_ certificate: Certificate, _ exact: ExactGradient, nodes: Int) -> String? {
    guard exact.isIntegrated else { return nil }
    guard let coarse = exact.coarse else {
      return
        "with certify.nodes: \(nodes) the error of the exact gradient is unknown; at least "
        + "\(ExactGradient.fewestNodes) tell it"
    }
    let norm = certificate.whole.exact
    let changes = zip(certificate.rows, coarse).map { row, coarse in
      (row: row, size: abs(row.exact - coarse), allowed: max(row.biasStandardError, floor * norm))
    }
    let worst = changes.filter { !($0.size <= $0.allowed) }.max {
      $0.size / $0.allowed < $1.size / $1.allowed
    }
    guard let worst else { return nil }
    func percent(_ value: Double) -> String { DecimalText.text(100 * value / norm, decimals: 3) }
    return
      "certify.nodes: \(nodes) may be too few: with half of them the exact derivative by \(worst.row.parameter) changes by "
      + "\(percent(worst.size)) % of the gradient's norm, where a standard error of its bias is "
      + "\(percent(worst.row.biasStandardError)) %; take more"
  }
}
