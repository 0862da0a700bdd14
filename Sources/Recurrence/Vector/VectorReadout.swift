import CKernels
import Catalog
import Sequences

/// The fast engine's read-out: y = activation(W·h + b).
struct VectorReadout: ~Copyable {
  private let kernels: UnsafePointer<ckernels_table>
  private let hidden: Int
  private let width: Int
  private let activation: any Readout
  private let layout: ParameterLayout
  private let forward: PackedProduct
  /// ∂ℓ/∂h = Wᵀ·∂ℓ/∂a.
  private let backward: PackedProduct
  private var values = FloatBuffer()

  init(_ configuration: NetworkConfiguration, kernels: UnsafePointer<ckernels_table>) {
    self.kernels = kernels
    (hidden, width) = (configuration.hidden, configuration.outputWidth)
    activation = configuration.readout.value
    layout = configuration.layout
    forward = PackedProduct(kernels, groups: 1, width: width, segments: [hidden])
    backward = PackedProduct(kernels, groups: 1, width: hidden, segments: [width])
  }

  func packForward(_ parameters: UnsafePointer<Float>) {
    guard width > 0 else { return }
    forward.pack(
      bias: parameters + layout.readoutBias.range.lowerBound,
      ckernels_weights(
        values: parameters + layout.readoutWeights.range.lowerBound, count: hidden, term_stride: 1,
        column_stride: hidden))
  }

  func packBackward(_ parameters: UnsafePointer<Float>) {
    guard width > 0 else { return }
    backward.pack(
      bias: nil,
      ckernels_weights(
        values: parameters + layout.readoutWeights.range.lowerBound, count: width, term_stride: hidden,
        column_stride: 1))
  }

  /// The outputs of `rows` rows of hidden states.
  mutating func run(
    _ states: UnsafePointer<Float>, rows: Int, into outputs: inout [Float], _ team: ThreadTeam
  ) {
    guard width > 0 else { return }
    values.reserve(rows * width)
    outputs.withUnsafeMutableBufferPointer { outputs in
      guard let outputs = outputs.baseAddress else { return }
      team.split(rows, atLeast: Self.fewestRows) { rows in run(states, rows, into: outputs) }
    }
  }

  /// Rows that are worth a thread of their own.
  private static let fewestRows = 64

  private func run(
    _ states: UnsafePointer<Float>, _ rows: Range<Int>, into outputs: UnsafeMutablePointer<Float>
  ) {
    let (a, y) = (values.start + rows.lowerBound * width, outputs + rows.lowerBound * width)
    var operands = forward.operands
    operands.from(0, states + rows.lowerBound * hidden)
    operands.into(0, a)
    forward.run(operands, rows: rows.count)
    let count = rows.count * width
    var values = UnsafeMutableBufferPointer(start: y, count: count).mutableSpan
    activation.outputs(UnsafeBufferPointer(start: a, count: count).span, width: width, into: &values)
  }

  /// ∂ℓ/∂h [rows, n] from ∂ℓ/∂a [rows, k].
  func backward(
    _ slopes: UnsafePointer<Float>, rows: Int, into upstream: UnsafeMutablePointer<Float>, _ team: ThreadTeam
  ) {
    team.split(rows, atLeast: Self.fewestRows) { rows in
      var operands = backward.operands
      operands.from(0, slopes + rows.lowerBound * width)
      operands.into(0, upstream + rows.lowerBound * hidden)
      backward.run(operands, rows: rows.count)
    }
  }

  /// W·h + b of the last run, [rows, k].
  func preActivations(rows: Int) -> UnsafeBufferPointer<Float> {
    UnsafeBufferPointer(start: values.start, count: rows * width)
  }
}
