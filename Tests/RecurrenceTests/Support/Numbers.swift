import RandomStreams

/// A test's own random numbers, the same in every run.
struct Numbers: ~Copyable {
  private var stream: RandomStream

  init(_ name: String) { stream = RandomStream(StreamKey(seed: 1, path: [.label("tests"), .label(name)])) }

  /// Numbers uniform in (−1, 1), times `scale`.
  mutating func signed(_ count: Int, scale: Double = 1) -> [Double] {
    (0..<count).map { _ in (2 * Double(stream.nextUniform()) - 1) * scale }
  }

  /// Whole numbers from 0 to `bound` − 1.
  mutating func integers(_ count: Int, below bound: Int) -> [Int] {
    (0..<count).map { _ in min(bound - 1, Int(Double(stream.nextUniform()) * Double(bound))) }
  }
}

/// Whether a and b agree to `tolerance`, relative for large numbers and absolute for small ones.
func agree(_ a: Double, _ b: Double, _ tolerance: Double) -> Bool {
  abs(a - b) <= tolerance * max(1, abs(a), abs(b))
}

/// The first place where two vectors differ by more than `tolerance`, in words; `nil` where they agree.
func difference(_ a: [Double], _ b: [Double], _ tolerance: Double) -> String? {
  guard a.count == b.count else { return "\(a.count) numbers against \(b.count)" }
  for i in a.indices where !agree(a[i], b[i], tolerance) { return "[\(i)]: \(a[i]) against \(b[i])" }
  return nil
}
