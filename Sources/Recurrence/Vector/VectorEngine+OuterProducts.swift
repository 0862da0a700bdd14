import CKernels

extension VectorEngine {
  /// Σ_row left ⊗ each of the factors, for the first `groups` on the left. All factors are met together, so that the
  /// left comes out of memory once; threads share their columns.
  func sumProducts<let n: Int>(
    _ left: InlineArray<4, UnsafePointer<Float>>, groups: Int, width: Int, rows: Int,
    _ factors: InlineArray<n, ckernels_factors>
  ) {
    let widest = factors.indices.reduce(0) { max($0, factors[$1].width) }
    let parts = team.parts(of: Panels.count(widest), atLeast: 1)
    let total = factors.indices.reduce(0) { $0 + Panels.count(factors[$1].width) * Panels.width }
    let size = kernels.pointee.gradient_scratch(groups, width, total)
    scratch.reserve(parts * size)
    team.forEach(parts) { part in
      let own = InlineArray<n, ckernels_factors> { index in
        var own = factors[index]
        let panels = ThreadTeam.part(part, of: parts, count: Panels.count(own.width))
        let columns = Panels.columns(panels, of: own.width)
        own.values += columns.lowerBound
        own.out += columns.lowerBound
        own.width = columns.count
        return own
      }
      left.span.withUnsafeBufferPointer { left in
        own.span.withUnsafeBufferPointer { own in
          kernels.pointee.gradient(
            groups, left.baseAddress!, width, width, own.baseAddress!, n, rows, scratch.start + part * size)
        }
      }
    }
  }

  /// Calls `body` with some of `width` columns, all at once.
  func splitColumns(_ width: Int, _ body: (Range<Int>) -> Void) {
    team.split(Panels.count(width), atLeast: 1) { body(Panels.columns($0, of: width)) }
  }
}

/// Columns as kernels take them: split among threads, none is left with a piece of a panel.
private enum Panels {
  static let width = 16

  static func count(_ columns: Int) -> Int { (columns + width - 1) / width }

  /// The columns of some panels.
  static func columns(_ panels: Range<Int>, of columns: Int) -> Range<Int> {
    min(panels.lowerBound * width, columns)..<min(panels.upperBound * width, columns)
  }
}
