/// What is added to ∂ℓ/∂z of a layer's gates on the way back. Room is made by the first that is.
struct VectorInjection: ~Copyable {
  /// [gates, T, B, n].
  private var values = FloatBuffer()
  /// Which slices hold something, [gates, T]; empty where none does.
  private var isThere: [Bool] = []
  private let gates: Int
  private var steps = 0
  private var stepSize = 0

  /// Nothing added to any of so many gates.
  init(gates: Int) { self.gates = gates }

  /// Forgets everything, before a pass.
  mutating func begin(steps: Int, stepSize: Int) {
    (self.steps, self.stepSize) = (steps, stepSize)
    isThere.removeAll(keepingCapacity: true)
  }

  /// Adds to a slice.
  mutating func add(_ added: [Float], gate: Int, step: Int) {
    precondition(added.count == stepSize, "an injection of \(added.count) for \(stepSize)")
    if isThere.isEmpty {
      isThere.append(contentsOf: repeatElement(false, count: gates * steps))
      values.reserve(gates * steps * stepSize)
    }
    let place = gate * steps + step
    let slice = values.start + place * stepSize
    if isThere[place] {
      for e in 0..<stepSize { slice[e] += added[e] }
    } else {
      for e in 0..<stepSize { slice[e] = added[e] }
      isThere[place] = true
    }
  }

  /// Whether anything was added at a step.
  func isThere(step: Int) -> Bool {
    !isThere.isEmpty && (0..<gates).contains { isThere[$0 * steps + step] }
  }

  /// A slice [B, n], where anything was added to it.
  func values(gate: Int, step: Int) -> UnsafePointer<Float>? {
    let place = gate * steps + step
    return isThere.isEmpty || !isThere[place] ? nil : UnsafePointer(values.start + place * stepSize)
  }
}
