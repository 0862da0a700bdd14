/// The schedules that a number in an experiment file can follow.
public typealias ScheduleCatalog = KindTable<any Schedule>

extension ScheduleCatalog {
  /// The schedules that come with Sluice.
  public init() {
    self.init(
      of: "schedule", keyword: Self.keyword,
      [
        LinearSchedule.self,
        ExponentialSchedule.self,
        SlopeAnnealedSchedule.self,
        GrowingSlopeSchedule.self,
        CosineSchedule.self,
        StepSchedule.self,
        WarmupSchedule.self,
      ])
  }

  /// The schedules as a number within `bounds` can follow them: their own values keep within these bounds too.
  public func within(_ bounds: Bounds) -> ScheduleCatalog { describing { $0.scheduling(bounds) } }

  /// Reads a map such as `{schedule: exponential, from: 1, to: 0.1, updates: 2000}` that stands for a parameter's number.
  ///
  /// - Throws: `ParameterError` that names the parameter, or the key within it as `parameter.key`.
  public func schedule(_ map: [String: ParameterValue], of parameter: Parameter) throws(ParameterError)
    -> KindSpecification<any Schedule>
  {
    guard parameter.isSchedulable, let bounds = parameter.numberBounds else {
      throw .notAdmissible(
        name: parameter.name, found: ParameterValue.map(map).text,
        allowed: "\(parameter.allowed), not a schedule")
    }
    var settings = map
    let row = try row(settings.removeValue(forKey: Self.keyword), of: parameter)
    let schedule: KindSpecification<any Schedule>
    do {
      let parameters = try Parameters(row.description.scheduling(bounds), settings)
      schedule = KindSpecification(parameters, try row.value(parameters))
    } catch {
      throw error.inside(parameter.name)
    }
    let ends = schedule.value.ends
    guard bounds.contains(ends.0), bounds.contains(ends.1) else {
      throw .notAdmissible(
        name: parameter.name, found: "a schedule from \(ends.0) to \(ends.1)", allowed: parameter.allowed)
    }
    return schedule
  }

  /// The key that names a schedule.
  public static var keyword: String { "schedule" }

  private func row(_ word: ParameterValue?, of parameter: Parameter) throws(ParameterError) -> Row {
    let allowed = "one of " + kinds.joined(separator: ", ")
    let key = "\(parameter.name).\(Self.keyword)"
    guard let word else { throw .missing(name: key, kind: "a schedule", allowed: allowed) }
    guard case .text(let kind) = word, let row = self[kind] else {
      throw .notAdmissible(
        name: key, found: word.text, allowed: allowed + NearestName.hint(for: word.text, among: kinds))
    }
    return row
  }
}

extension KindSpecification<any Schedule> {
  /// The map form with every setting.
  public var mapForm: ParameterValue {
    .map(parameters.values.merging([ScheduleCatalog.keyword: .text(kind)]) { $1 })
  }
}

extension KindDescription {
  /// A schedule's description for a number within `bounds`: its values may be what that number may be.
  fileprivate func scheduling(_ bounds: Bounds) -> KindDescription {
    KindDescription(
      kind, summary: summary, formula: formula, source: source,
      parameters: parameters.map { $0.isScheduledValue ? $0.within(bounds) : $0 })
  }
}
