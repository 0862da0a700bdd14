import CKernels
import Reports

/// How values become places along an axis, and where its ticks stand.
public struct Scale: Sendable, Hashable {
  /// What equal distances mean.
  public enum Kind: Sendable, Hashable {
    /// Equal differences.
    case linear
    /// Equal ratios; every value is above 0.
    case logarithmic
  }

  /// What equal distances mean.
  public let kind: Kind
  /// The value at the beginning.
  public let low: Double
  /// The value at the end; above ``low``.
  public let high: Double
  /// The values with a tick, in order.
  public let ticks: [Double]
  private let step: Double

  /// A scale over values that are finite; those that are not, and on a logarithmic scale those that are not above 0, do not count.
  ///
  /// - Parameters:
  ///   - values: what has to have room.
  ///   - kind: what equal distances mean.
  ///   - isRounded: whether the scale begins and ends at a tick.
  ///   - count: about how many ticks there are.
  public init(over values: [Double], _ kind: Kind = .linear, isRounded: Bool = true, count: Int = 5) {
    let finite = values.filter { $0.isFinite && abs($0) < 1e300 && (kind == .linear || $0 > 1e-300) }
    var (low, high) = (finite.min() ?? (kind == .linear ? 0 : 1), finite.max() ?? 1)
    if kind == .logarithmic {
      let (first, last) = (Self.decade(low), Self.decade(high, up: true))
      let isShort = last - first <= 2
      let steps = isShort ? [1.0, 2, 5] : [1.0]
      let stride = max(1, (last - first + count - 1) / count)
      let decades = Swift.stride(from: first, through: last, by: isShort ? 1 : stride).map { $0 }
      let all = decades.flatMap { decade in steps.map { $0 * Self.power(decade) } }
      if !(low < high) { (low, high) = (low / 2, high * 2) }
      if isRounded {
        low = all.last { $0 <= low } ?? low
        high = all.first { $0 >= high } ?? high
      }
      (self.kind, self.low, self.high, step) = (kind, low, high, 0)
      ticks = all.filter { $0 >= low * 0.999999 && $0 <= high * 1.000001 }
      return
    }
    if !(low < high) {
      let room = low == 0 ? 1 : abs(low) * 0.1
      (low, high) = (low - room, high + room)
    }
    let step = Self.niceStep((high - low) / Double(max(1, count)))
    if isRounded { (low, high) = ((low / step).rounded(.down) * step, (high / step).rounded(.up) * step) }
    let (first, last) = ((low / step - 1e-9).rounded(.up), (high / step + 1e-9).rounded(.down))
    (self.kind, self.low, self.high, self.step) = (kind, low, high, step)
    ticks = first <= last ? Array(Swift.stride(from: first, through: last, by: 1)).map { $0 * step } : [low]
  }

  /// Where a value lies: 0 at ``low``, 1 at ``high``.
  public func share(_ value: Double) -> Double {
    switch kind {
    case .linear: (value - low) / (high - low)
    case .logarithmic:
      (ckernels_log_f64(max(value, low / 1e6)) - ckernels_log_f64(low))
        / (ckernels_log_f64(high) - ckernels_log_f64(low))
    }
  }

  /// A tick's label.
  public func label(_ tick: Double) -> String {
    if kind == .logarithmic { return Self.brief(tick) }
    if max(abs(low), abs(high)) >= 1e6 || step < 1e-4 { return Self.brief(abs(tick) < step / 2 ? 0 : tick) }
    return DecimalText.text(tick, decimals: Self.decimals(step))
  }

  /// A number with up to four significant digits, as `0.0025`, `1200` or `3.1e7`.
  public static func brief(_ value: Double) -> String {
    guard value.isFinite, value != 0 else { return DecimalText.text(value, decimals: 0) }
    let decade = decade(abs(value))
    guard (-4..<6).contains(decade) else {
      return trimmed(DecimalText.text(value / power(decade), decimals: 2)) + "e\(decade)"
    }
    return trimmed(DecimalText.text(value, decimals: max(0, min(8, 3 - decade))))
  }

  private static func trimmed(_ text: String) -> String {
    guard text.contains(".") else { return text }
    let kept = text.reversed().drop { $0 == "0" }
    return String((kept.first == "." ? kept.dropFirst() : kept).reversed())
  }

  /// The decimals that tell multiples of a step apart.
  private static func decimals(_ step: Double) -> Int {
    var (decimals, scaled) = (0, step)
    while decimals < 9, abs(scaled - scaled.rounded()) > 1e-6 * scaled {
      (decimals, scaled) = (decimals + 1, scaled * 10)
    }
    return decimals
  }

  /// The smallest of 1, 2 and 5 times a power of ten that is as large as `least`.
  private static func niceStep(_ least: Double) -> Double {
    let power = power(decade(least))
    return [1.0, 2, 5].map { $0 * power }.first { $0 >= least * 0.999999 } ?? 10 * power
  }

  /// The largest d with 10ᵈ ≤ value; with `up` the smallest with 10ᵈ ≥ value.
  private static func decade(_ value: Double, up: Bool = false) -> Int {
    guard value > 0 else { return 0 }
    var decade = 0
    if value >= 1 {
      while power(decade + 1) <= value { decade += 1 }
    } else {
      while power(decade) > value { decade -= 1 }
    }
    return up && power(decade) < value ? decade + 1 : decade
  }

  /// 10ᵈ, the nearest number to it for |d| ≤ 22.
  private static func power(_ decade: Int) -> Double {
    let magnitude = (0..<abs(decade)).reduce(1.0) { power, _ in power * 10 }
    return decade < 0 ? 1 / magnitude : magnitude
  }
}
