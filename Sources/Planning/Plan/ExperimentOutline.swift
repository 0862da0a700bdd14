import Catalog
import Digest

/// Everything in an experiment that can change a result, key by key: whether two files are the same
/// experiment, and in which keys they differ.
///
/// Defaults are resolved, the keys of an axis are listed under `sweep`, and data files are known by the SHA-256 of their
/// bytes. Left out is what cannot change the bytes of a run: schema, name, question, labels, the comparison,
/// comments, and the order of keys.
public struct ExperimentOutline: Sendable, Hashable {
  /// One key with its value.
  public struct Setting: Sendable, Hashable {
    /// The dotted path.
    public let key: String
    /// The canonical text of the value, on one line.
    public let value: String

    /// A key with the canonical text of its value.
    public init(key: String, value: String) {
      self.key = key
      self.value = value
    }
  }

  /// All keys, sorted.
  public let settings: [Setting]

  /// The outline of an experiment that has been checked.
  ///
  /// - Parameters:
  ///   - experiment: the experiment.
  ///   - data: the data files as they were read.
  public init(_ experiment: Experiment, data: [DataFile] = []) {
    let first = experiment.axes.map { _ in 0 }
    let values = Self.read(experiment, first)
    let kept = experiment.format.identifying(values)
    var settings: [Setting] = []
    for (key, value) in kept { Self.flatten(value, at: key, into: &settings) }
    for axis in experiment.axes {
      settings.removeAll { $0.key == axis.path || $0.key.hasPrefix(axis.path + ".") }
    }
    for (index, axis) in experiment.axes.enumerated() {
      let texts = axis.values.indices.map { place in
        var indices = first
        indices[index] = place
        return Self.value(at: axis.path, in: Self.read(experiment, indices)).canonicalText
      }
      settings.append(Setting(key: "sweep.\(axis.path)", value: "[\(texts.joined(separator: ","))]"))
    }
    if let tuning = experiment.tuning {
      settings.removeAll { setting in
        tuning.axes.contains { $0.path == setting.key || setting.key.hasPrefix($0.path + ".") }
      }
      settings += tuning.outline
    }
    // Where replicates are runs they identify none of them, and yet say how many there are.
    if experiment.format["replicates"]?.identifiesRuns == false {
      settings.append(Setting(key: "replicates", value: String(experiment.replicates)))
    }
    let digests = Dictionary(
      data.map { (JSON.quoted($0.path), $0.identity) }, uniquingKeysWith: { $1 })
    self.settings = settings.map { setting in
      if setting.key == ReadNetworks.key { return Self.networks(setting, data) }
      guard setting.key.hasPrefix("task.") || Self.files.contains(setting.key),
        let digest = digests[setting.value]
      else { return setting }
      return Setting(key: setting.key, value: JSON.quoted(digest))
    }.sorted { $0.key < $1.key }
  }

  /// The keys outside a task that name a file.
  private static let files: Set<String> = ["network.weights.file", "inputs.file"]

  /// The setting `networks` by the digests of all files that its path leads to.
  private static func networks(_ setting: Setting, _ data: [DataFile]) -> Setting {
    let read = data.filter {
      let path = JSON.quoted($0.path).dropLast()
      return path == setting.value.dropLast() || path.hasPrefix(setting.value.dropLast() + "/")
    }
    let digest = SHA256.hexadecimal(read.map { "\($0.sha256)\n" }.joined().utf8)
    return Setting(key: setting.key, value: JSON.quoted("sha256:\(digest)"))
  }

  /// The SHA-256 of all keys and values, in hexadecimal digits.
  public var digest: String {
    SHA256.hexadecimal(settings.map { "\($0.key) \($0.value)\n" }.joined().utf8)
  }

  private static func read(_ experiment: Experiment, _ indices: [Int]) -> [String: ParameterValue] {
    var reader = ConfigReader(root: experiment.format)
    return reader.read(experiment.node(indices))
  }

  private static func value(at path: String, in values: [String: ParameterValue]) -> ParameterValue {
    path.split(separator: ".").reduce(.map(values)) { value, key in
      if case .map(let inner) = value { inner[String(key)] ?? .map([:]) } else { .map([:]) }
    }
  }

  private static func flatten(_ value: ParameterValue, at path: String, into settings: inout [Setting]) {
    if case .map(let inner) = value {
      for (key, value) in inner { flatten(value, at: "\(path).\(key)", into: &settings) }
    } else {
      settings.append(Setting(key: path, value: value.canonicalText))
    }
  }
}
