import Catalog
import Sequences

/// A commented experiment file to start from, as `sluice new NAME` writes it.
///
/// It is a complete experiment that runs as it is; the comments are the format's own words.
public struct StarterFile: Sendable {
  private let format: ExperimentFormat

  /// Whether a name can be that of an experiment: letters, digits, `.`, `_` and `-`, at most 100.
  public static func isName(_ text: String) -> Bool { ConfigReader.isName(text) }

  private let study: any Study.Type
  private let task: TaskStarter?

  /// The kinds of experiment that have a starter, in order.
  public static func kinds(_ catalogs: ExperimentCatalogs) -> [String] {
    catalogs.studies.studies.filter { !$0.starter.isEmpty }.map { $0.kind }
  }

  /// The kinds of experiment whose starter takes any task, in order.
  public static func kindsWithTasks(_ catalogs: ExperimentCatalogs) -> [String] {
    catalogs.studies.studies.filter { !$0.starter.isEmpty && $0.startsWithAnyTask }.map { $0.kind }
  }

  /// A starter for what these catalogs can name.
  ///
  /// - Parameters:
  ///   - catalogs: what files can name.
  ///   - kind: the kind of experiment; the first that has a starter where it is `nil`.
  ///   - task: the task; that of the kind's own starter where it is `nil`.
  /// - Returns: `nil` where the kind has none, or none with this task.
  public init?(_ catalogs: ExperimentCatalogs, kind: String? = nil, task: String? = nil) {
    let found = catalogs.studies.studies.first { !$0.starter.isEmpty && kind ?? $0.kind == $0.kind }
    guard let found else { return nil }
    format = ExperimentFormat(catalogs)
    study = found
    guard let task else {
      self.task = nil
      return
    }
    guard found.startsWithAnyTask, let row = catalogs.tasks[task] else { return nil }
    self.task = TaskStarter(row)
  }

  /// The file's text for an experiment of this name.
  ///
  /// The name must be one that ``isName(_:)`` accepts.
  public func text(name: String) -> String {
    precondition(Self.isName(name), "not a name for an experiment")
    var chosen = study.starter
    if let task { choose(task, in: &chosen) }
    chosen["schema"] = ExperimentFormat.version
    chosen["name"] = name
    chosen["kind"] = study.kind
    var lines = ["# An experiment file of Sluice: \(use(of: "FILE"))."]
    write(format.root(study), path: "", indentation: "", chosen, to: &lines)
    return lines.joined(separator: "\n") + "\n"
  }

  /// What a person has to put in its place before the file can be used, in a sentence; `nil` for nothing.
  public var need: String? {
    guard let file = task?.file else { return nil }
    let summary = file.parameter.summary
    return
      "it needs a file of yours in the place of '\(file.name)': \(summary.prefix(1).lowercased() + summary.dropFirst().dropLast())"
  }

  /// Puts a task in the place of the starter's own: what is compared is the task's headline, where it is known.
  private func choose(_ task: TaskStarter, in chosen: inout [String: String]) {
    chosen["task"] = task.description.kind
    if task.hasSymbols { chosen["network.embedding"] = "16" }
    if let count = task.trainingCount, let batch = chosen["training.batch"].flatMap({ Int($0) }) {
      chosen["training.batch"] = String(min(batch, count))
    }
    guard chosen["compare.metric"] != nil else { return }
    chosen["question"] = "Do sampled gates do as well as smooth ones on the task \(task.description.kind)?"
    if let metric = task.metrics.first?.name {
      chosen["evaluation.select"] = "validation.native.\(metric)"
      chosen["compare.metric"] = "test.native.\(metric)"
    } else {
      for key in chosen.keys where key == "evaluation.select" || key.hasPrefix("compare.") {
        chosen[key] = nil
      }
    }
  }

  /// The commands that check and run such a file, in a sentence.
  public func use(of file: String) -> String {
    study is any SweptStudy.Type
      ? "`sluice plan \(file)` checks it, `sluice run \(file)` runs it"
      : "`sluice \(study.kind) \(file)` runs it"
  }

  /// Writes the chosen keys, and the others as comments with their defaults.
  private func write(
    _ section: Section, path: String, indentation: String, _ chosen: [String: String],
    to lines: inout [String]
  ) {
    // Inside a section that is a comment, every line is one already.
    let mark = indentation.contains("#") ? "" : "# "
    for field in section.fields {
      let name = ConfigReader.join(path, field.name)
      if name == "task", let task {
        lines += task.lines.map { indentation + $0 }
      } else if case .axes = field.shape {
        lines += [
          "\(indentation)sweep:  # \(field.summary)",
          "\(indentation)  \(chosen[name] ?? "gates.all: [{kind: sigmoid}, {kind: bernoulli}]")",
        ]
      } else if case .section(let inner) = field.shape {
        let isChosen = chosen.keys.contains { $0.hasPrefix(name + ".") }
        lines.append("\(indentation)\(isChosen ? "" : mark)\(field.name):  # \(inner.summary)")
        write(inner, path: name, indentation: indentation + (isChosen ? "" : mark) + "  ", chosen, to: &lines)
      } else if let value = chosen[name] {
        lines.append("\(indentation)\(field.name): \(value)  # \(field.summary)")
      } else if let value = field.defaultValue {
        lines.append("\(indentation)\(mark)\(field.name): \(value.text)  # \(field.summary)")
      } else {
        lines.append("\(indentation)\(mark)\(field.name): …  # \(field.summary)")
      }
    }
  }
}
