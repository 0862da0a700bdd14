public import Recurrence

/// What a run of a cell takes, in the units that cost and memory are reckoned in.
public struct RunDemand: Sendable, Hashable {
  /// Times of noise that a run asks for, at the key that says how many.
  public struct NoiseTimes: Sendable, Hashable {
    /// How many, without those of an estimator's samples.
    public let count: Int
    /// How many more come before them.
    public let settling: Int
    /// What they are, as in "found 5 updates".
    public let noun: String
    /// The key that says how many.
    public let key: String

    /// A number of times.
    public init(_ count: Int, settling: Int = 0, _ noun: String, key: String) {
      self.count = count
      self.settling = settling
      self.noun = noun
      self.key = key
    }
  }

  /// Sequences that go forward and back.
  public let differentiated: Double
  /// Sequences that go forward only.
  public let read: Double
  /// The passes of which the largest decides about memory.
  public let passes: [EnginePass]
  /// Rollouts whose scores are held at once; `nil` where nothing is scored.
  public let scoredRollouts: Int?
  /// Times of noise; `nil` where the study checks them itself.
  public let noiseTimes: NoiseTimes?

  /// A demand.
  public init(
    differentiated: Double = 0, read: Double = 0, passes: [EnginePass], scoredRollouts: Int? = nil,
    noiseTimes: NoiseTimes? = nil
  ) {
    self.differentiated = differentiated
    self.read = read
    self.passes = passes
    self.scoredRollouts = scoredRollouts
    self.noiseTimes = noiseTimes
  }
}

/// A sequence's pass through the network, as a run reports it: forward and back, or forward alone. ``RunDemand`` counts both.
public enum SequencePass: Sendable, Hashable {
  /// Forward and back.
  case differentiated
  /// Forward only.
  case read
  /// Neither: what a run does once, such as finding an exact gradient.
  case once
}

/// A pass of sequences through an engine: how many at once, and what is kept of them.
public struct EnginePass: Sendable, Hashable {
  /// Sequences at once.
  public let rows: Int
  /// How gates are read.
  public let mode: PassMode
  /// Whether pre-activations stay on the tape.
  public let keepsGateInputs: Bool
  /// Whether uniforms stay beside them.
  public let keepsUniforms: Bool
  /// Whether the gradients of cells do.
  public let keepsMemoryGradients: Bool
  /// Whether gradients enter from outside.
  public let injects: Bool

  /// A pass.
  public init(
    rows: Int, _ mode: PassMode, keepsGateInputs: Bool, keepsUniforms: Bool = true,
    keepsMemoryGradients: Bool = false, injects: Bool = false
  ) {
    self.rows = rows
    self.mode = mode
    self.keepsGateInputs = keepsGateInputs
    self.keepsUniforms = keepsUniforms
    self.keepsMemoryGradients = keepsMemoryGradients
    self.injects = injects
  }
}
