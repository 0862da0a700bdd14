import Catalog
import DataReading
import Reports
import SequenceTasks
import Sequences

/// What a file to start from says of a task, from the task's own facts: its description, its metrics and its criterion.
struct TaskStarter {
  /// The catalog entry.
  let description: KindDescription
  /// What has to be said, by the names of the parameters.
  private(set) var settings: [String: ParameterValue] = [:]
  /// The metrics, the headline first; none where they are not known without the task's files.
  private(set) var metrics: [any Metric.Type] = []
  /// When a run counts as solved.
  private(set) var criterion: Criterion?
  /// Whether steps hold symbols.
  private(set) var hasSymbols = false
  /// Training examples; `nil` where they are not known, or never run out.
  private(set) var trainingCount: Int?
  /// The parameter that names a file of the person's own, and the name that stands there.
  private(set) var file: (parameter: Parameter, name: String)?

  /// Parameters that a task may turn out to need, one after the other.
  private static let attempts = 16

  /// The start with a task of the catalog.
  init(_ row: TaskCatalog.Row) {
    description = row.description
    for parameter in description.parameters { settings[parameter.name] = parameter.startingValue }
    let files = FileReader { throw DataError(file: $0, isMissing: true, "it is not there yet") }
    for _ in 0..<Self.attempts {
      var loader: TaskLoader?
      do {
        loader = try row.specification(settings).value
        take(try loader!.load(files))
      } catch let error as ParameterError {
        // What a task finds missing only when it looks at all of its settings.
        if case .missing(let name, _, _) = error, settings[name] == nil,
          let value = description.parameter(named: name)?.simplestValue
        {
          settings[name] = value
          continue
        }
      } catch let error as DataError where error.isMissing {
        let parameter = description.parameters.first { settings[$0.name] == .text(error.file) }
        file = parameter.map { ($0, error.file) }
        if let outline = loader?.outline { (metrics, hasSymbols) = ([outline.metric], outline.hasSymbols) }
      } catch {}
      return
    }
  }

  private mutating func take(_ task: any SequenceTask) {
    (metrics, criterion, hasSymbols) = (task.metrics, task.criterion, task.symbols > 0)
    trainingCount = task.count(.train)
  }

  /// The lines of the section: what the task is, what is said, and as comments the other parameters with their defaults.
  var lines: [String] {
    var lines = ["task:  # \(description.summary)"]
    func note(_ text: String) { lines.append("  # \(text)") }
    if !description.formula.isEmpty { note(description.formula) }
    if !description.source.isEmpty { note("Source: \(description.source)") }
    if let file {
      note(
        "It needs a file of yours: put its path, from the folder of this file, in the place of \(file.name) below."
      )
    }
    if !metrics.isEmpty {
      let names = metrics.map { "\($0.name) (\($0.lowerIsBetter ? "lower" : "higher") is better)" }
      note("Scores: \(names.joined(separator: ", ")).")
    }
    if let criterion {
      let bound = DecimalText.text(
        criterion.bound, decimals: DecimalText.decimals(for: [abs(criterion.bound) / 10]))
      note(
        "A run counts as solved where its \(criterion.metric.name) is \(criterion.metric.lowerIsBetter ? "below" : "above") \(bound)."
      )
    }
    lines.append("  kind: \(description.kind)")
    for parameter in description.parameters {
      if let value = settings[parameter.name] {
        lines.append("  \(parameter.name): \(Self.yaml(value))  # \(parameter.summary)")
      } else {
        lines.append("  # \(parameter.name): \(parameter.defaultValue?.text ?? "…")  # \(parameter.summary)")
      }
    }
    return lines
  }

  /// A value as it stands in a file.
  private static func yaml(_ value: ParameterValue) -> String {
    switch value {
    case .text(let text):
      let isPlain = text.utf8.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
          || "_-./".utf8.contains(byte)
      }
      return isPlain && !text.isEmpty && text.first != "-" && PlainScalar.meaning(of: text) == nil
        ? text : JSON.quoted(text)
    case .list(let values): return "[\(values.map(yaml).joined(separator: ", "))]"
    case .map(let values):
      let entries = values.sorted { $0.key < $1.key }.map { "\($0.key): \(yaml($0.value))" }
      return "{\(entries.joined(separator: ", "))}"
    case .number, .flag: return value.text
    }
  }
}
