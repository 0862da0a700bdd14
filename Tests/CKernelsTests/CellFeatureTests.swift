import CKernels
import Foundation
import TestSupport
import Testing

/// The cell in pieces, with state noise, linear activations, coupled gates, peepholes and what joins a gate's gradient.
@Suite struct CellFeatureTests {
  typealias Slices = CellTests.Slices

  static let counts = [0, 1, 3, 15, 16, 17, 70, 200]
  /// Sets of options, as bits; each option is on in half of them.
  static let options = Array(0..<32)

  /// The slices of a step, and uniforms in 0…1.
  static func filled(_ count: Int, _ names: [String], uniforms: [String]) -> Slices {
    let slices = CellTests.filled(count, CellTests.gates + names)
    var scatter = Scatter(UInt64(count) + 500)
    for name in uniforms { slices.input(name, scatter.floats(count).map { abs($0) }) }
    return slices
  }

  static func dropout(_ s: Slices, _ name: String, _ isOn: Bool) -> ckernels_dropout {
    ckernels_dropout(uniforms: isOn ? UnsafePointer(s[name]) : nil, keep: 0.75, factor: 1.25)
  }

  static func dropped(_ mask: ckernels_dropout, _ x: Float, _ e: Int) -> Float {
    guard let uniforms = mask.uniforms else { return x }
    return uniforms[e] < mask.keep ? x * mask.factor : 0
  }

  static func zone(_ s: Slices, _ name: String, _ isOn: Bool, rate: Float) -> ckernels_zoneout {
    ckernels_zoneout(uniforms: isOn ? UnsafePointer(s[name]) : nil, rate: rate)
  }

  static func zoned(_ zone: ckernels_zoneout, _ previous: Float, _ next: Float, _ e: Int) -> Float {
    if let uniforms = zone.uniforms { return uniforms[e] < zone.rate ? previous : next }
    return zone.rate > 0 ? fmaf(zone.rate, previous, (1 - zone.rate) * next) : next
  }

  @Test(arguments: counts, options) func write(_ count: Int, _ options: Int) {
    let (erase, linear) = (options & 1 != 0, options & 2 != 0)
    for table in tables {
      let s = Self.filled(count, ["pre", "previous"], uniforms: ["uw", "ud"])
      let write = Self.dropout(s, "uw", options & 4 != 0)
      let drop = Self.dropout(s, "ud", options & 8 != 0)
      var step = ckernels_cell_write(
        count: count, erase: erase ? 1 : 0, linear: linear ? 1 : 0, input: s["input"], forget: s["forget"],
        candidate_pre: s["pre"], previous_cell: s["previous"], write: write, drop: drop,
        candidate: s["candidate"], cell: s["cell"])
      table.cell_write(&step)
      for e in 0..<count {
        let retained = erase ? 1 - s["forget"][e] : s["forget"][e]
        let candidate = linear ? s["pre"][e] : ckernels_tanh_f32(s["pre"][e])
        let written = Self.dropped(write, s["input"][e] * candidate, e)
        #expect(s["candidate"][e] == candidate)
        #expect(s["cell"][e] == Self.dropped(drop, fmaf(retained, s["previous"][e], written), e))
      }
      #expect(s.untouchedEnds)
    }
  }

  @Test(arguments: counts, options) func read(_ count: Int, _ options: Int) {
    let linear = options & 1 != 0
    let rate: Float = options & 2 != 0 ? 0.3 : 0
    for table in tables {
      let s = Self.filled(
        count, ["written", "previous", "previousHidden"], uniforms: ["uc", "uh"])
      let cells = Self.zone(s, "uc", options & 4 != 0, rate: rate)
      let states = Self.zone(s, "uh", options & 8 != 0, rate: rate / 2)
      // Where nothing stays, the cell may be read in place.
      let written = s[values: "written"]
      let cell = options & 16 != 0 ? "written" : "cell"
      var step = ckernels_cell_read(
        count: count, linear: linear ? 1 : 0, output: s["output"], written: s["written"],
        previous_cell: s["previous"], previous_hidden: s["previousHidden"], zoneout_cell: cells,
        zoneout_hidden: states, cell_tanh: s["tanh"], cell: s[cell], hidden: s["hidden"])
      table.cell_read(&step)
      for e in 0..<count {
        let squashed = linear ? written[e] : ckernels_tanh_f32(written[e])
        #expect(s["tanh"][e] == squashed)
        #expect(s[cell][e] == Self.zoned(cells, s["previous"][e], written[e], e))
        #expect(
          s["hidden"][e] == Self.zoned(states, s["previousHidden"][e], s["output"][e] * squashed, e))
      }
      #expect(s.untouchedEnds)
    }
  }

  /// The two halves without options are the plain step, to the bit; so is the way back.
  @Test(arguments: counts, [false, true]) func plain(_ count: Int, _ erase: Bool) {
    let names = ["pre", "previous", "dh", "up", "si", "sf", "so", "candidate", "tanh", "dc"]
    for table in tables {
      let (s, p) = (
        CellTests.filled(count, CellTests.gates + names), CellTests.filled(count, CellTests.gates + names)
      )
      var back = CellFeatureBackwardTests.step(s, erase: erase)
      table.cell_backward(&back)
      var same = CellFeatureBackwardTests.step(p, erase: erase)
      var features = ckernels_cell_features()
      table.cell_features_backward(&same, &features)
      for name in ["di", "df", "dg", "do", "dc", "total"] {
        #expect(comparable(p[values: name]) == comparable(s[values: name]), "\(name)")
      }
      var forward = ckernels_cell_forward(
        count: count, erase: erase ? 1 : 0, input: s["input"], forget: s["forget"], output: s["output"],
        candidate_pre: s["pre"], previous_cell: s["previous"], candidate: s["g"], cell: s["c"],
        cell_tanh: s["t"], hidden: s["h"])
      table.cell_forward(&forward)
      var write = ckernels_cell_write(
        count: count, erase: erase ? 1 : 0, linear: 0, input: p["input"], forget: p["forget"],
        candidate_pre: p["pre"], previous_cell: p["previous"], write: ckernels_dropout(),
        drop: ckernels_dropout(), candidate: p["g"], cell: p["c"])
      table.cell_write(&write)
      var read = ckernels_cell_read(
        count: count, linear: 0, output: p["output"], written: p["c"], previous_cell: p["previous"],
        previous_hidden: p["dh"], zoneout_cell: ckernels_zoneout(), zoneout_hidden: ckernels_zoneout(),
        cell_tanh: p["t"],
        cell: p["c"], hidden: p["h"])
      table.cell_read(&read)
      for name in ["g", "c", "t", "h"] {
        #expect(comparable(p[values: name]) == comparable(s[values: name]), "\(name)")
      }
    }
  }

  @Test(arguments: counts) func slices(_ count: Int) {
    for table in tables {
      let s = Self.filled(count, ["a", "b", "sum"], uniforms: ["u"])
      let before = s[values: "sum"]
      table.multiply_add(s["a"], s["b"], s["sum"], count)
      var mask = Self.dropout(s, "u", true)
      table.dropout(&mask, s["a"], s["y"], count)
      for e in 0..<count {
        #expect(s["sum"][e] == fmaf(s["a"][e], s["b"][e], before[e]))
        #expect(s["y"][e] == Self.dropped(mask, s["a"][e], e))
      }
      #expect(s.untouchedEnds)
    }
  }

  /// What is dropped has no say: NaN too.
  @Test func droppedNaN() {
    for table in tables {
      let s = Slices(count: 2)
      s.input("x", [.nan, .nan])
      s.input("u", [0.9, 0.1])
      var mask = Self.dropout(s, "u", true)
      table.dropout(&mask, s["x"], s["y"], 2)
      #expect(s["y"][0] == 0 && s["y"][1].isNaN)
    }
  }
}
