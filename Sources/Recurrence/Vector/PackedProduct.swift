import CKernels

/// Weights packed for products with rows: out = start + Σ (row's terms × weights), one fused chain an output.
///
/// The columns are `groups` × `width`; each group has its own place for its results.
struct PackedProduct: ~Copyable {
  private let kernels: UnsafePointer<ckernels_table>
  private let groups: Int
  private let width: Int
  private let terms: Int
  private var panels = FloatBuffer()
  private let weights: UnsafeMutablePointer<ckernels_weights>
  private let segments: UnsafeMutablePointer<ckernels_segment>
  private let outputs: UnsafeMutablePointer<UnsafeMutablePointer<Float>>
  private var segmentCount = 0

  /// A product with `terms` terms in each chain, in at most five segments.
  init(_ kernels: UnsafePointer<ckernels_table>, groups: Int, width: Int, terms: Int) {
    self.kernels = kernels
    (self.groups, self.width, self.terms) = (groups, width, terms)
    weights = .allocate(capacity: 5)
    segments = .allocate(capacity: 5)
    outputs = .allocate(capacity: groups)
  }

  deinit {
    weights.deallocate()
    segments.deallocate()
    outputs.deallocate()
  }

  /// Copies weights into panels; each of `weights` meets one segment. Without a bias the chains start at 0.
  mutating func pack(bias: UnsafePointer<Float>?, _ weights: ckernels_weights...) {
    for (segment, weights) in weights.enumerated() { meet(segment, weights) }
    pack(bias: bias, segments: weights.count)
  }

  /// Says which weights meet a segment.
  func meet(_ segment: Int, _ weights: ckernels_weights) { self.weights[segment] = weights }

  /// Copies the weights that meet the first `segments` segments into panels.
  mutating func pack(bias: UnsafePointer<Float>?, segments count: Int) {
    precondition((0..<count).reduce(0) { $0 + weights[$1].count } == terms, "not the weights of this product")
    panels.reserve(kernels.pointee.panel_size(groups, width, terms))
    kernels.pointee.pack(panels.start, groups, width, bias, weights, count)
    segmentCount = count
  }

  /// Says where a segment's factors lie: rows of `count` values, one after the other.
  func from(_ segment: Int, _ values: UnsafePointer<Float>, count: Int) {
    segments[segment] = ckernels_segment(values: values, count: count, stride: count)
  }

  /// Says where a group's results go: rows of `width` values.
  func into(_ group: Int, _ values: UnsafeMutablePointer<Float>) { outputs[group] = values }

  /// Runs the product over `rows` rows.
  func run(rows: Int) {
    kernels.pointee.product(panels.start, groups, width, segments, segmentCount, outputs, width, rows)
  }
}
