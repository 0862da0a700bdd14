import Gating
import RandomStreams
public import Recurrence
import Sequences

extension REBAREstimator: GradientEstimator {
  /// Shared draws, no draws, or a hard threshold: a relaxed roll-out must be smooth in the logits it relaxes.
  public func refusal(_ setting: EstimationSetting) -> String? {
    if let reason = setting.generalRefusal { return reason }
    for gate in setting.configuration.variant.gates where setting.gates[gate].drawsPerUnit == 0 {
      guard case .surrogate = setting.gates[gate].derivative else { continue }
      return
        "the \(gate.rawValue) gate jumps without a draw, and the relaxed roll-outs of rebar must be smooth; "
        + "allowed are arm, disarm, score_function, or another policy for this gate"
    }
    return nil
  }

  /// The relaxed roll-outs of several groups.
  public func rows(batch: Int) -> Int { batch * AntitheticEstimate.copies(ofBatch: batch, each: 2) }

  /// Two relaxed roll-outs for each group with their derivatives, then the path itself and its backward pass.
  public func estimate<Engine: LSTMEngine>(
    _ engine: Engine, _ pass: EstimationPass, state: inout EstimatorState
  ) -> Estimate {
    let groups = CausalGroup.all(pass, engine.configuration)
    let noise = pass.noise(1)
    let count = AntitheticEstimate.copies(ofBatch: pass.batch.count, each: 2) / 2
    var controls: [Control] = []
    for start in stride(from: 0, to: groups.count, by: count) {
      controls += self.controls(engine, pass, noise, groups[start..<min(start + count, groups.count)])
    }
    engine.forward(
      pass.batch, gates: pass.gates.held, mode: .training(epoch: pass.epoch), noise: noise)
    let loss = engine.loss(pass.loss, pass.batch)
    let losses = engine.sequenceLosses
    for control in controls { inject(control, engine, pass, noise, losses) }
    engine.backward(pass.batch)
    return Estimate(loss: loss, evaluations: 1 + 2 * groups.count)
  }

  /// What the relaxed roll-outs of one gate of a group gave, for each sequence and unit.
  private struct Control {
    let group: CausalGroup
    let gate: LSTMGate
    /// c(z̃), each sequence's share, [B].
    let losses: [Double]
    /// ∂c(z)/∂z and ∂c(z̃)/∂z̃, [B, n].
    let slopes: [Double]
    let boundSlopes: [Double]
  }

  private func controls<Engine: LSTMEngine>(
    _ engine: Engine, _ pass: EstimationPass, _ noise: any NoiseSource, _ groups: ArraySlice<CausalGroup>
  ) -> [Control] {
    let groups = Array(groups)
    let copies = 2 * groups.count
    let batch = pass.batch.copies(copies)
    let gates = pass.gates.held.replacing(pass.gates.drawn(in: engine.configuration)) {
      RelaxableGate($0, lambda: lambda)
    }
    engine.forward(
      batch, gates: gates, mode: .training(epoch: pass.epoch),
      noise: RelaxedNoise(noise, groups: groups, policies: pass.gates))
    _ = engine.loss(pass.loss, batch)
    engine.backward(batch)
    let losses = engine.copyLosses(copies)
    let size = pass.batch.count * engine.configuration.hidden
    return groups.enumerated().flatMap { index, group in
      group.gates.map { gate in
        let gradient = engine.tape(
          .preActivationGradient(gate.block), layer: group.layer, step: group.step)
        func slopes(_ copy: Int) -> [Double] {
          gradient[copy * size..<(copy + 1) * size].map { Double($0) * Double(copies) }
        }
        return Control(
          group: group, gate: gate, losses: losses[2 * index + 1], slopes: slopes(2 * index),
          boundSlopes: slopes(2 * index + 1))
      }
    }
  }

  private func inject<Engine: LSTMEngine>(
    _ control: Control, _ engine: Engine, _ pass: EstimationPass, _ noise: any NoiseSource, _ losses: [Double]
  ) {
    let (policy, n) = (pass.gates[control.gate], engine.configuration.hidden)
    let (layer, step) = (control.group.layer, control.group.step)
    let z = engine.tape(.preActivation(control.gate.block), layer: layer, step: step)
    let b = engine.tape(.gate(control.gate), layer: layer, step: step)
    let p = policy.probabilities(z)
    let place = NoisePlace(channel: control.gate.channel, subDraw: 1, layer: layer, step: step)
    let fresh: [Double] = noise.uniforms(p.count, at: place)
    let scale = policy.logitSlope
    let values = p.indices.map { e in
      let bound = REBARCoupling(drawn: Double(b[e]), uniform: fresh[e], probability: p[e])
      // Slopes are in z on the tape, and in φ in the term.
      let term = Self.term(
        loss: losses[e / n], relaxedLoss: control.losses[e / n], drawn: Double(b[e]), probability: p[e],
        slope: control.slopes[e] / scale,
        boundSlope: control.boundSlopes[e] / scale * (followsCoupling ? bound.logitSlope : 1),
        eta: eta)
      return Engine.Scalar(term * scale)
    }
    engine.inject(values, gate: control.gate, layer: layer, step: step)
  }
}
