import Gating
import Planning
import Recurrence
import Statistics
import Theory

/// What is gathered of one gate.
struct GateRecord {
  /// Its values, and its probabilities.
  var telemetry = GateTelemetry()
  /// How far its training law is from its native reading.
  var gap = EvaluationGap()
}

/// Takes one gate of a network off the tape; it owns the memory it needs for that.
///
/// Where the gate is drawn its probabilities are the exact E[g | z] at its pre-activations; else they are its values.
final class GateReader<Scalar: GateScalar & TelemetryScalar> {
  private let gate: CellGate
  private let law: GateLaw
  private let retention: GateProbabilities.Retention?
  /// The policy whose native reading is compared with the law; `nil` for none.
  private let compared: (any GatePolicy)?
  private let isSampled: Bool
  private let beside = TapeReader<Scalar>()
  private let means = ScratchBuffer<Scalar>()
  private let natives = ScratchBuffer<Scalar>()
  /// Whether values are drawn.
  let isDrawn: Bool

  /// - Parameters:
  ///   - law: the gate's law.
  ///   - configuration: the network's.
  ///   - policies: the policies of all gates.
  ///   - isSampled: whether the network is read with draws.
  ///   - findsGap: whether training law and native reading are compared. A gate without a policy of its own has none.
  init(
    _ gate: CellGate, _ law: GateLaw, _ configuration: NetworkConfiguration, _ policies: GateAssignment,
    isSampled: Bool, findsGap: Bool
  ) {
    self.gate = gate
    self.law = law
    let retaining = configuration.retention
    retention = retaining.flatMap { $0.gate == gate ? ($0.keeps ? .keep : .erase) : nil }
    compared = findsGap && configuration.policyGates.contains(gate) ? policies[gate] : nil
    self.isSampled = isSampled
    isDrawn = isSampled && law.draws
  }

  /// Adds a stretch of the last pass to a record.
  func take<Engine: RecurrentEngine>(
    _ engine: Engine, _ layer: Int, _ stretch: TapeStretch, _ tape: TapeReader<Scalar>,
    into record: inout GateRecord
  ) where Engine.Scalar == Scalar {
    tape.read(.gate(gate), engine, layer, stretch, withStepBefore: true) { values, previous in
      record.telemetry.add(values, after: previous, areBinary: isDrawn && law.isBernoulli)
      if !isDrawn { record.telemetry.add(probabilities: values, retention: retention) }
    }
    if compared == nil, takeChances(engine, layer, stretch, tape, into: &record) { return }
    guard isDrawn || compared != nil else { return }
    tape.read(.preActivation(law.block), engine, layer, stretch) { z, _ in
      let means = means.values(z.count)
      var span = means.mutableSpan
      law.means(z, into: &span)
      if isDrawn {
        record.telemetry.add(probabilities: UnsafeBufferPointer(means).span, retention: retention)
      }
      guard let compared else { return }
      guard isSampled else {
        // What a native reading left is the policy's own evaluation of the same numbers.
        return beside.read(.gate(gate), engine, layer, stretch) { natives, _ in
          record.gap.add(means: UnsafeBufferPointer(means).span, natives: natives)
        }
      }
      let natives = natives.values(z.count)
      span = natives.mutableSpan
      Scalar.evaluate(compared, z, gates: &span)
      record.gap.add(means: UnsafeBufferPointer(means).span, natives: UnsafeBufferPointer(natives).span)
    }
  }

  /// Adds the probabilities that the pass has found itself, which are the means of gates drawn 0 or 1.
  ///
  /// - Returns: whether there were any.
  private func takeChances<Engine: RecurrentEngine>(
    _ engine: Engine, _ layer: Int, _ stretch: TapeStretch, _ tape: TapeReader<Scalar>,
    into record: inout GateRecord
  ) -> Bool where Engine.Scalar == Scalar {
    guard isDrawn, law.isBernoulli, !law.isTied else { return false }
    var areThere = false
    tape.read(.probability(gate), engine, layer, stretch) { chances, _ in
      guard chances.count > 0 else { return }
      areThere = true
      record.telemetry.add(probabilities: chances, retention: retention)
    }
    return areThere
  }
}
