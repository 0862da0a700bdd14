import Gating
import RandomStreams

/// Uniforms that lead every row of a batch to its own leaf of an ``OutcomeTree``, and the leaves' probabilities.
///
/// A Bernoulli draw is forced by a uniform in the middle of its side of p, with weight p or 1 − p. A continuous draw takes a
/// node of the quadrature at the row's own pre-activation.
final class OutcomeNoise: NoiseSource {
  private let tree: OutcomeTree
  private let leaves: Range<Int>
  /// The probability of each row's leaf, or its quadrature weight; whole after the forward pass.
  private(set) var weights: [Double]

  /// A row for each leaf of a range.
  init(_ tree: OutcomeTree, leaves: Range<Int>) {
    self.tree = tree
    self.leaves = leaves
    weights = Array(repeating: 1, count: leaves.count)
  }

  func fill(_ uniforms: inout MutableSpan<Double>, at place: NoisePlace, preActivations: Span<Double>) {
    guard let draw = tree.draws[place] else {
      for e in 0..<uniforms.count { uniforms[e] = 0.5 }
      return
    }
    let n = draw.strides.count
    if draw.policy.isBernoulli {
      var p = [Double](repeating: 0, count: uniforms.count)
      var span = p.mutableSpan
      draw.policy.mean(preActivations, gates: &span)
      for row in weights.indices {
        for unit in 0..<n {
          let e = row * n + unit
          let isOn = digit(row, unit, draw) == 0
          uniforms[e] = isOn ? p[e] / 2 : (1 + p[e]) / 2
          weights[row] *= isOn ? p[e] : 1 - p[e]
        }
      }
    } else {
      for row in weights.indices {
        for unit in 0..<n {
          let e = row * n + unit
          let nodes = tree.quadrature.nodes(of: draw.policy, draw: place.subDraw, at: preActivations[e])
          let node = nodes[digit(row, unit, draw)]
          uniforms[e] = node.uniform
          weights[row] *= node.weight
        }
      }
    }
  }

  func fill(_ uniforms: inout MutableSpan<Float>, at place: NoisePlace, preActivations: Span<Float>) {
    preconditionFailure("outcomes are enumerated in double precision")
  }

  private func digit(_ row: Int, _ unit: Int, _ draw: OutcomeTree.Draw) -> Int {
    (leaves.lowerBound + row) / draw.strides[unit] % draw.radix
  }
}
