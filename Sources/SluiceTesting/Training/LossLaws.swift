import Catalog
import Gating
import Recurrence
import Sequences

/// The laws of losses, behind every read-out of Sluice that they fit.
enum LossLaws {
  static let list = LawList<any Loss>(
    family: "losses",
    laws: [
      Law("targets", targets), Law("slopes", slopes), Law("mask", mask), Law("rows", rows),
      Law("nan", notANumber),
      Law("forecast", forecast), Law("engines", engines),
    ])

  /// Every target and read-out that the loss is defined for.
  static func cases(_ loss: any Loss) -> [(examples: LossExamples, target: TargetKind, readout: ReadoutKind)]
  {
    let readouts = ReadoutCatalog().rows.compactMap { try? $0.specification() }
    let own = type(of: loss).readout.map { [$0] }
    return type(of: loss).targets.flatMap { target in
      (own ?? readouts.filter { type(of: $0.value).targets.contains(target) }).map { readout in
        (LossExamples(loss, target, readout.value), target, readout)
      }
    }
  }

  /// There is a target that it is defined for, none is listed twice, and a read-out of its own fits them.
  private static func targets(_ loss: any Loss, _ findings: inout Findings) {
    let targets = type(of: loss).targets
    findings.expect(
      !targets.isEmpty && Set(targets).count == targets.count, at: "targets", found: "\(targets)",
      expected: "each target that it is defined for, once")
    guard let own = type(of: loss).readout else { return }
    let fitting = type(of: own.value).targets
    findings.expect(
      targets.allSatisfy(fitting.contains), at: "readout", found: "\(own.kind), for \(fitting)",
      expected: "a read-out for \(targets)")
  }

  /// Slopes are the derivatives of the loss by pre-activations and constants: central differences, away from kinks.
  private static func slopes(_ loss: any Loss, _ findings: inout Findings) {
    for (examples, target, readout) in cases(loss) {
      let (rows, step) = (examples.rows(), 0x1p-17)
      let costs = examples.costs(rows)
      func difference(_ change: (inout LossRows, Double) -> Void) -> Double {
        let losses = [step, -step].map { step in
          var moved = rows
          change(&moved, step)
          return examples.costs(examples.activated(moved)).losses.reduce(0, +)
        }
        return (losses[0] - losses[1]) / (2 * step)
      }
      for place in rows.preActivations.indices {
        findings.expect(
          costs.slopes[place], near: difference { $0.preActivations[place] += $1 },
          within: 1e-7 * max(1, abs(costs.slopes[place])),
          at: "∂/∂a of output \(place), \(target) behind \(readout.kind)")
      }
      for place in rows.constants.indices {
        findings.expect(
          costs.constantSlopes[place], near: difference { $0.constants[place] += $1 },
          within: 1e-7 * max(1, abs(costs.constantSlopes[place])), at: "∂/∂ρ of target value \(place)")
      }
    }
  }

  /// A value that does not count costs nothing, has no slopes, and may be anything; the others cost what they cost alone.
  private static func mask(_ loss: any Loss, _ findings: inout Findings) {
    for (examples, target, readout) in cases(loss) where examples.targetWidth > 1 {
      let rows = examples.rows(1)
      func costs(_ counted: Set<Int>) -> (losses: [Double], slopes: [Double], constantSlopes: [Double]) {
        var masked = rows
        for place in rows.targets.indices where !counted.contains(place) {
          (masked.counts[place], masked.targets[place]) = (false, .nan)
        }
        return examples.costs(masked)
      }
      let (first, last, both) = (costs([0]), costs([2]), costs([0, 2]))
      let place = "values 0 and 2 of a row of \(target) behind \(readout.kind)"
      findings.expect(
        both.losses[0], near: first.losses[0] + last.losses[0], within: 1e-14 * max(1, abs(both.losses[0])),
        at: place)
      for j in both.slopes.indices {
        findings.expect(
          both.slopes[j], near: first.slopes[j] + last.slopes[j], within: 1e-14 * max(1, abs(both.slopes[j])),
          at: "\(place), slope \(j)")
      }
      for j in both.constantSlopes.indices {
        findings.expect(
          j == 1 ? both.constantSlopes[j] == 0 : both.constantSlopes[j].isFinite,
          at: "\(place), constant \(j)",
          found: "\(both.constantSlopes[j])", expected: "0 where nothing counts, else a number")
      }
    }
  }

  /// A row costs the same, bit by bit, whatever rows are beside it.
  private static func rows(_ loss: any Loss, _ findings: inout Findings) {
    for (examples, target, readout) in cases(loss) {
      let rows = examples.rows(5)
      let whole = examples.costs(rows)
      for row in 0..<5 {
        let alone = examples.costs(LossExamples.part(rows, row..<row + 1))
        let k = examples.width
        findings.expect(
          sameBits(alone.losses, [whole.losses[row]])
            && sameBits(alone.slopes, Array(whole.slopes[row * k..<(row + 1) * k])),
          at: "row \(row) of 5 alone, \(target) behind \(readout.kind)", found: "\(alone.losses[0])",
          expected: "\(whole.losses[row]), with the same slopes")
      }
    }
  }

  /// An output that is not a number shows in the loss and in its slope.
  private static func notANumber(_ loss: any Loss, _ findings: inout Findings) {
    for (examples, target, readout) in cases(loss) {
      var rows = examples.rows(1)
      rows.preActivations[0] = .nan
      let costs = examples.costs(examples.activated(rows))
      findings.expect(
        costs.losses[0].isNaN && costs.slopes[0].isNaN, at: "a NaN of \(target) behind \(readout.kind)",
        found: "a loss of \(costs.losses[0]), a slope of \(costs.slopes[0])", expected: "NaN")
    }
  }

  /// Metrics get as many numbers for a target value as the forecast says.
  private static func forecast(_ loss: any Loss, _ findings: inout Findings) {
    for (examples, _, _) in cases(loss) {
      let (rows, outputs) = (examples.rows(1), examples.width / examples.targetWidth)
      var values: [Double] = []
      loss.appendForecast(
        rows.outputs.span.extracting(0..<outputs), scale: rows.scales.first ?? 1,
        constant: rows.constants.first ?? 0,
        to: &values)
      let expected = loss.forecast.scored(outputs: outputs)
      findings.expect(
        values.count == expected, at: "what is scored for one target value", found: "\(values.count) numbers",
        expected: "\(expected)")
    }
  }

  /// Both engines have the same loss and gradient, within what single precision rounds, learned constants included.
  private static func engines(_ loss: any Loss, _ findings: inout Findings) {
    for (examples, target, readout) in cases(loss) {
      let configuration = NetworkConfiguration(
        inputWidth: 2, hidden: 5, outputWidth: examples.width,
        constants: type(of: loss).hasConstants ? examples.targetWidth : 0, readout: readout)
      let (rows, count) = (examples.rows(4), 4)
      var batch = TaskBatch(inputWidth: 2, targetWidth: examples.targetWidth, placement: .last)
      batch.reset(steps: 3, count: count)
      for place in batch.inputs.indices { batch.inputs[place] = Float(place * 7 % 11) / 5 - 1 }
      batch.targets = rows.targets.map { Float($0) }
      batch.scales = rows.scales
      if examples.targetWidth > 1 { batch.mask[1] = false }
      func pass<Engine: RecurrentEngine>(_: Engine.Type) -> (loss: Double, gradient: [Double]) {
        let engine = Engine(configuration)
        engine.parameters = (0..<configuration.layout.count).map {
          Engine.Scalar(Float(($0 * 37 + 11) % 101) / 100 - 0.5)
        }
        engine.forward(batch, gates: EngineLaws.sigmoidGates, mode: .training(epoch: 0))
        let value = engine.loss(loss, batch)
        engine.backward(batch)
        return (value, engine.gradient.map { Double($0) })
      }
      let (single, double) = (pass(VectorEngine.self), pass(ReferenceEngine.self))
      let place = "\(target) behind \(readout.kind)"
      findings.expect(
        single.loss, near: double.loss, within: 1e-5 * max(1, abs(double.loss)), at: "the loss of \(place)")
      let scale = double.gradient.reduce(1) { max($0, abs($1)) }
      for index in double.gradient.indices {
        findings.expect(
          single.gradient[index], near: double.gradient[index], within: 1e-5 * scale,
          at: "derivative \(index) of \(place)")
      }
    }
  }
}
