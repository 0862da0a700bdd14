extension PlanFolder {
  /// Another experiment's results are in the folder.
  public struct Taken: Error, Sendable, Hashable, CustomStringConvertible {
    /// The folder.
    public let folder: String
    /// The keys in which the experiments differ; none where there is no sound plan to compare with.
    public let differences: [PlanFile.Difference]
    /// The records that are no runs of the experiment that asked, where there is no sound plan.
    public let records: [String]

    init(folder: String, differences: [PlanFile.Difference] = [], records: [String] = []) {
      self.folder = folder
      self.differences = differences
      self.records = records
    }

    /// One sentence for a person.
    public var description: String {
      let advice = "choose another folder with --out"
      guard let first = records.first else {
        let more = differences.count > 8 ? ", and \(differences.count - 8) more" : ""
        return "'\(folder)' holds the results of another experiment, with no run in common: it would change "
          + "\(differences.prefix(8).map(\.description).joined(separator: ", "))\(more); \(advice)"
      }
      let more = records.count > 1 ? " and \(records.count - 1) more" : ""
      return
        "'\(folder)' holds records of another experiment or another version of Sluice (\(first)\(more)), and no plan "
        + "that says which; \(advice)"
    }
  }

  /// The folder's records were made by another version of Sluice's numerics.
  public struct OtherVersion: Error, Sendable, Hashable, CustomStringConvertible {
    /// The folder.
    public let folder: String
    /// The version that made the records.
    public let found: String
    /// The version of this program.
    public let current: String
    /// The number of records.
    public let runs: Int

    /// One sentence for a person.
    public var description: String {
      "'\(folder)' holds \(runs) run\(runs == 1 ? "" : "s") that were made with \(found), and this is \(current); their values can "
        + "differ, so they are not mixed: --redo does all of them anew, another folder with --out leaves them as they are"
    }
  }

  /// Files that no experiment of Sluice wrote are in the folder, and would be overwritten.
  public struct Occupied: Error, Sendable, Hashable, CustomStringConvertible {
    /// The file in the way.
    public let path: String

    /// One sentence for a person.
    public var description: String {
      "'\(path)' would be overwritten, and its folder holds no records of this experiment; choose another folder with --out"
    }
  }

  /// There is no experiment in the folder, or a file that belongs to it is missing or damaged.
  public struct Missing: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong.
    public enum Fault: Sendable, Hashable {
      /// Nothing in the folder is Sluice's.
      case nothing
      /// A file is not there; it may be the copy of another.
      case absent(String, copyOf: String? = nil)
      /// A file does not have the bytes that were written; it may be the copy of another.
      case damaged(String, copyOf: String? = nil)
    }

    /// The folder.
    public let folder: String
    /// What is wrong.
    public let fault: Fault

    init(folder: String, _ fault: Fault) {
      self.folder = folder
      self.fault = fault
    }

    /// Whether a file is there but not as it was written.
    public var isDamaged: Bool { if case .damaged = fault { true } else { false } }

    /// One sentence for a person.
    public var description: String {
      let advice =
        "; put it back as it was, or run the experiment into '\(folder)' again, which keeps finished runs"
      switch fault {
      case .nothing: return "'\(folder)' holds no results: there is no plan in it"
      case .absent(let path, let original): return "\(Self.name(path, original)) is missing\(advice)"
      case .damaged(let path, let original):
        return "\(Self.name(path, original)) is damaged: its bytes do not fit their checksum\(advice)"
      }
    }

    private static func name(_ path: String, _ original: String?) -> String {
      "'\(path)'" + (original.map { ", the copy of '\($0)'," } ?? "")
    }
  }
}
