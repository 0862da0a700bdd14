import Catalog
import Sequences

/// The laws of read-outs.
enum ReadoutLaws {
  static let list = LawList<any Readout>(
    family: "readouts",
    laws: [
      Law("targets", targets), Law("slopes", slopes), Law("rows", rows), Law("precisions", precisions),
      Law("nan", notANumber),
    ])

  private static let width = 4
  private static let preActivations: [Double] = [
    0.5, -1, 0.25, 2, -2.5, 1, 0, -0.125, 3, -0.75, 1.5, 0.0625,
  ]

  private static func outputs(_ readout: any Readout, _ a: [Double]) -> [Double] {
    var y = a
    var span = y.mutableSpan
    readout.outputs(a.span, width: width, into: &span)
    return y
  }

  private static func outputs(_ readout: any Readout, _ a: [Float]) -> [Float] {
    var y = a
    var span = y.mutableSpan
    readout.outputs(a.span, width: width, into: &span)
    return y
  }

  /// There is a target that its outputs are compared with.
  private static func targets(_ readout: any Readout, _ findings: inout Findings) {
    let targets = type(of: readout).targets
    findings.expect(
      !targets.isEmpty && Set(targets).count == targets.count, at: "targets", found: "\(targets)",
      expected: "each target that its outputs can be compared with, once")
  }

  /// ∂/∂a of Σ v·y is what v is pulled back to, by central differences.
  private static func slopes(_ readout: any Readout, _ findings: inout Findings) {
    let weights = preActivations.indices.map { Double($0 * 5 % 7) - 3 }
    func value(_ a: [Double]) -> Double { zip(outputs(readout, a), weights).reduce(0) { $0 + $1.0 * $1.1 } }
    var slopes = weights
    var span = slopes.mutableSpan
    readout.pullBack(&span, outputs: outputs(readout, preActivations).span, width: width)
    for place in preActivations.indices {
      let difference = [0x1p-17, -0x1p-17].map { step in
        var moved = preActivations
        moved[place] += step
        return value(moved) / (2 * step)
      }.reduce(0, +)
      findings.expect(
        slopes[place], near: difference, within: 1e-7 * max(1, abs(difference)), at: "∂/∂a of output \(place)"
      )
    }
  }

  /// A row's outputs do not depend on the rows beside it.
  private static func rows(_ readout: any Readout, _ findings: inout Findings) {
    let a = preActivations.map { Float($0) }
    let whole = outputs(readout, a)
    for first in stride(from: 0, to: a.count, by: width) {
      let row = first..<first + width
      findings.expect(
        sameBits(outputs(readout, Array(a[row])), Array(whole[row])), at: "row \(first / width) of 3 alone",
        found: "other outputs", expected: "those beside the others")
    }
  }

  /// Single precision follows double precision.
  private static func precisions(_ readout: any Readout, _ findings: inout Findings) {
    let (single, double) = (
      outputs(readout, preActivations.map { Float($0) }), outputs(readout, preActivations)
    )
    for place in double.indices {
      findings.expect(
        Double(single[place]), near: double[place], within: 1e-6 * max(1, abs(double[place])),
        at: "Float, output \(place)")
    }
  }

  /// A pre-activation that is not a number shows.
  private static func notANumber(_ readout: any Readout, _ findings: inout Findings) {
    var a = preActivations
    a[1] = .nan
    findings.expect(
      outputs(readout, a)[1].isNaN && outputs(readout, a.map { Float($0) })[1].isNaN, at: "NaN",
      found: "\(outputs(readout, a)[1])", expected: "NaN in both precisions")
  }
}
