import Catalog
import Gating
import RandomStreams
import Recurrence
import Sequences

extension CellLaws {
  /// Back through time the derivatives of ℓ + Σ values·z are those of differences of it: along a direction in each block of
  /// parameters, in the initial states, with noise on what is written where the cell says what that is, and injected values.
  static func gradient(_ cell: CellKind, _ findings: inout Findings) {
    for noise in [nil, cell.value.hasWrites ? WriteMask(rate: 0.4) : nil] as [(any StateNoise)?] {
      for placement in TargetPlacement.allCases {
        let problem = CellProblem(cell, layers: 2, placement: placement)
        let gates = GateAssignment(all: EngineLaws.plainSigmoid, stateNoise: noise)
        for derivative in problem.derivatives(of: gates, at: gates) {
          findings.expect(
            derivative.found, near: derivative.expected, within: 1e-8,
            at:
              "∂ℓ/∂(\(derivative.name)), read-out at \(placement)\(noise == nil ? "" : ", with noise on what is written")"
          )
        }
      }
    }
  }

  /// A cell that says what is written honors the factors of the noise on it; where all is dropped, none of it comes through.
  static func writes(_ cell: CellKind, _ findings: inout Findings) {
    guard cell.value.hasWrites, cell.value is any ElementwiseCell else { return }
    let problem = CellProblem(cell, layers: 1, placement: .every)
    func states(_ noise: (any StateNoise)?) -> [[Double]] {
      let engine = problem.reference(GateAssignment(all: EngineLaws.plainSigmoid, stateNoise: noise))
      return (0..<problem.batch.steps).map { engine.tape(.hidden, layer: 0, step: $0) }
    }
    let (without, under) = (states(nil), states(WriteMask(rate: 0.4)))
    findings.expect(
      without != under, at: "noise that drops two in five of what is written", found: "the states without it",
      expected: "other states, or a cell whose hasWrites is false")
  }

  /// Where the old state and the candidate are mixed, the gate at one end leaves the old state as it is, and at the other puts
  /// the candidate in its place.
  static func retention(_ cell: CellKind, _ findings: inout Findings) {
    guard let retention = cell.value.structure.retention, retention.isMixture,
      cell.value is any ElementwiseCell
    else { return }
    let problem = CellProblem(cell, layers: 1, placement: .every)
    for isOpen in [false, true] {
      var gates = EngineLaws.sigmoidGates
      gates[retention.gate] = StuckGate(value: isOpen ? 1 : 0)
      let engine = problem.reference(gates)
      let found = engine.tape(.hidden, layer: 0, step: 0)
      let keeps = retention.keeps == isOpen
      let expected = keeps ? problem.initial.hidden : engine.tape(.candidate, layer: 0, step: 0)
      for e in found.indices {
        findings.expect(
          found[e], near: expected[e], within: 1e-14,
          at: "h of the first step, value \(e), with the \(retention.gate.name) gate at \(isOpen ? 1 : 0)")
      }
    }
  }

  /// An input that is not a number makes all states of its sequence such from its step on, in both precisions, and those of no
  /// other.
  static func notANumber(_ cell: CellKind, _ findings: inout Findings) {
    var problem = CellProblem(cell, layers: 2, placement: .every)
    let (b, step, units) = (1, 1, problem.configuration.hidden)
    problem.batch.inputs[(step * problem.batch.count + b) * 2] = .nan
    let (fast, reference) = (
      problem.fast(EngineLaws.sigmoidGates), problem.reference(EngineLaws.sigmoidGates)
    )
    for layer in 0..<2 {
      for t in 0..<problem.batch.lengths.min()! {
        for e in 0..<problem.batch.count * units {
          let expected = e / units == b && t >= step
          for (precision, value) in [
            ("Float", Double(fast.tape(.hidden, layer: layer, step: t)[e])),
            ("Double", reference.tape(.hidden, layer: layer, step: t)[e]),
          ] {
            findings.expect(
              value.isNaN == expected,
              at: "NaN in sequence \(b) at step \(step): \(precision), layer \(layer), step \(t), value \(e)",
              found: "\(value)", expected: expected ? "nan" : "a number")
          }
        }
      }
    }
  }

  /// Both engines agree: outputs to 1e-5, gradients to 1e-4 of the largest of their block, with and without noise on states.
  static func precisions(_ cell: CellKind, _ findings: inout Findings) {
    for noise in [nil, EveryMask(rate: 0.3)] as [(any StateNoise)?] {
      let problem = CellProblem(cell, layers: 2, placement: .every)
      let gates = GateAssignment(all: EngineLaws.fairBernoulli, stateNoise: noise)
      let (fast, reference) = (problem.fast(gates), problem.reference(gates))
      fast.backward(problem.batch)
      reference.backward(problem.batch)
      func expect(_ found: [Float], _ expected: [Double], _ tolerance: Double, _ place: String) {
        let scale = expected.reduce(0) { max($0, $1.magnitude) }
        for e in expected.indices {
          findings.expect(
            Double(found[e]), near: expected[e], within: tolerance * max(scale, 1e-6),
            at: "Float, \(place), value \(e)\(noise == nil ? "" : ", with noise on states")")
        }
      }
      expect(fast.outputs, reference.outputs, 1e-5, "outputs")
      for block in problem.configuration.layout.blocks {
        expect(
          Array(fast.gradient[block.range]), Array(reference.gradient[block.range]), 1e-4,
          "∂ℓ/∂(\(block.name))")
      }
    }
  }
}
