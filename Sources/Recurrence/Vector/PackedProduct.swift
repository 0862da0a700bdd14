import CKernels

/// Weights packed for products with rows: out = start + Σ (row's terms × weights), one fused chain an output.
///
/// The columns are `groups` × `width`; each group has its own place for its results. The terms of a chain come in
/// segments, whose factors may lie in different places. Where factors and results lie, ``ProductOperands`` say, so that
/// several threads may run a product at once.
struct PackedProduct: ~Copyable {
  private let kernels: UnsafePointer<ckernels_table>
  private let groups: Int
  private let width: Int
  private let terms: Int
  private let segmentCount: Int
  private var panels = FloatBuffer()
  private let weights: UnsafeMutablePointer<ckernels_weights>
  /// Terms of each segment.
  private let counts: InlineArray<5, Int>

  /// A product with as many terms in each segment as `counts` says.
  init(_ kernels: UnsafePointer<ckernels_table>, groups: Int, width: Int, segments counts: [Int]) {
    self.kernels = kernels
    (self.groups, self.width) = (groups, width)
    terms = counts.reduce(0, +)
    segmentCount = counts.count
    panels.reserve(kernels.pointee.panel_size(groups, width, terms))
    weights = .allocate(capacity: counts.count)
    self.counts = InlineArray { $0 < counts.count ? counts[$0] : 0 }
  }

  deinit { weights.deallocate() }

  /// Copies weights into panels; each of `weights` meets one segment. Without a bias the chains start at 0.
  func pack(bias: UnsafePointer<Float>?, _ weights: ckernels_weights...) {
    precondition(weights.count == segmentCount, "not the weights of this product")
    for (segment, weights) in weights.enumerated() { setWeights(segment, weights) }
    pack(bias: bias)
  }

  /// Sets a segment's weights.
  func setWeights(_ segment: Int, _ weights: ckernels_weights) {
    precondition(weights.count == counts[segment], "not the weights of this segment")
    self.weights[segment] = weights
  }

  /// Copies the weights that meet the segments into panels.
  func pack(bias: UnsafePointer<Float>?) {
    kernels.pointee.pack(panels.start, groups, width, bias, weights, segmentCount)
  }

  /// Operands without places, for ``run(_:rows:)``.
  var operands: ProductOperands { ProductOperands(counts: counts, anywhere: panels.start) }

  /// Runs the product over `rows` rows.
  func run(_ operands: ProductOperands, rows: Int) {
    operands.withPointers { segments, outputs in
      kernels.pointee.product(panels.start, groups, width, segments, segmentCount, outputs, width, rows)
    }
  }

  /// Runs the chains' beginning, their first segment.
  func begin(_ operands: ProductOperands, rows: Int) {
    operands.withPointers { segments, outputs in
      kernels.pointee.product_from(panels.start, groups, width, terms, 0, segments, 1, outputs, width, rows)
    }
  }

  /// Runs the other segments, from what the first one left in the results' place.
  func finish(_ operands: ProductOperands, rows: Int) {
    operands.withPointers { segments, outputs in
      kernels.pointee.product_from(
        panels.start, groups, width, terms, segments[0].count, segments + 1, segmentCount - 1, outputs, width,
        rows)
    }
  }
}
