public import Recurrence

/// Which network is sought in a file of arrays, and what the person says about its names.
public struct WeightsQuery: Sendable {
  /// The read-out that is sought.
  public enum Readout: Sendable, Hashable {
    /// There is none to be read.
    case none
    /// One with so many outputs.
    case width(Int)
    /// The one that the file has, if it has one.
    case any
  }

  /// The network's shape; its output width is not looked at.
  public var configuration: NetworkConfiguration
  /// The read-out that is sought.
  public var readout: Readout
  /// The layout's name; `nil` to recognize it.
  public var layout: String?
  /// What stands before the names of the network's arrays; `nil` to find it.
  public var prefix: String?
  /// The names of the layers from the inputs up, where each has its own; `nil` to order them by the numbers in them.
  public var layers: [String]?
  /// What stands before the name of the embedding's table; `nil` to find it.
  public var embeddingName: String?
  /// Digests of the task's properties that the network must have been trained with, by name, each with the message where they differ.
  public var assumptions: [String: (value: String, refusal: String)] = [:]
  /// What stands before the names of the read-out's arrays; `nil` to find it.
  public var readoutName: String?

  /// A query.
  public init(
    _ configuration: NetworkConfiguration, readout: Readout, layout: String? = nil, prefix: String? = nil,
    layers: [String]? = nil, embeddingName: String? = nil, readoutName: String? = nil
  ) {
    self.configuration = configuration
    self.readout = readout
    self.layout = layout
    self.prefix = prefix
    self.layers = layers
    self.embeddingName = embeddingName
    self.readoutName = readoutName
  }
}

/// Why a file's arrays are not the network that is sought.
public struct WeightsProblem: Error, Sendable, Hashable {
  /// The key of the experiment file, below `network`, that is at fault or resolves it: `weights.prefix`, `layers`.
  public let key: String
  /// What was found, and what is allowed.
  public let message: String

  init(_ key: String, _ message: String) {
    self.key = key
    self.message = message
  }
}

/// Everything that is wrong with a file's arrays at once; never empty.
public struct WeightsProblems: Error, Sendable {
  /// What is wrong.
  public let problems: [WeightsProblem]

  init(_ problems: [WeightsProblem]) { self.problems = problems }
  init(_ key: String, _ message: String) { self.init([WeightsProblem(key, message)]) }
}
