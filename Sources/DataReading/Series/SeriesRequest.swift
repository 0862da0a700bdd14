package import Catalog

/// Which series are wanted of a file, and how they are to be read.
package struct SeriesRequest: Sendable {
  /// The file as the experiment names it.
  package let file: String
  /// How it lies.
  package let read: ReadSettings
  /// What missing values become.
  package let fill: FillRule
  /// The series; `nil` for all.
  package let columns: [String]?
  /// The column of dates, where the task names it apart from `read`.
  package let dateColumn: String?

  /// A request.
  package init(
    file: String, read: ReadSettings, fill: FillRule = .refuse, columns: [String]? = nil,
    dateColumn: String? = nil
  ) {
    (self.file, self.read, self.fill) = (file, read, fill)
    (self.columns, self.dateColumn) = (columns, dateColumn)
  }
}

/// What missing values, and the rows of missing dates, become as inputs; as targets they never count.
package enum FillRule: String, Sendable, CaseIterable {
  /// A missing value is an error.
  case refuse
  /// The last value before it.
  case hold
  /// 0.
  case zero
  /// A straight line from the value before to the value after, which looks into the future.
  case interpolate

  /// The keys, for a task's description.
  package static let parameters = [
    Parameter(
      "fill", .choice(allCases.map(\.rawValue)), default: .text("refuse"), identifiesRuns: false,
      summary:
        "What missing values and the rows of missing dates become as inputs; as targets they never count."),
    Parameter(
      "future", .flag, default: .flag(false), identifiesRuns: false,
      summary: "Whether 'fill: interpolate' may look into the future, as no forecast in earnest can."),
  ]

  /// The rule that settings name.
  ///
  /// - Throws: `ParameterError` where it looks into the future and `future` does not allow it.
  package init(_ settings: Parameters) throws(ParameterError) {
    self = settings.choice("fill")
    guard self != .interpolate || settings.flag("future") else {
      throw .notAdmissible(
        name: "fill", found: "interpolate, which puts values of the future into the inputs",
        allowed: "hold or zero, or 'future: true' beside it")
    }
  }
}
