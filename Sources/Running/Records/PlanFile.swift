import Catalog
import Digest
public import Planning

/// What a results folder remembers of its experiment: enough to go on, to rebuild tables, and to refuse another.
///
/// Three things lie in the folder: the file `plan`, a copy of the experiment file, and under `data` a copy of each
/// data file named by its SHA-256. So the folder explains itself, on any machine. `plan` is plain lines, the last a
/// checksum; where it does not hold, the file counts as not there, and the next `run` writes it anew.
///
/// ```
/// sluice/plan/v2
/// numerics sluice/numerics/v1           the version of the numerics that the runs' ids are made with
/// experiment 9f86…                      SHA-256 of experiment.yaml
/// file "chickenpox.yaml"                the name the experiment was given by
/// override "training.updates=100"       one for each --set
/// data 5c2e… "../Data/counts.csv"       SHA-256 and path of each data file
/// kind {"of":"gate policy",…}           what is remembered of each kind that is not part of Sluice
/// setting "training.updates" 100        everything that can change a result, defaults resolved
/// sha256 60af…
/// ```
public struct PlanFile: Sendable, Hashable {
  /// The first line: the form of the file.
  public static let version = "sluice/plan/v2"
  /// The form before there were versions of the numerics.
  private static let firstVersion = "sluice/plan/v1"

  /// The version of the numerics that the runs' ids are made with.
  public let numerics: String

  /// The SHA-256 of the experiment file's bytes.
  public let experiment: String
  /// The experiment file's name as it was given.
  public let file: String
  /// The arguments of `--set`.
  public let overrides: [String]
  /// The data files.
  public let data: [DataCopy]
  /// The kinds that are not part of Sluice.
  public let kinds: [RememberedKind]
  /// Everything that can change a result.
  public let settings: [ExperimentOutline.Setting]

  /// A data file that was read.
  public struct DataCopy: Sendable, Hashable {
    /// The path as the experiment has it.
    public let path: String
    /// The SHA-256 of its bytes.
    public let digest: String
  }

  /// What a folder has to remember of an experiment.
  ///
  /// - Parameters:
  ///   - experiment: the experiment.
  ///   - file: the name of its file; where it was read from a folder's copy, the name that the folder remembers.
  ///   - overrides: the arguments of `--set`.
  ///   - data: the data files as they were read.
  ///   - outline: everything in it that can change a result.
  public init(
    _ experiment: Experiment, file: String? = nil, overrides: [String], data: [DataFile],
    outline: ExperimentOutline
  ) {
    numerics = NumericsVersion.current
    self.experiment = SHA256.hexadecimal(experiment.file.bytes)
    self.file = file ?? experiment.file.name
    self.overrides = overrides
    self.data = data.map { DataCopy(path: $0.path, digest: $0.sha256) }
    kinds = experiment.ownKinds.map { RememberedKind($0) }
    settings = outline.settings
  }

  /// The bytes of the file.
  package var bytes: [UInt8] {
    var lines = [
      Self.version, "numerics \(numerics)", "experiment \(experiment)", "file \(JSON.quoted(file))",
    ]
    lines += overrides.map { "override \(JSON.quoted($0))" }
    lines += data.map { "data \($0.digest) \(JSON.quoted($0.path))" }
    lines += kinds.map { "kind \($0.json.text(.compact))" }
    lines += settings.map { "setting \(JSON.quoted($0.key)) \($0.value)" }
    let body = Array((lines.joined(separator: "\n") + "\n").utf8)
    return body + Array("sha256 \(SHA256.hexadecimal(body))\n".utf8)
  }

  /// What the bytes of a file say; `nil` where the checksum does not hold or the form is another.
  package init?(bytes: [UInt8]) {
    let length = 7 + 64 + 1
    let body = bytes.dropLast(length)
    guard bytes.suffix(length).elementsEqual("sha256 \(SHA256.hexadecimal(body))\n".utf8) else { return nil }
    let lines = String(decoding: body, as: UTF8.self).split(separator: "\n")
    guard lines.first == Self.version[...] || lines.first == Self.firstVersion[...] else { return nil }
    var (experiment, file, numerics) = ("", "", NumericsVersion.first)
    var (overrides, data, settings) = ([String](), [DataCopy](), [ExperimentOutline.Setting]())
    var kinds: [RememberedKind] = []
    for line in lines.dropFirst() {
      let words = line.split(separator: " ", maxSplits: 1)
      guard words.count == 2 else { return nil }
      switch words[0] {
      case "numerics": numerics = String(words[1])
      case "experiment": experiment = String(words[1])
      case "file": file = JSON.unquoted(words[1])?.text ?? ""
      case "override": overrides.append(JSON.unquoted(words[1])?.text ?? "")
      case "data":
        let parts = words[1].split(separator: " ", maxSplits: 1)
        guard parts.count == 2, let path = JSON.unquoted(parts[1])?.text else { return nil }
        data.append(DataCopy(path: path, digest: String(parts[0])))
      case "kind":
        guard let json = try? JSON(Array(words[1].utf8)), let kind = RememberedKind(json) else { return nil }
        kinds.append(kind)
      case "setting":
        guard let (key, rest) = JSON.unquoted(words[1]) else { return nil }
        settings.append(.init(key: key, value: String(rest.dropFirst())))
      default: return nil
      }
    }
    self.numerics = numerics
    self.experiment = experiment
    self.file = file
    self.overrides = overrides
    self.data = data
    self.kinds = kinds
    self.settings = settings
  }

  /// A key whose value is not that of another plan.
  public struct Difference: Sendable, Hashable {
    /// The dotted path.
    public let key: String
    /// The canonical text that the other plan has; `nil` where it lacks the key.
    public let before: String?
    /// The canonical text that this one has; `nil` where it lacks the key.
    public let now: String?

    /// `training.batch from 32 to 64`.
    public var description: String { "\(key) from \(Self.text(before)) to \(Self.text(now))" }

    private static func text(_ value: String?) -> String {
      guard let value else { return "nothing" }
      return value.count > 60 ? "\(value.prefix(59))…" : value
    }
  }

  /// The keys whose values differ from another plan's, sorted.
  public func differences(from other: PlanFile) -> [Difference] {
    let mine = Dictionary(settings.map { ($0.key, $0.value) }, uniquingKeysWith: { $1 })
    let theirs = Dictionary(other.settings.map { ($0.key, $0.value) }, uniquingKeysWith: { $1 })
    return Set(mine.keys).union(theirs.keys).filter { mine[$0] != theirs[$0] }.sorted()
      .map { Difference(key: $0, before: theirs[$0], now: mine[$0]) }
  }
}
