public import Arrays
import Catalog
import Digest
public import Recurrence

/// What a file of weights says about its network, as safetensors metadata: a flat map of texts.
public struct NetworkWords: Sendable {
  static let cell = "network.cell.kind"
  static let skip = "network.skip.kind"
  static let variant = "network.variant"
  static let forgetConvention = "network.forget_convention"

  /// The words.
  public private(set) var metadata: [String: String]

  /// The words about a network's shape and conventions. `format` says that names and layout are PyTorch's.
  public init(_ configuration: NetworkConfiguration) {
    metadata = [
      "format": "pt",
      "network.hidden": String(configuration.hidden),
      "network.layers": String(configuration.layers),
      "network.readout.activation": configuration.readout.kind,
    ]
    if configuration.cell == .lstm {
      metadata[Self.variant] = configuration.variant.rawValue
      metadata["network.peepholes"] = String(configuration.peepholes)
      metadata[Self.forgetConvention] = configuration.forgetConvention.rawValue
    } else {
      metadata[Self.cell] = configuration.cell.kind
      add(.map(configuration.cell.parameters.values), below: "network.cell")
    }
    if configuration.skips {
      metadata[Self.skip] = configuration.skip.kind
      add(.map(configuration.skip.parameters.values), below: "network.skip")
    }
    if let embedding = configuration.embedding { metadata["network.embedding"] = String(embedding.width) }
  }

  /// The cell that a file's own words name; `nil` where another program wrote it. Of an LSTM they say which, and not that it is one.
  static func cell(of words: [String: String]) -> String? {
    words[cell] ?? words[variant].map { _ in CellKind.lstm.kind }
  }

  /// Adds settings under dotted keys.
  private mutating func add(_ value: ParameterValue, below key: String) {
    if case .map(let values) = value {
      for (name, value) in values { add(value, below: "\(key).\(name)") }
    } else {
      metadata[key] = value.text
    }
  }

  /// The keys of an experiment's section `network` that a file's own words settle; none of a file that another program wrote.
  public static func settings(of file: Safetensors) -> [String: String] {
    let section = "network."
    let own = file.metadata.filter { $0.key.hasPrefix(section) }
    return Dictionary(uniqueKeysWithValues: own.map { (String($0.key.dropFirst(section.count)), $0.value) })
  }

  /// Adds the digest of a property of the task that the network depends on, so that it is not read for another.
  public mutating func add(assumption name: String, of texts: [String]) {
    metadata[Self.assumption(name)] = Self.digest(of: texts)
  }

  /// The word for an assumption of a name.
  static func assumption(_ name: String) -> String { "task.\(name).sha256" }

  /// The SHA-256 of texts in their order, in hexadecimal digits; of each its UTF-8 and a byte 0.
  public static func digest(of names: [String]) -> String {
    var hash = SHA256()
    for name in names { hash.update(Array(name.utf8) + [0]) }
    return Hexadecimal.text(hash.finalize())
  }

  /// Adds a word.
  public subscript(key: String) -> String? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }
}
