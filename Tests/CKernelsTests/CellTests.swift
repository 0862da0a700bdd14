import CKernels
import Foundation
import TestSupport
import Testing

/// The cell's step against the equations, written out one element at a time.
@Suite struct CellTests {
  /// Slices by name, so that a step can be set up and read back.
  final class Slices {
    private var buffers: [String: UnsafeMutableBufferPointer<Float>] = [:]
    let count: Int
    init(count: Int) { self.count = count }
    deinit { buffers.values.forEach { $0.deallocate() } }

    func input(_ name: String, _ values: [Float]) {
      _ = UnsafeMutableBufferPointer(rebasing: self[buffer: name][0..<count]).update(from: values)
    }
    subscript(buffer name: String) -> UnsafeMutableBufferPointer<Float> {
      if let buffer = buffers[name] { return buffer }
      let buffer = UnsafeMutableBufferPointer<Float>.allocate(capacity: count + 1)
      buffer.initialize(repeating: -77)
      buffers[name] = buffer
      return buffer
    }
    subscript(_ name: String) -> UnsafeMutablePointer<Float> { self[buffer: name].baseAddress! }
    subscript(values name: String) -> [Float] { Array(self[buffer: name][0..<count]) }
    var untouchedEnds: Bool { buffers.values.allSatisfy { $0[count] == -77 } }
  }

  static let gates = ["input", "forget", "output"]

  static func filled(_ count: Int, _ names: [String]) -> Slices {
    var scatter = Scatter(UInt64(count))
    let slices = Slices(count: count)
    for name in names { slices.input(name, scatter.floats(count).map { $0 * 2 }) }
    return slices
  }

  @Test(arguments: [0, 1, 3, 15, 16, 17, 70, 200, 1100], [false, true]) func forward(
    _ count: Int, _ erase: Bool
  ) {
    for table in tables {
      let s = Self.filled(count, Self.gates + ["pre", "previous"])
      var step = ckernels_cell_forward(
        count: count, erase: erase ? 1 : 0, input: s["input"], forget: s["forget"], output: s["output"],
        candidate_pre: s["pre"], previous_cell: s["previous"], candidate: s["candidate"], cell: s["cell"],
        cell_tanh: s["tanh"], hidden: s["hidden"])
      table.cell_forward(&step)
      for e in 0..<count {
        let retained = erase ? 1 - s["forget"][e] : s["forget"][e]
        let candidate = ckernels_tanh_f32(s["pre"][e])
        let cell = fmaf(retained, s["previous"][e], s["input"][e] * candidate)
        #expect(s["candidate"][e] == candidate && s["cell"][e] == cell)
        #expect(s["tanh"][e] == ckernels_tanh_f32(cell))
        #expect(s["hidden"][e] == s["output"][e] * ckernels_tanh_f32(cell))
      }
      #expect(s.untouchedEnds)
    }
  }

  @Test(arguments: [0, 1, 3, 15, 16, 17, 70, 200], [0, 1, 2, 3])
  func backward(_ count: Int, _ options: Int) {
    let (erase, upstream) = (options & 1 != 0, options & 2 != 0)
    for table in tables {
      let names = ["dh", "up", "si", "sf", "so", "candidate", "previous", "tanh", "dc"]
      let s = Self.filled(count, Self.gates + names)
      let before = s[values: "dc"]
      var step = ckernels_cell_backward(
        count: count, erase: erase ? 1 : 0, hidden_gradient: s["dh"],
        upstream: upstream ? UnsafePointer(s["up"]) : nil,
        input: s["input"], forget: s["forget"], output: s["output"], input_slope: s["si"],
        forget_slope: s["sf"],
        output_slope: s["so"], candidate: s["candidate"], previous_cell: s["previous"], cell_tanh: s["tanh"],
        cell_gradient: s["dc"], total: upstream ? s["total"] : nil, d_input: s["di"], d_forget: s["df"],
        d_candidate: s["dg"], d_output: s["do"])
      table.cell_backward(&step)
      for e in 0..<count {
        let dh = upstream ? s["dh"][e] + s["up"][e] : s["dh"][e]
        let (t, g) = (s["tanh"][e], s["candidate"][e])
        let dc = fmaf(dh * s["output"][e], fmaf(-t, t, 1), before[e])
        let df = dc * s["previous"][e] * s["sf"][e]
        if upstream { #expect(s["total"][e] == dc) }
        #expect(s["di"][e] == dc * g * s["si"][e])
        #expect(s["df"][e] == (erase ? -df : df))
        #expect(s["dg"][e] == dc * s["input"][e] * fmaf(-g, g, 1))
        #expect(s["do"][e] == dh * t * s["so"][e])
        #expect(s["dc"][e] == dc * (erase ? 1 - s["forget"][e] : s["forget"][e]))
      }
      #expect(s.untouchedEnds)
    }
  }
}
