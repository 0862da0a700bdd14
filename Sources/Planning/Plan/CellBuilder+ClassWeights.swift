package import Catalog
import SequenceTasks
import Sequences

/// What the classes of targets weigh in the loss.
extension CellBuilder {
  /// w_c of each class; `nil` where the file names none, or none that can be, which is then among the errors.
  ///
  /// In the cell's identity the scaled weights stand in the place of how they were said, and nothing where none were.
  mutating func classWeights(_ task: any SequenceTask) -> [Double]? {
    let path = "training.class_weights"
    let given = Settings(settings)["training"].values["class_weights"]
    guard let given else { return nil }
    resolve("training", "class_weights", nil)
    guard given != .text(ClassWeights.none) else { return nil }
    guard let loss, case .classes = loss.value.forecast else {
      fail(
        path,
        "is for losses of classes; the targets are \(task.target.words) and the loss is \(loss?.kind ?? "none")"
      )
      return nil
    }
    let classes = task.classes
    guard !classes.isEmpty else {
      fail(path, "needs the classes' numbers in training, which the task does not give")
      return nil
    }
    switch ClassWeights.weights(given, of: classes) {
    case .success(let weights):
      resolve("training", "class_weights", .list(weights.map { .number($0) }))
      return weights
    case .failure(let problems):
      for problem in problems.all {
        fail(problem.key.map { "\(path).\($0)" } ?? path, problem.message)
      }
      return nil
    }
  }
}

/// How weights of classes are said, and what they stand for.
package enum ClassWeights {
  /// The word for weights of 1.
  package static let none = "none"
  /// The word for weights that make all classes count alike.
  package static let balanced = "balanced"
  /// What a weight may be: sums over any training set stay finite.
  static let bounds = Bounds(0, 1e9, excludesMinimum: true)

  /// How they can be said.
  package static let shape = Parameter.Shape.either([
    .choice([balanced, none]), .numbersByName(bounds), .numbers(bounds, count: nil),
  ])

  /// What is wrong with them.
  struct Problems: Error {
    var all: [(key: String?, message: String)] = []
  }

  /// The weights by class, scaled to a mean of 1 over the targets of training.
  ///
  /// `balanced` gives w_c = N/(C·n_c), n_c of N training targets being of class c, as scikit-learn's `compute_class_weight` does; C
  /// counts the classes that training has. A class without training targets gets weight 0, which nothing is ever multiplied by.
  static func weights(_ value: ParameterValue, of classes: [TargetClass]) -> Result<[Double], Problems> {
    let counts = classes.map { Double($0.trainingCount) }
    let all = counts.reduce(0, +)
    let raw: [Double]
    switch value {
    case .list(let values):
      raw = values.compactMap { if case .number(let number) = $0 { number } else { nil } }
      guard raw.count == classes.count else {
        return .failure(
          Problems(all: [
            (
              nil,
              "found a list of \(raw.count); expected \(classes.count), a weight for each class in this order: "
                + names(of: classes)
            )
          ]))
      }
    case .map(let values):
      switch byName(values, classes) {
      case .success(let weights): raw = weights
      case .failure(let problems): return .failure(problems)
      }
    default:
      let present = Double(counts.count { $0 > 0 })
      return .success(counts.map { $0 > 0 ? all / (present * $0) : 0 })
    }
    let sum = zip(raw, counts).reduce(0) { $0 + $1.0 * $1.1 }
    return .success(raw.map { $0 * (all / sum) })
  }

  private static func byName(_ values: [String: ParameterValue], _ classes: [TargetClass]) -> Result<
    [Double], Problems
  > {
    var problems = Problems()
    let known = classes.map(\.name)
    for name in values.keys.sorted() where !known.contains(name) {
      problems.all.append(
        (
          name,
          "is no class of the task\(NearestName.hint(for: name, among: known)); its classes are \(names(of: classes))"
        ))
    }
    let missing = classes.filter { values[$0.name] == nil }
    if !missing.isEmpty {
      problems.all.append(
        (nil, "has no weight for \(names(of: missing)); expected one for every class, 1 where it is as usual")
      )
    }
    guard problems.all.isEmpty else { return .failure(problems) }
    return .success(classes.map { Settings(values).number($0.name) })
  }

  private static func names(of classes: [TargetClass]) -> String {
    classes.prefix(60).map(\.name).joined(separator: ", ") + (classes.count > 60 ? ", …" : "")
  }
}
