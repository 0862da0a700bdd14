import Catalog
import Testing

/// What must hold of every schedule of the catalog, at settings made from its description alone.
@Suite struct ScheduleLaws {
  /// Values fall from 1, whole numbers grow from 40, other numbers are as by default.
  private static func schedule(_ description: KindDescription) throws -> any Schedule {
    var settings: [String: ParameterValue] = [ScheduleCatalog.keyword: .text(description.kind)]
    var (value, count) = (1.0, 40.0)
    for parameter in description.parameters where parameter.defaultValue == nil {
      if case .integer = parameter.shape {
        settings[parameter.name] = .number(count)
        count *= 5
      } else {
        settings[parameter.name] = .number(value)
        value *= 0.25
      }
    }
    return try ScheduleTests.schedule(.map(settings))
  }

  @Test(arguments: ScheduleCatalog().descriptions) func aDescriptionIsWhole(_ description: KindDescription) {
    #expect(description.defect == nil)
    #expect(!description.formula.isEmpty)
    for text in [description.summary] + description.parameters.map(\.summary) {
      #expect(text.hasSuffix(".") && text.first?.isUppercase == true, "'\(text)' is not a sentence")
    }
  }

  /// So that constraints checked at the ends hold in between.
  @Test(arguments: ScheduleCatalog().descriptions)
  func everyValueLiesWithinTheEnds(_ description: KindDescription) throws {
    let schedule = try Self.schedule(description)
    let (low, high) = (min(schedule.ends.0, schedule.ends.1), max(schedule.ends.0, schedule.ends.1))
    let values = (0...2000).map { schedule.value(update: $0, epoch: $0 / 10) }
    #expect(values.allSatisfy { $0 >= low && $0 <= high })
    #expect(Set(values).count > 1, "the schedule never moves")
    // No end is wider than what is taken.
    #expect(values.min() == low && values.max() == high)
  }
}
