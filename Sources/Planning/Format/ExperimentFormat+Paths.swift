import Catalog

extension ExperimentFormat {
  /// What a dotted path leads to, or why it leads nowhere.
  package enum Destination {
    case shape(Shape)
    /// `known`: the keys that are known in place of the first wrong one, `at`: its path.
    case nowhere(at: String, known: [String])
  }

  /// Follows a dotted path through sections, kinds and schedules.
  package static func destination(of path: [Substring], in root: Section) -> Destination {
    var shape = Shape.section(root)
    var walked = ""
    for key in path.map(String.init) {
      let here = ConfigReader.join(walked, key)
      let inside = keys(of: shape)
      guard let next = inside.first(where: { $0.name == key }) else {
        return .nowhere(at: here, known: inside.map(\.name))
      }
      (shape, walked) = (next.shape, here)
    }
    return .shape(shape)
  }

  /// The keys of a value of this shape.
  private static func keys(of shape: Shape) -> [(name: String, shape: Shape)] {
    switch shape {
    case .section(let section), .sectionOrList(let section), .numberOr(_, let section),
      .matrixOr(let section):
      return section.fields.map { ($0.name, $0.shape) }
    case .kind(let table, let schedules), .kindOrWord(let table, let schedules):
      var keys: [(name: String, shape: Shape)] = [
        (table.keyword, .words(table.kinds))
      ]
      for parameter in table.descriptions.flatMap(\.parameters)
      where !keys.contains(where: { $0.name == parameter.name }) {
        keys.append((parameter.name, Self.shape(of: parameter, schedules)))
      }
      return keys
    case .plain(.map(let parameters)): return parameters.map { ($0.name, .plain($0.shape)) }
    case .plain(.either(let shapes)): return shapes.flatMap { keys(of: .plain($0)) }
    default: return []
    }
  }

  /// A number that may follow a schedule is, to a path, the schedule's keys.
  private static func shape(of parameter: Parameter, _ schedules: ScheduleCatalog) -> Shape {
    guard parameter.isSchedulable, let bounds = parameter.numberBounds else {
      return .plain(parameter.shape)
    }
    return .schedule(schedules, within: bounds)
  }
}
