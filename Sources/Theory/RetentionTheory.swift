/// The expected share of what the cell held at first that is still kept, step by step: E[Π k] of every unit.
///
/// What is left of c_{t−1} in c_t is k = 1 where state noise holds the cell, else m_c · r, with the retention r = f, or
/// 1 − f where an open gate erases, and the mask m_c of mean 1 on the whole cell. Masks and gates are independent.
///
/// | draws | E[Π k] after t steps |
/// |---|---|
/// | for each step | Π (d + (1 − d) · E r), with the rate d of holding |
/// | for the whole sequence | d + (1 − d) · E[m_c^t] · E[Π r], E[m_c^t] = (1 − rate)^{1 − t} |
///
/// With one draw u for the whole sequence a gate that is 0 or 1 keeps a unit while u < p at every step, so that the
/// smallest p decides: E[Π r] = min p, or 1 − max p where an open gate erases. There is no other closed form.
package struct RetentionTheory {
  private let erases: Bool
  private let isGateShared: Bool
  private let areMasksShared: Bool
  private let masks: CellTheory.Masks
  private var extremes: [Double]
  /// E[Π r].
  private var retained: [Double]
  /// E[m_c^t].
  private var growth = 1.0
  /// E[Π k] of every unit so far.
  package private(set) var kept: [Double]

  /// - Parameters:
  ///   - isGateShared: whether one draw of the forget gate serves the whole sequence.
  ///   - areMasksShared: whether one draw of each mask does.
  package init(units: Int, erases: Bool, isGateShared: Bool, masks: CellTheory.Masks, areMasksShared: Bool) {
    self.erases = erases
    self.isGateShared = isGateShared
    self.masks = masks
    self.areMasksShared = areMasksShared
    extremes = Array(repeating: erases ? 0 : 1, count: units)
    retained = Array(repeating: 1, count: units)
    kept = retained
  }

  /// Goes one step further with the means of the gate that keeps or erases.
  package mutating func advance(means: [Double]) {
    // E[m_c²] = 1/(1 − rate) is what each step after the first multiplies E[m_c^t] by.
    if !isFirst { growth *= masks.cell }
    isFirst = false
    for (unit, mean) in means.enumerated() {
      let retention = erases ? 1 - mean : mean
      if isGateShared {
        extremes[unit] = erases ? max(extremes[unit], mean) : min(extremes[unit], mean)
        retained[unit] = erases ? 1 - extremes[unit] : extremes[unit]
      } else {
        retained[unit] *= retention
      }
      kept[unit] =
        areMasksShared
        ? masks.held + (1 - masks.held) * growth * retained[unit]
        : kept[unit] * (masks.held + (1 - masks.held) * retention)
    }
  }

  private var isFirst = true
}
