import CKernels
import Foundation
import TestSupport
import Testing

/// The step of a mixture, forward and back, for every combination of what it may have: against the chains that the header
/// promises, to the bit, and against the same equations in Float64.
@Suite struct MixtureTests {
  typealias Slices = CellTests.Slices

  static let inputs = ["gate", "reset", "a", "b", "previous", "d"]
  static let inPlace = ["gateSlope", "resetSlope", "candidate", "recurrent"]
  static let factors = "factors"

  /// A step's slices; factors are those of a mask that drops one in four.
  static func filled(_ count: Int) -> Slices {
    var scatter = Scatter(UInt64(count) + 900)
    let slices = Slices(count: count)
    for name in inputs + inPlace { slices.input(name, scatter.floats(count).map { $0 * 2 }) }
    slices.input(factors, scatter.floats(count).map { $0 > -0.5 ? 1 / 0.75 : 0 })
    return slices
  }

  static func forward(_ s: Slices, _ has: MixtureOptions) -> ckernels_mix_forward {
    ckernels_mix_forward(
      count: s.count, writes: has.writes ? 1 : 0, linear: has.isLinear ? 1 : 0, gate: has.gate.map { s[$0] },
      reset: has.reset.map { s[$0] }, candidate_pre: s["a"], recurrent_pre: has.reset.map { _ in s["b"] },
      write_factors: has.factors.map { s[$0] }, previous: s["previous"], candidate: s["n"],
      recurrent: has.reset.map { _ in s["kept"] }, hidden: s["h"])
  }

  static func backward(_ s: Slices, _ has: MixtureOptions) -> ckernels_mix_backward {
    ckernels_mix_backward(
      count: s.count, writes: has.writes ? 1 : 0, linear: has.isLinear ? 1 : 0,
      is_one_gate: has.isOneGate ? 1 : 0, hidden_gradient: s["d"], gate: has.gate.map { s[$0] },
      reset: has.reset.map { s[$0] }, write_factors: has.factors.map { s[$0] }, previous: s["previous"],
      gate_slope: has.gate.map { _ in s["gateSlope"] },
      // Where one gate does both, what it would do to another's slope must not be looked at.
      reset_slope: has.reset == nil || has.isOneGate ? nil : s["resetSlope"], candidate: s["candidate"],
      recurrent: has.reset.map { _ in s["recurrent"] }, carried: s["carried"])
  }

  @Test(arguments: 0...40) func stepForward(_ count: Int) {
    for has in MixtureOptions.all {
      for table in tables {
        let s = Self.filled(count)
        var step = Self.forward(s, has)
        table.mix_forward(&step)
        for e in 0..<count {
          let single = MixtureReading<Float>(s, e, has).forward(tanh: ckernels_tanh_f32)
          #expect(
            s["n"][e] == single.candidate && s["h"][e] == single.hidden, "\(table.path), \(has), \(e)")
          if has.reset != nil { #expect(s["kept"][e] == s["b"][e]) }
          let double = MixtureReading<Double>(s, e, has).forward(tanh: { Foundation.tanh($0) })
          #expect(isClose(s["n"][e], double.candidate) && isClose(s["h"][e], double.hidden), "\(has), \(e)")
        }
        #expect(s.untouchedEnds)
      }
    }
  }

  @Test(arguments: 0...40) func stepBack(_ count: Int) {
    for has in MixtureOptions.all {
      for table in tables {
        let (s, before) = (Self.filled(count), Self.filled(count))
        var step = Self.backward(s, has)
        table.mix_backward(&step)
        for e in 0..<count {
          let single = MixtureReading<Float>(before, e, has).backward()
          let double = MixtureReading<Double>(before, e, has).backward()
          func expect(_ name: String, _ exact: Float, _ near: Double) {
            #expect(s[name][e] == exact, "\(table.path), \(has), \(name) \(e)")
            #expect(isClose(s[name][e], near), "\(has), \(name) \(e)")
          }
          func expectUntouched(_ name: String) { #expect(s[name][e] == before[name][e], "\(has), \(name)") }
          expect("candidate", single.candidate, double.candidate)
          expect("carried", single.carried, double.carried)
          if has.gate != nil {
            expect("gateSlope", single.gate, double.gate)
          } else {
            expectUntouched("gateSlope")
          }
          if has.reset != nil {
            expect("recurrent", single.recurrent, double.recurrent)
          } else {
            expectUntouched("recurrent")
          }
          if has.reset != nil, !has.isOneGate {
            expect("resetSlope", single.reset, double.reset)
          } else {
            expectUntouched("resetSlope")
          }
        }
        #expect(s.untouchedEnds)
      }
    }
  }

  /// NaN in anything that has a say shows in the new state, on every path.
  @Test(arguments: ["gate", "reset", "a", "b", "previous"]) func notANumber(_ name: String) {
    let has = MixtureOptions(bits: 0b01011)
    for table in tables {
      let s = Self.filled(21)
      s[name][17] = .nan
      var step = Self.forward(s, has)
      table.mix_forward(&step)
      for e in 0..<21 { #expect(s["h"][e].isNaN == (e == 17), "\(table.path), \(e)") }
    }
  }

  /// Within a few roundings of numbers of this size.
  private func isClose(_ found: Float, _ expected: Double) -> Bool {
    abs(Double(found) - expected) <= 4e-6 * max(1, abs(expected))
  }
}

/// What a mixture's step may have.
struct MixtureOptions: CustomStringConvertible {
  var writes = false
  var isLinear = false
  var hasFactors = false
  var gate: String?
  var reset: String?

  /// The combination of a number's bits: writes, gate, linear, reset, factors, and one gate for both.
  init(bits: Int) {
    (writes, isLinear, hasFactors) = (bits & 1 != 0, bits & 4 != 0, bits & 16 != 0)
    if bits & 2 != 0 { gate = "gate" }
    if bits & 8 != 0 { reset = bits & 32 != 0 ? gate : "reset" }
  }

  /// Every combination once; a gate that resets too needs a gate and a reset.
  static let all: [MixtureOptions] = (0..<64).filter { $0 & 32 == 0 || $0 & 10 == 10 }.map(
    MixtureOptions.init)

  var isOneGate: Bool { reset != nil && reset == gate }
  var factors: String? { hasFactors ? MixtureTests.factors : nil }
  var description: String {
    "\(writes ? "writes" : "keeps"), \(isLinear ? "linear" : "tanh"), gate \(gate ?? "none"), reset \(reset ?? "none"), "
      + "\(hasFactors ? "with" : "no") factors"
  }
}

/// The equations of a mixture for one element, with a fused product wherever the header has one.
struct MixtureReading<Number: BinaryFloatingPoint> {
  let has: MixtureOptions
  private let value: (String) -> Number

  init(_ slices: MixtureTests.Slices, _ e: Int, _ has: MixtureOptions) {
    self.has = has
    value = { Number(slices[$0][e]) }
  }

  /// What part of the candidate is written.
  private var write: Number {
    guard let gate = has.gate else { return 1 }
    return has.writes ? value(gate) : 1 - value(gate)
  }

  private var factor: Number? { has.factors.map(value) }

  func forward(tanh: (Number) -> Number) -> (candidate: Number, hidden: Number) {
    var pre = value("a")
    if let reset = has.reset { pre.addProduct(value(reset), value("b")) }
    let candidate = has.isLinear ? pre : tanh(pre)
    let product = write * candidate
    let written = factor.map { product * $0 } ?? product
    return (candidate, has.gate == nil ? written : written.addingProduct(1 - write, value("previous")))
  }

  func backward() -> (gate: Number, reset: Number, candidate: Number, recurrent: Number, carried: Number) {
    let (n, d) = (value("candidate"), value("d"))
    let written = factor.map { d * $0 } ?? d
    let slope: Number = has.isLinear ? 1 : Number(1).addingProduct(-n, n)
    let pre = written * write * slope
    let mixing = (-(d * value("previous"))).addingProduct(written, n)
    let signed = has.writes ? mixing : -mixing
    let resetting = pre * value("recurrent")
    return (
      gate: (has.isOneGate ? signed + resetting : signed) * value("gateSlope"),
      reset: resetting * value("resetSlope"), candidate: pre,
      recurrent: has.reset.map { pre * value($0) } ?? 0, carried: d * (1 - write)
    )
  }
}
