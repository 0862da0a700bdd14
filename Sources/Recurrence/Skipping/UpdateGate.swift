import Catalog
import Gating
import RandomStreams

/// The update gate of one layer in a pass: which sequences take which steps, and the way back through that.
///
/// Written once for both engines. Rows are the batch's sequences, and nothing of one depends on another, so that threads may
/// share them.
final class UpdateGate<Scalar: GateScalar> {
  private let rule: any SkipRule
  private let layer: Int
  private var steps = 0
  private var count = 0
  private var isDrawn = false
  /// p_t and Δ_t, and ∂ℓ/∂(the logit of Δ_t), [T, B].
  private var probabilities = UnsafeMutableBufferPointer<Scalar>.allocate(capacity: 0)
  private var changes = UnsafeMutableBufferPointer<Scalar>.allocate(capacity: 0)
  private var slopes = UnsafeMutableBufferPointer<Scalar>.allocate(capacity: 0)
  /// u_t as 1 and 0, [T, B]; 0 past a sequence's length.
  private var updates = UnsafeMutableBufferPointer<Scalar>.allocate(capacity: 0)
  /// ∂ℓ/∂p_{t+1} as it runs back, [B].
  private var carried = UnsafeMutableBufferPointer<Scalar>.allocate(capacity: 0)
  /// w and b; empty where nothing is learned.
  private var weights: [Scalar] = []
  private var bias: Scalar = 0

  private init(_ rule: any SkipRule, layer: Int) { (self.rule, self.layer) = (rule, layer) }

  /// One for each layer; none where every step is taken.
  static func all(_ configuration: NetworkConfiguration) -> [UpdateGate] {
    guard configuration.skips else { return [] }
    return (0..<configuration.layers).map { UpdateGate(configuration.skip.value, layer: $0) }
  }

  deinit {
    for buffer in [probabilities, changes, slopes, updates, carried] { buffer.deallocate() }
  }

  /// Makes room for a pass.
  ///
  /// - Parameters:
  ///   - parameters: w and then b, as they lie in the layer; empty where nothing is learned.
  ///   - draws: whether the pass draws.
  func begin(steps: Int, count: Int, parameters: ArraySlice<Scalar>, draws: Bool) {
    (self.steps, self.count) = (steps, count)
    isDrawn = draws && rule.draws
    weights = Array(parameters.dropLast())
    bias = parameters.last ?? 0
    reserve(&probabilities, steps * count)
    reserve(&changes, steps * count)
    reserve(&slopes, steps * count)
    reserve(&updates, steps * count)
    reserve(&carried, count)
  }

  private func reserve(_ buffer: inout UnsafeMutableBufferPointer<Scalar>, _ size: Int) {
    guard buffer.count != size else { return }
    buffer.deallocate()
    buffer = .allocate(capacity: size)
    buffer.initialize(repeating: 0)
  }

  /// Where the draws of a step lie, where it has any: masks for whole steps take the channel's first.
  func place(_ t: Int) -> NoisePlace? {
    isDrawn ? NoisePlace(channel: .step, subDraw: 1, layer: layer, step: t) : nil
  }

  /// Room for the draws of a step, [B]: where u_t will be.
  func draws(_ t: Int) -> UnsafeMutableBufferPointer<Scalar> {
    UnsafeMutableBufferPointer(rebasing: updates[t * count..<(t + 1) * count])
  }

  /// Decides which of some sequences take a step, whose draws are there.
  func decide(_ t: Int, _ rows: Range<Int>, lengths: [Int]) {
    for row in rows {
      let e = t * count + row
      probabilities[e] = probability(t, row)
      let uniform = isDrawn ? updates[e] : nil
      let takes = t < lengths[row] && rule.takes(probabilities[e], uniform: uniform)
      updates[e] = takes ? 1 : 0
    }
  }

  /// p_t.
  private func probability(_ t: Int, _ row: Int) -> Scalar {
    guard t > 0, rule.learns else { return 1 }
    let before = (t - 1) * count + row
    if updates[before] > 0 { return changes[before] }
    return raised(before)
  }

  /// p_t + min(Δ_t, 1 − p_t), and 1 exactly where that is the minimum.
  private func raised(_ e: Int) -> Scalar {
    changes[e] < 1 - probabilities[e] ? probabilities[e] + changes[e] : 1
  }

  /// Whether a sequence takes a step.
  func takes(_ t: Int, _ row: Int) -> Bool { updates[t * count + row] > 0 }

  /// Finds Δ_t of a sequence, whose memory m_t, [n], is there.
  func look(_ t: Int, _ row: Int, at memory: UnsafePointer<Scalar>) {
    guard rule.learns else { return }
    let e = t * count + row
    if t > 0, updates[e] == 0 {
      changes[e] = changes[e - count]
      return
    }
    var z = bias
    for unit in weights.indices { z += weights[unit] * memory[unit] }
    changes[e] = Scalar.value(of: .sigmoid, at: z)
  }

  /// u_t of all sequences, [B].
  func updates(_ t: Int) -> [Scalar] { Array(updates[t * count..<(t + 1) * count]) }

  /// p_t of all sequences, [B].
  func probabilities(_ t: Int) -> [Scalar] { Array(probabilities[t * count..<(t + 1) * count]) }

  // MARK: The way back

  /// Begins the way back of some sequences.
  func beginReturn(_ rows: Range<Int>) { for row in rows { carried[row] = 0 } }

  /// Brings ∂ℓ/∂p_{t+1} of a sequence to ∂ℓ/∂m_t, through Δ_t.
  ///
  /// - Parameter memoryGradient: [n]; w·∂ℓ/∂z is added.
  func returnThroughChange(_ t: Int, _ row: Int, _ memoryGradient: UnsafeMutablePointer<Scalar>) {
    guard rule.learns else { return }
    let e = t * count + row
    let reaches = updates[e] > 0 || changes[e] < 1 - probabilities[e]
    slopes[e] = reaches ? carried[row] * (changes[e] * (1 - changes[e])) : 0
    for unit in weights.indices { memoryGradient[unit] += slopes[e] * weights[unit] }
  }

  /// Brings ∂ℓ/∂p_{t+1} of a sequence, and what comes from its states, to ∂ℓ/∂p_t.
  ///
  /// - Parameter fromStates: ∂ℓ/∂s_t·(S(s_{t−1}, x_t) − s_{t−1}).
  func returnThroughUpdate(_ t: Int, _ row: Int, fromStates: Scalar) {
    guard rule.learns else { return }
    let e = t * count + row
    let later = carried[row]
    let isRaised = updates[e] == 0 && changes[e] < 1 - probabilities[e]
    let ofUpdate =
      fromStates + later * (changes[e] - raised(e)) + Scalar(rule.budget / Double(count))
    carried[row] = (isRaised ? later : 0) + ofUpdate
  }

  /// Nothing is learned from a step past a sequence's length.
  func clear(_ t: Int, _ row: Int) { slopes[t * count + row] = 0 }

  /// ∂ℓ/∂w and ∂ℓ/∂b, step after step and in each sequence after sequence, in Float64.
  ///
  /// - Parameter memory: m_t, [B, n].
  func gradient(_ memory: (_ t: Int) -> [Scalar]) -> [Scalar] {
    var sums = [Double](repeating: 0, count: weights.count + 1)
    for t in 0..<steps {
      let memory = memory(t)
      for row in 0..<count where slopes[t * count + row] != 0 {
        let slope = Double(slopes[t * count + row])
        for unit in weights.indices { sums[unit] += slope * Double(memory[row * weights.count + unit]) }
        sums[weights.count] += slope
      }
    }
    return sums.map { Scalar($0) }
  }

  // MARK: What the steps cost

  /// λ times the mean number of steps that a sequence took.
  var charge: Double {
    guard rule.budget > 0, count > 0 else { return 0 }
    return rule.budget * Double(taken.reduce(0, +)) / Double(count)
  }

  /// The steps that each sequence took, [B].
  var taken: [Int] {
    (0..<count).map { row in (0..<steps).reduce(0) { $0 + (takes($1, row) ? 1 : 0) } }
  }
}
