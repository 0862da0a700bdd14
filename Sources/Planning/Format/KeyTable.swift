import Catalog

/// The table of the experiment file's keys, as documentation prints it.
public struct KeyTable: Sendable {
  private let format: ExperimentFormat

  /// The table for what these catalogs can name.
  public init(_ catalogs: ExperimentCatalogs) { format = ExperimentFormat(catalogs) }

  /// The reference of all kinds of experiment, as Markdown: `Experiments/experiment-file.md`.
  public var text: String {
    """
    # The keys of an experiment file

    Written from the code that reads the file. A key that is left out has its default; an empty default means that there is none, or
    that it follows from the rest. `sluice list` has the parameters of every `{kind: …}`, and the README says how sweeps and schedules
    are written.

    The column "changed" says what another value does to a results folder that is there. `same runs`: nothing is computed anew. `more or fewer
    runs`: finished runs are kept and reused, new ones are added, and what the file has no more stays aside. `longer or shorter runs`: the
    folder goes on with them, from the checkpoints that runs of the old length have left, and those runs stay aside. `other runs`: the
    folder is refused, unless an axis keeps the old value beside the new one.

    """
      + studies.map { "\n## kind: \($0.kind)\n\n\($0.description.summary)\n\n" + markdown($0) }.joined()
      + format.catalogs.tasks.descriptions.map { task in
        "\n## task: {kind: \(task.kind)}\n\n\(task.summary)\n\n"
          + Self.markdown(task.parameters.flatMap { Self.rows($0, "task") })
      }.joined()
  }

  private var studies: [any Study.Type] { format.catalogs.studies.studies }

  /// The keys at the top of a file, of all kinds of experiment.
  package var keys: Set<String> { Set(studies.flatMap { format.root($0).keys }) }

  /// Whether a dotted path leads to something in some kind of experiment; one below `sweep` is that of an axis.
  package func knows(_ path: String) -> Bool {
    var parts = path.split(separator: ".")
    if parts.first == "sweep" { parts.removeFirst() }
    return studies.contains { kind in
      if case .shape = ExperimentFormat.destination(of: parts, in: format.root(kind)) { true } else { false }
    }
  }

  /// Markdown: key, what it may hold, its default, what a change does, what it means; one row for each key.
  public func markdown(_ kind: any Study.Type) -> String {
    Self.markdown(Self.rows(format.root(kind), "", lengthKey: (kind as? any SweptStudy.Type)?.lengthKey))
  }

  private static func markdown(_ rows: [String]) -> String {
    (["| key | allowed | default | changed | meaning |", "|---|---|---|---|---|"] + rows).joined(
      separator: "\n") + "\n"
  }

  /// The rows of a kind's parameter, and of the keys of the map that it may be.
  private static func rows(_ parameter: Parameter, _ path: String) -> [String] {
    let name = ConfigReader.join(path, parameter.name)
    let silence = parameter.defaultValue.map { "`\($0.text)`" } ?? (parameter.isOptional ? "" : "required")
    let allowed = parameter.allowed.replacing("|", with: "\\|")
    let changed = parameter.identifiesRuns ? "other runs" : "same runs"
    return ["| `\(name)` | \(allowed) | \(silence) | \(changed) | \(parameter.summary) |"]
      + parameter.shape.keys.flatMap { rows($0, name) }
  }

  /// The rows of a section.
  ///
  /// - Parameters:
  ///   - section: the section.
  ///   - path: its dotted path.
  ///   - optional: the path of the innermost section around it that may be left out.
  ///   - identifies: whether its values can change a run.
  ///   - lengthKey: the path of the key that says how long a run is.
  private static func rows(
    _ section: Section, _ path: String, optional: String? = nil, identifies: Bool = true, lengthKey: String?
  ) -> [String] {
    section.fields.flatMap { field -> [String] in
      let name = ConfigReader.join(path, field.name)
      let identifies = identifies && field.identifiesRuns
      if case .section(let inner) = field.shape {
        return rows(
          inner, name, optional: field.isRequired ? optional : name, identifies: identifies,
          lengthKey: lengthKey)
      }
      let inside: [String] =
        switch field.shape {
        case .matrixOr(let inner):
          rows(inner, name, optional: name, identifies: identifies, lengthKey: lengthKey)
        case .plain(let shape): shape.keys.flatMap { rows($0, name) }
        default: []
        }
      let required = optional.map { "required in `\($0)`" } ?? "required"
      let silence = field.defaultValue.map { "`\(text($0))`" } ?? (field.isRequired ? required : "")
      let changed =
        name == lengthKey
        ? "longer or shorter runs"
        : identifies ? "other runs" : growing.contains(name) ? "more or fewer runs" : "same runs"
      return ["| `\(name)` | \(allowed(field.shape)) | \(silence) | \(changed) | \(field.summary) |"] + inside
    }
  }

  /// The keys that say how many runs there are, where they identify none.
  private static let growing: Set = ["replicates", "sweep", "calibration.comparisons"]

  /// Of a kind, the kinds there are.
  private static func allowed(_ shape: Shape) -> String {
    if case .kindOrWord(let table, _) = shape {
      return "a name, or `{kind: …}`: " + table.kinds.joined(separator: ", ")
    }
    guard case .kind(let table, _) = shape else { return shape.allowed.replacing("|", with: "\\|") }
    return "`{kind: …}`: " + table.kinds.joined(separator: ", ")
  }

  /// A default; of a kind that has one, the kind alone.
  private static func text(_ value: ParameterValue) -> String {
    if case .map(let values) = value, let kind = values["kind"] { "{kind: \(kind.text)}" } else { value.text }
  }
}
