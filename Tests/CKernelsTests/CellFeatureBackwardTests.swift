import CKernels
import Foundation
import Testing

/// The way back through a cell with features, against the equations, one element at a time.
@Suite struct CellFeatureBackwardTests {
  typealias Slices = CellTests.Slices

  /// The plain part of a step back; everything that may be there is.
  static func step(_ s: Slices, erase: Bool) -> ckernels_cell_backward {
    ckernels_cell_backward(
      count: s.count, erase: erase ? 1 : 0, hidden_gradient: s["dh"], upstream: UnsafePointer(s["up"]),
      input: s["input"], forget: s["forget"], output: s["output"], input_slope: s["si"],
      forget_slope: s["sf"],
      output_slope: s["so"], candidate: s["candidate"], previous_cell: s["previous"], cell_tanh: s["tanh"],
      cell_gradient: s["dc"], total: s["total"], d_input: s["di"], d_forget: s["df"], d_candidate: s["dg"],
      d_output: s["do"])
  }

  /// Which features are on, each with a bit.
  struct Features: CustomTestStringConvertible, Sendable {
    let bits: Int
    subscript(bit: Int) -> Bool { bits >> bit & 1 != 0 }
    var testDescription: String { String(bits, radix: 2) }
    var erase: Bool { self[0] }
    var linear: Bool { self[1] }
    var coupled: Bool { self[2] }
    var write: Bool { self[3] }
    var drop: Bool { self[4] }
    var zones: Bool { self[5] }
    var peepholes: Bool { self[6] }
    var values: Bool { self[7] }
    var injected: Bool { self[8] }
  }

  /// None, each alone, all, and some mixtures.
  static let features =
    ([0, 0b1_1111_1111] + (0..<9).map { 1 << $0 } + [0b10101, 0b1_1000_1010, 0b1110_0001, 0b1_0110_0110])
    .map { Features(bits: $0) }

  @Test(arguments: [0, 1, 15, 17, 70], features) func back(_ count: Int, _ on: Features) {
    for table in tables {
      let gates = ["i", "f", "o"]
      let names = ["dh", "up", "si", "sf", "so", "candidate", "previous", "tanh", "dc"]
      let joining = gates.flatMap { ["p" + $0, "v" + $0, "j" + $0] }
      let s = CellFeatureTests.filled(count, names + joining, uniforms: ["uw", "ud", "uc", "uh"])
      let before = s[values: "dc"]
      func gate(_ name: String) -> ckernels_gate_backward {
        ckernels_gate_backward(
          peephole: on.peepholes ? UnsafePointer(s["p" + name]) : nil,
          value_gradient: on.values ? UnsafePointer(s["v" + name]) : nil,
          injected: on.injected ? UnsafePointer(s["j" + name]) : nil)
      }
      var features = ckernels_cell_features(
        linear_candidate: on.linear ? 1 : 0, linear_output: on.linear ? 1 : 0, coupled: on.coupled ? 1 : 0,
        write: CellFeatureTests.dropout(s, "uw", on.write), drop: CellFeatureTests.dropout(s, "ud", on.drop),
        zoneout_cell: CellFeatureTests.zone(s, "uc", on.zones, rate: 0.4),
        zoneout_hidden: CellFeatureTests.zone(s, "uh", on.zones, rate: 0.3), input: gate("i"),
        forget: gate("f"),
        output: gate("o"), hidden_passing: on.zones ? s["passing"] : nil)
      var step = Self.step(s, erase: on.erase)
      table.cell_features_backward(&step, &features)
      for e in 0..<count {
        let (stays, hiddenStays) = (on.zones && s["uc"][e] < 0.4, on.zones && s["uh"][e] < 0.3)
        let dhAll = s["dh"][e] + s["up"][e]
        let dh: Float = hiddenStays ? 0 : dhAll
        let (g, t, previous) = (s["candidate"][e], s["tanh"][e], s["previous"][e])
        func through(_ name: String, _ value: Float, _ slope: Float) -> Float {
          let d = (on.values ? value + s["v" + name][e] : value) * slope
          return on.injected ? d + s["j" + name][e] : d
        }
        func peephole(_ name: String, _ d: Float, _ dc: Float) -> Float {
          on.peepholes ? fmaf(s["p" + name][e], d, dc) : dc
        }
        let dOut = through("o", dh * t, s["so"][e])
        var dc = fmaf(dh * s["output"][e], on.linear ? 1 : fmaf(-t, t, 1), stays ? 0 : before[e])
        dc = peephole("o", dOut, dc)
        #expect(s["total"][e] == (stays ? before[e] : dc))
        dc = CellFeatureTests.dropped(features.drop, dc, e)
        let dw = CellFeatureTests.dropped(features.write, dc, e)
        let dIn = through("i", on.coupled ? dw * g - dc * previous : dw * g, s["si"][e])
        let dForget = through("f", on.erase ? -(dc * previous) : dc * previous, s["sf"][e])
        dc = peephole("i", dIn, dc * (on.erase ? 1 - s["forget"][e] : s["forget"][e]))
        dc = peephole("f", dForget, dc)
        #expect(s["di"][e] == dIn && s["df"][e] == dForget && s["do"][e] == dOut)
        #expect(s["dg"][e] == dw * s["input"][e] * (on.linear ? 1 : fmaf(-g, g, 1)))
        #expect(s["dc"][e] == (stays ? dc + before[e] : dc))
        if on.zones { #expect(s["passing"][e] == (hiddenStays ? dhAll : 0)) }
      }
      #expect(s.untouchedEnds)
    }
  }
}
