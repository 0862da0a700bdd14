import CKernels
import Foundation
import TestSupport
import Testing

/// A number type with its telemetry kernels.
protocol TelemetryNumber: BinaryFloatingPoint & Sendable {
  typealias Sums = UnsafeMutablePointer<Double>
  typealias Counts = UnsafeMutablePointer<Int>
  typealias Moments = (UnsafePointer<Self>, Int, Int, Double, Sums, Sums, Sums, Sums) -> Void
  typealias Probabilities = (UnsafePointer<Self>, Int, Int, Int32, Sums, Sums, Sums, Counts) -> Void
  typealias Differences = (UnsafePointer<Self>, UnsafePointer<Self>, Int, Int, Sums, Sums) -> Void
  typealias Histogram = (UnsafePointer<Self>, Int, Counts, Counts) -> Void
  typealias Ones = (UnsafePointer<Self>, Int, Counts) -> Int32
  typealias Crossings = (UnsafePointer<Self>, UnsafePointer<Self>, Int, Counts, Counts, Counts) -> Void

  static func kernels(_ table: ckernels_table) -> (
    moments: Moments, probabilities: Probabilities, differences: Differences, histogram: Histogram,
    ones: Ones, crossings: Crossings
  )
}

extension Float: TelemetryNumber {
  static func kernels(_ t: ckernels_table) -> (
    moments: Moments, probabilities: Probabilities, differences: Differences, histogram: Histogram,
    ones: Ones, crossings: Crossings
  ) {
    (
      t.moments_f32, t.probabilities_f32, t.differences_f32, t.histogram_f32, t.ones_f32, t.crossings_f32
    )
  }
}

extension Double: TelemetryNumber {
  static func kernels(_ t: ckernels_table) -> (
    moments: Moments, probabilities: Probabilities, differences: Differences, histogram: Histogram,
    ones: Ones, crossings: Crossings
  ) {
    (
      t.moments_f64, t.probabilities_f64, t.differences_f64, t.histogram_f64, t.ones_f64, t.crossings_f64
    )
  }
}

/// The kernels of telemetry against sums as they are written down, on every path and however a stream is cut.
@Suite struct TelemetryKernelTests {
  static let counts = [0, 1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 33, 64, 65, 100, 257, 4099]

  /// Values within and around 0 to 1, the ends, both zeros and the smallest numbers among them.
  private static func values<T: TelemetryNumber>(_ count: Int, _ seed: UInt64, _: T.Type) -> [T] {
    var scatter = Scatter(seed)
    let special: [T] = [
      0, 1, -0.0, 0.5, 0.05, 0.95, 0.25, .leastNonzeroMagnitude, .leastNormalMagnitude, 1 - .ulpOfOne / 2, 3,
      -2, 0.15, 0.35, 0.7, 0.85,
    ]
    return (0..<count).map { _ in
      let place = scatter.integer(0...40)
      return place < special.count ? special[place] : T(scatter.float()) * 0.625 + 0.5
    }
  }

  /// What a stream comes to when it is cut in two, at a third.
  private static func inParts(_ count: Int, _ body: (_ first: Int, _ count: Int) -> Void) {
    let cut = count / 3
    body(0, cut)
    body(cut, count - cut)
  }

  /// Eight running sums, value k in sum k mod 8.
  private static func lanes<T: TelemetryNumber>(_ values: [T], _ term: (T) -> Double) -> [Double] {
    var lanes = [Double](repeating: 0, count: 8)
    for (k, value) in values.enumerated() { lanes[k % 8] += term(value) }
    return lanes
  }

  /// The sums of `probabilities`.
  private struct Sums: Equatable {
    var values = [Double](repeating: 0, count: 8)
    var entropies = [Double](repeating: 0, count: 8)
    var retentions = [Double](repeating: 0, count: 8)
  }

  @Test(arguments: counts) func moments(_ count: Int) {
    check(count, Float.self)
    check(count, Double.self)
    func check<T: TelemetryNumber>(_ count: Int, _: T.Type) {
      let x = Self.values(count, 1, T.self)
      let shift = 0.375
      for table in tables {
        var (sums, squares) = ([Double](repeating: 0, count: 8), [Double](repeating: 0, count: 8))
        var (low, high) = (0.4, 0.6)
        Self.inParts(count) { first, count in
          x.withUnsafeBufferPointer {
            T.kernels(table).moments(
              $0.baseAddress! + first, count, first, shift, &sums, &squares, &low, &high)
          }
        }
        #expect(sums == Self.lanes(x) { Double($0) - shift }, "\(table.path)")
        #expect(
          squares == Self.lanes(x) { (Double($0) - shift) * (Double($0) - shift) }, "\(table.path)")
        #expect(low == x.reduce(0.4) { min($0, Double($1)) } && high == x.reduce(0.6) { max($0, Double($1)) })
      }
    }
  }

  /// The extremes of zeros of both signs have the same bits on every path.
  @Test func zerosAndNaN() {
    for count in 1...40 {
      for place in 0..<count {
        for table in tables {
          var (sums, squares) = ([Double](repeating: 0, count: 8), [Double](repeating: 0, count: 8))
          var (low, high) = (Double.infinity, -Double.infinity)
          var x = [Float](repeating: -0.0, count: count)
          table.moments_f32(x, count, 0, 0, &sums, &squares, &low, &high)
          #expect(low.sign == .plus && high.sign == .plus && low == 0 && high == 0)
          x[place] = .nan
          table.moments_f32(x, count, 0, 0, &sums, &squares, &low, &high)
          #expect(sums.map(\.isNaN) == (0..<8).map { $0 == place % 8 } && low == 0 && high == 0)
        }
      }
    }
  }

  @Test(arguments: counts) func probabilities(_ count: Int) {
    check(count, Float.self, within: 3e-7)
    check(count, Double.self, within: 1e-15)
    func check<T: TelemetryNumber>(_ count: Int, _: T.Type, within tolerance: Double) {
      let p = Self.values(count, 2, T.self)
      func clipped(_ p: T) -> T { min(max(p, 0), 1) }
      func entropy(_ p: T) -> Double {
        let (on, off) = (Double(clipped(p)), Double(1 - clipped(p)))
        return (on == 0 ? 0 : -on * log2(on)) + (off == 0 ? 0 : -off * log2(off))
      }
      for retention in [CKERNELS_NEITHER, CKERNELS_KEEPS, CKERNELS_ERASES] {
        func kept(_ p: T) -> Double {
          retention == CKERNELS_NEITHER
            ? 0 : log2(Double(retention == CKERNELS_KEEPS ? clipped(p) : 1 - clipped(p)))
        }
        var reference: Sums?
        for table in tables {
          var (sums, saturated) = (Sums(), 5)
          Self.inParts(count) { first, count in
            p.withUnsafeBufferPointer {
              T.kernels(table).probabilities(
                $0.baseAddress! + first, count, first, retention, &sums.values, &sums.entropies,
                &sums.retentions, &saturated)
            }
          }
          reference = reference ?? sums
          #expect(sums == reference, "\(table.path)")
          #expect(sums.values == Self.lanes(p) { Double($0) })
          expectClose(sums.entropies, Self.lanes(p, entropy), "entropies on \(table.path)")
          expectClose(sums.retentions, Self.lanes(p, kept), "retentions on \(table.path)")
          #expect(saturated == 5 + p.count { $0 < T(0.05) || $0 > T(0.95) })
        }
      }
      func expectClose(_ found: [Double], _ expected: [Double], _ place: String) {
        for (a, b) in zip(found, expected) {
          #expect(a == b || abs(a - b) <= tolerance * max(1, abs(b)), "\(place), \(T.self)")
        }
      }
    }
  }

  /// A certain gate has no entropy, an even one exactly a bit, and what is not a number shows.
  @Test func exactProbabilities() {
    for table in tables {
      for (p, bits, kept) in [
        (Float(0.5), 1.0, -1.0), (0, 0, -.infinity), (1, 0, 0), (-3, 0, -.infinity), (3, 0, 0),
      ] {
        var (single, double, saturated) = (Sums(), Sums(), 0)
        table.probabilities_f32(
          [p], 1, 2, CKERNELS_KEEPS, &single.values, &single.entropies, &single.retentions, &saturated)
        table.probabilities_f64(
          [Double(p)], 1, 2, CKERNELS_KEEPS, &double.values, &double.entropies, &double.retentions, &saturated
        )
        for sums in [single, double] {
          #expect(sums.values[2] == Double(p) && sums.entropies[2] == bits && sums.retentions[2] == kept)
        }
        #expect(saturated == (p == 0.5 ? 0 : 2))
        table.probabilities_f32(
          [.nan], 1, 2, CKERNELS_KEEPS, &single.values, &single.entropies, &single.retentions, &saturated)
        for lanes in [single.values, single.entropies, single.retentions] {
          #expect(lanes[2].isNaN && !lanes[3].isNaN)
        }
      }
    }
  }

  @Test(arguments: counts) func differences(_ count: Int) {
    check(count, Float.self)
    check(count, Double.self)
    func check<T: TelemetryNumber>(_ count: Int, _: T.Type) {
      let (a, b) = (Self.values(count, 3, T.self), Self.values(count, 4, T.self))
      let differences = zip(a, b).map { $0 - $1 }
      for table in tables {
        var (sums, absolutes) = ([Double](repeating: 0, count: 8), [Double](repeating: 0, count: 8))
        Self.inParts(count) { first, count in
          a.withUnsafeBufferPointer { a in
            b.withUnsafeBufferPointer { b in
              T.kernels(table).differences(
                a.baseAddress! + first, b.baseAddress! + first, count, first, &sums, &absolutes)
            }
          }
        }
        #expect(sums == Self.lanes(differences) { Double($0) }, "\(table.path)")
        #expect(absolutes == Self.lanes(differences) { Double(abs($0)) }, "\(table.path)")
      }
    }
  }

  @Test(arguments: counts + [20_000]) func countsOfValues(_ count: Int) {
    check(count, Float.self)
    check(count, Double.self)
    func check<T: TelemetryNumber>(_ count: Int, _: T.Type) {
      var (x, y) = (Self.values(count, 5, T.self), Self.values(count, 6, T.self))
      if count > 20 { (x[3], x[4], x[5]) = (.nan, .infinity, -.infinity) }
      var bins = [Int](repeating: 0, count: 20)
      for value in x where !value.isNaN {
        bins[value >= 1 ? 19 : value < 0 ? 0 : Int(Double(value) * 20)] += 1
      }
      func isOn(_ value: T) -> Bool { value > 0.5 }
      for table in tables {
        var (above, found) = (1, bins.map { _ in 2 })
        T.kernels(table).histogram(x, count, &above, &found)
        #expect(found == bins.map { $0 + 2 } && above == 1 + x.count(where: isOn), "\(table.path)")
        var (wasOn, nowOn, stayed) = (1, 2, 3)
        T.kernels(table).crossings(x, y, count, &wasOn, &nowOn, &stayed)
        #expect(wasOn == 1 + x.count(where: isOn) && nowOn == 2 + y.count(where: isOn), "\(table.path)")
        #expect(stayed == 3 + zip(x, y).count { isOn($0) && isOn($1) }, "\(table.path)")
      }
      y = x.map { isOn($0) ? 1 : 0 }
      for table in tables {
        var ones = 7
        #expect(T.kernels(table).ones(y, count, &ones) == 1 && ones == 7 + x.count(where: isOn))
        // One other value anywhere is found.
        for place in Set([0, count / 2, count - 1]) where count > 0 {
          for other in [T(0.5), 1 + .ulpOfOne, -1, .nan, .leastNonzeroMagnitude] {
            var mixed = y
            mixed[place] = other
            #expect(T.kernels(table).ones(mixed, count, &ones) == 0)
          }
        }
        #expect(ones == 7 + x.count(where: isOn))
      }
    }
  }
}
