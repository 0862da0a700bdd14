import CKernels
import Foundation
import TestSupport
import Testing

/// The emulated fused multiply-add against the C library's `fmaf`, through products with a single term.
@Suite struct FusedTests {
  /// Sixteen cases at once: one factor, sixteen others, sixteen addends.
  struct Cases {
    var a: Float
    var b: [Float]
    var c: [Float]
  }

  static func fused(_ table: ckernels_table, _ cases: Cases) -> [Float] {
    let panels: [Float] = written(table.panel_size(1, 16, 1)) { panels in
      cases.b.withUnsafeBufferPointer { b in
        var weights = ckernels_weights(values: b.baseAddress!, count: 1, term_stride: 16, column_stride: 1)
        table.pack(panels, 1, 16, cases.c, &weights, 1)
      }
    }
    return written(16) { out in
      withUnsafePointer(to: cases.a) { a in
        var segment = ckernels_segment(values: a, count: 1, stride: 1)
        var outputs: UnsafeMutablePointer<Float> = out
        table.product(panels, 1, 16, &segment, 1, &outputs, 16, 1)
      }
    }
  }

  /// A value with few set bits at the ends of its significand, where ties and carries are made.
  static func hard(_ scatter: inout Scatter, _ exponents: ClosedRange<Int>) -> Float {
    let patterns: [UInt32] = [
      0, 1, 2, 3, 0x7fffff, 0x7ffffe, 0x400000, 0x3fffff, 0x400001, 0x000800, 0x7ff800,
    ]
    let bits = scatter.bits()
    let significand =
      bits & 1 == 0 ? patterns[Int(bits >> 8) % patterns.count] : UInt32(bits >> 40) & 0x7fffff
    return Float(
      sign: bits & 2 == 0 ? .plus : .minus, exponentBitPattern: UInt(scatter.integer(exponents)),
      significandBitPattern: significand)
  }

  /// A million and more cases of each kind: everything, near ties, subnormal results, overflow, cancellation.
  @Test func equalsTheLibrary() {
    var scatter = Scatter(5)
    var wrong = 0
    var first = ""
    for round in 0..<80_000 {
      let kind = round % 5
      let a = Self.hard(&scatter, [0...255, 117...137, 40...80, 180...200, 100...150][kind])
      var cases = Cases(a: a, b: [], c: [])
      for _ in 0..<16 {
        let b = Self.hard(&scatter, [0...255, 117...137, 40...80, 180...200, 100...150][kind])
        let product = Double(a) * Double(b)
        let c: Float
        switch kind {
        case 0: c = Self.hard(&scatter, 0...255)
        case 1:  // The addend's last place is where the product's half lies, or far below or above it.
          let shift = scatter.integer(-50...50)
          c =
            Float(Double(sign: .plus, exponent: shift, significand: product)) + Self.hard(&scatter, 60...130)
        case 2: c = Self.hard(&scatter, 0...10)
        case 3: c = Self.hard(&scatter, 245...254)
        default:  // The product's own rounding, a place or two off.
          let rounded = -Float(product)
          c = Float(bitPattern: rounded.bitPattern &+ UInt32(scatter.integer(0...4)) &- 2)
        }
        cases.b.append(b)
        cases.c.append(c)
      }
      let expected = zip(cases.b, cases.c).map { fmaf(a, $0, $1) }
      for table in tables {
        let found = Self.fused(table, cases)
        if comparable(found) != comparable(expected) {
          wrong += 1
          first = "\(table.path): \(cases) gave \(found)"
        }
      }
    }
    #expect(wrong == 0, "\(first)")
  }
}
