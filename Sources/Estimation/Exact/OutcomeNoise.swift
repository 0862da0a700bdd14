import Gating
import RandomStreams

/// Uniforms that lead every row of a batch to its own leaf of an ``OutcomeTree``, and the leaves' probabilities.
///
/// A Bernoulli draw is forced by a uniform in the middle of its side of p, with weight p or 1 − p; a mask's by one between
/// its limits. A continuous draw takes a node of the quadrature at the row's own pre-activation.
final class OutcomeNoise: NoiseSource {
  private let tree: OutcomeTree
  private let leaves: Range<Int>
  private let sequence: (tree: OutcomeTree, leaves: [Int])?
  /// The probability of each row's leaf, or its quadrature weight; whole after the forward pass.
  private(set) var weights: [Double]

  /// A row for each leaf of a range, which may go through the tree several times.
  ///
  /// - Parameters:
  ///   - tree: the draws.
  ///   - leaves: the rows' leaves.
  ///   - sequence: draws made before, which weigh nothing here: each row's leaf of another tree.
  init(_ tree: OutcomeTree, leaves: Range<Int>, sequence: (tree: OutcomeTree, leaves: [Int])? = nil) {
    self.tree = tree
    self.leaves = leaves
    self.sequence = sequence
    weights = Array(repeating: 1, count: leaves.count)
  }

  func fill(_ uniforms: inout MutableSpan<Double>, at place: NoisePlace, preActivations: Span<Double>) {
    if let draw = tree.draws[place] {
      switch draw.law {
      case .gate(let policy) where policy.isBernoulli: draws(&uniforms, draw, policy, preActivations)
      case .gate(let policy): nodes(&uniforms, draw, policy, preActivations)
      case .mask(let limits): masks(&uniforms, draw, limits)
      }
    } else if let sequence, let draw = sequence.tree.draws[place], case .mask(let limits) = draw.law {
      let n = draw.strides.count
      for (row, leaf) in sequence.leaves.enumerated() {
        for unit in 0..<n { uniforms[row * n + unit] = limits.middle(draw.digit(leaf, unit)) }
      }
    } else {
      for e in 0..<uniforms.count { uniforms[e] = 0.5 }
    }
  }

  func fill(_ uniforms: inout MutableSpan<Float>, at place: NoisePlace, preActivations: Span<Float>) {
    preconditionFailure("outcomes are enumerated in double precision")
  }

  private func draws(
    _ uniforms: inout MutableSpan<Double>, _ draw: OutcomeTree.Draw, _ policy: any GatePolicy,
    _ preActivations: Span<Double>
  ) {
    let n = draw.strides.count
    var p = [Double](repeating: 0, count: uniforms.count)
    var span = p.mutableSpan
    policy.mean(preActivations, gates: &span)
    for unit in 0..<n {
      weigh(draw, unit) { row, digit in
        let p = p[row * n + unit]
        uniforms[row * n + unit] = digit == 0 ? p / 2 : (1 + p) / 2
        return digit == 0 ? p : 1 - p
      }
    }
  }

  private func nodes(
    _ uniforms: inout MutableSpan<Double>, _ draw: OutcomeTree.Draw, _ policy: any GatePolicy,
    _ preActivations: Span<Double>
  ) {
    let n = draw.strides.count
    for unit in 0..<n {
      weigh(draw, unit) { row, digit in
        let node = tree.quadrature.node(
          digit, of: policy, draw: draw.place.subDraw, at: preActivations[row * n + unit])
        uniforms[row * n + unit] = node.uniform
        return node.weight
      }
    }
  }

  private func masks(_ uniforms: inout MutableSpan<Double>, _ draw: OutcomeTree.Draw, _ limits: [Double]) {
    let n = draw.strides.count
    for unit in 0..<n {
      weigh(draw, unit) { row, digit in
        uniforms[row * n + unit] = limits.middle(digit)
        return limits.length(digit)
      }
    }
  }

  /// Multiplies every row's weight by that of its digit of one unit's draw.
  ///
  /// The digit stays for a stride of leaves, so that none has to be divided out.
  @inline(__always)
  private func weigh(_ draw: OutcomeTree.Draw, _ unit: Int, _ weight: (_ row: Int, _ digit: Int) -> Double) {
    var weights: [Double] = []
    swap(&weights, &self.weights)
    let stride = draw.strides[unit]
    var digit = draw.digit(leaves.lowerBound, unit)
    var left = stride - leaves.lowerBound % stride
    for row in weights.indices {
      weights[row] *= weight(row, digit)
      left -= 1
      if left == 0 { (digit, left) = (digit + 1 < draw.radix ? digit + 1 : 0, stride) }
    }
    swap(&weights, &self.weights)
  }
}

extension OutcomeTree {
  /// The probability of a leaf whose draws are all those of masks.
  func maskProbability(_ leaf: Int) -> Double {
    var probability = 1.0
    for draw in draws.values.sorted(by: { $0.strides[0] > $1.strides[0] }) {
      guard case .mask(let limits) = draw.law else { preconditionFailure("not a mask's draw") }
      for unit in draw.strides.indices { probability *= limits.length(draw.digit(leaf, unit)) }
    }
    return probability
  }
}

extension OutcomeTree.Draw {
  /// Which value a unit's draw has at a leaf.
  func digit(_ leaf: Int, _ unit: Int) -> Int { leaf / strides[unit] % radix }
}

/// The pieces of (0, 1) between limits, numbered from 0.
extension [Double] {
  private func edges(_ piece: Int) -> (Double, Double) {
    (piece == 0 ? 0 : self[piece - 1], piece == count ? 1 : self[piece])
  }

  /// The middle of a piece.
  fileprivate func middle(_ piece: Int) -> Double { (edges(piece).0 + edges(piece).1) / 2 }

  /// The probability that a uniform falls into a piece.
  fileprivate func length(_ piece: Int) -> Double { edges(piece).1 - edges(piece).0 }
}
