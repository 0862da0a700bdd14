import Foundation
import Testing

/// `sluice trace` against an independent reading of the LSTM's equations.
///
/// The reading below is written from the equations alone, in double precision and with the C library's exp and
/// tanh; it shares no code with the engines. It takes from the table nothing but the uniforms, and must find every
/// other row: for each step and quantity, ‖table − reading‖∞ ≤ 2·10⁻⁵ ‖reading‖∞. The worst found is printed.
@Suite struct TraceReadingTests {
  @Test(arguments: 0..<40, ["float32", "float64"])
  func traceAgreesWithTheEquations(seed: UInt64, precision: String) throws {
    var numbers = SplitMix(state: seed &* 0x9E37_79B9 &+ 17)
    let cell = RandomCell(&numbers)
    let sluice = SluiceProcess()
    try sluice.write(cell.yaml, to: "cell.yaml")
    let run = try sluice.run("trace", "cell.yaml", "--out", "out", "--set", "precision=\(precision)")
    try #require(run.status == 0, "\(run.messages)")

    let table = try TraceTable(sluice.read("out/trace.csv"))
    var worst = 0.0
    for (key, expected) in cell.reading(uniforms: table.rows) {
      let found = try #require(table.rows[key], "no rows for \(key)")
      try #require(found.count == expected.count)
      let scale = expected.map(abs).max() ?? 0
      let error = zip(found, expected).map { abs($0 - $1) }.max() ?? 0
      #expect(error <= 2e-5 * scale, "\(key): table \(found), reading \(expected)")
      if scale > 0 { worst = max(worst, error / scale) }
    }
    print("trace of cell \(seed) in \(precision): largest relative deviation \(worst)")
  }
}

/// A cell of random shape and weights with its experiment file.
private struct RandomCell {
  let inputWidth, hidden, outputs, steps: Int
  let hiddenFirst, erase: Bool
  let policies: [String: String]
  var weights: [String: [[Double]]] = [:]
  var biases: [String: [Double]] = [:]
  let activation: String
  let initialHidden, initialCell: [Double]
  let inputs: [[Double]]

  static let gates = ["input", "forget", "output"]

  init(_ numbers: inout SplitMix) {
    inputWidth = numbers.integer(1...12)
    hidden = numbers.integer(1...20)
    outputs = numbers.integer(1...4)
    steps = numbers.integer(1...6)
    hiddenFirst = numbers.integer(0...1) == 1
    erase = numbers.integer(0...1) == 1
    activation = ["linear", "sigmoid", "softmax"][numbers.integer(0...2)]
    var policies: [String: String] = [:]
    for gate in Self.gates {
      policies[gate] = ["sigmoid", "bernoulli", "hard_threshold"][numbers.integer(0...2)]
    }
    self.policies = policies
    initialHidden = numbers.vector(hidden, 1)
    initialCell = numbers.vector(hidden, 2)
    inputs = (0..<steps).map { [inputWidth] _ in numbers.vector(inputWidth, 1) }
    for block in Self.gates + ["candidate"] {
      weights[block] = (0..<hidden).map { [width = inputWidth + hidden] _ in numbers.vector(width, 0.7) }
      biases[block] = numbers.vector(hidden, 1)
    }
    weights["readout"] = (0..<outputs).map { [hidden] _ in numbers.vector(hidden, 1) }
    biases["readout"] = numbers.vector(outputs, 1)
  }

  var yaml: String {
    let blocks = (Self.gates + ["candidate"]).map { "    \($0): {w: \(weights[$0]!), b: \(biases[$0]!)}" }
    return """
      schema: sluice/experiment/v1
      name: random-cell
      kind: trace
      seed: 11
      gates:
      \(Self.gates.map { "  \($0): {kind: \(policies[$0]!)}" }.joined(separator: "\n"))
      network:
        input: \(inputWidth)
        hidden: \(hidden)
        concatenation: \(hiddenFirst ? "h_x" : "x_h")
        forget_convention: \(erase ? "erase" : "keep")
        weights:
      \(blocks.joined(separator: "\n"))
        readout: {w: \(weights["readout"]!), b: \(biases["readout"]!), activation: \(activation)}
      initial: {hidden: \(initialHidden), cell: \(initialCell)}
      inputs: \(inputs)

      """
  }

  /// Every quantity of every step, from the equations and the uniforms the table states.
  func reading(uniforms: [String: [Double]]) -> [(String, [Double])] {
    var rows: [(String, [Double])] = []
    var (h, c) = (initialHidden, initialCell)
    for (step, x) in inputs.enumerated() {
      let v = hiddenFirst ? h + x : x + h
      rows.append(("\(step).concatenated", v))
      var gate: [String: [Double]] = [:]
      for name in Self.gates {
        let z = affine(weights[name]!, v, biases[name]!)
        let p = z.map { 1 / (1 + exp(-$0)) }
        // σ′ is the sigmoid's derivative, and the slope that `auto` gives the two others.
        rows.append(("\(step).\(name).derivative", z.map { 1 / (2 + exp($0) + exp(-$0)) }))
        rows.append(("\(step).\(name).pre_activation", z))
        switch policies[name]! {
        case "sigmoid": gate[name] = p
        case "bernoulli":
          gate[name] = zip(uniforms["\(step).\(name).uniform"]!, p).map { $0 < $1 ? 1 : 0 }
        default: gate[name] = z.map { $0 > 0 ? 1 : 0 }
        }
        if policies[name] != "hard_threshold" { rows.append(("\(step).\(name).probability", p)) }
        rows.append(("\(step).\(name).value", gate[name]!))
      }
      let candidate = affine(weights["candidate"]!, v, biases["candidate"]!).map { tanh($0) }
      c = (0..<hidden).map {
        let forget = gate["forget"]![$0]
        return (erase ? 1 - forget : forget) * c[$0] + gate["input"]![$0] * candidate[$0]
      }
      h = (0..<hidden).map { gate["output"]![$0] * tanh(c[$0]) }
      let a = affine(weights["readout"]!, h, biases["readout"]!)
      let total = a.map { exp($0) }.reduce(0, +)
      let y =
        switch activation {
        case "linear": a
        case "sigmoid": a.map { 1 / (1 + exp(-$0)) }
        default: a.map { exp($0) / total }
        }
      rows += [
        ("\(step).candidate", candidate), ("\(step).cell", c), ("\(step).hidden", h), ("\(step).output", y),
      ]
    }
    return rows
  }

  private func affine(_ w: [[Double]], _ v: [Double], _ b: [Double]) -> [Double] {
    zip(w, b).map { row, bias in zip(row, v).map { $0 * $1 }.reduce(0, +) + bias }
  }
}

/// A small generator for test inputs (Steele, Lea and Flood 2014), independent of the project's streams.
private struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
  mutating func integer(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(next() % UInt64(range.count))
  }
  /// Numbers in ±scale that have few digits, so that they are the same in YAML.
  mutating func vector(_ count: Int, _ scale: Double) -> [Double] {
    (0..<count).map { _ in scale * Double(integer(-1000...1000)) / 1000 }
  }
}
