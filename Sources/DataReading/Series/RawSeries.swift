/// Series as a file holds them, before their times are looked at.
struct RawSeries {
  /// The series' names, in order.
  var names: [String] = []
  /// Where each series begins in the file, for messages.
  var places: [FilePlace] = []
  /// The times of the rows; `nil` where there are none.
  var times: Times?
  /// The values, [rows, series]; NaN where one is missing.
  var values: [Double] = []
  /// The line of each row; of a transposed table all rows stand in all lines.
  var lines = LineMap()
  /// Columns that were not read as series, in words, for `plan`.
  var notes: [Finding] = []
  /// Columns of text that might tell groups of rows apart, for messages.
  var groupColumns: [String] = []
  /// The date's column, and one beside it that begins with a time of day, for messages.
  var clock: (date: String, time: String)?

  /// Times of rows.
  struct Times {
    /// Seconds since the start of 1970-01-01, or the file's own numbers.
    var values: [Double] = []
    /// Whether they are numbers rather than dates.
    let areNumbers: Bool

    init(areNumbers: Bool) { self.areNumbers = areNumbers }

    /// A time in words.
    func text(_ time: Double) -> String {
      areNumbers ? time.description : CalendarDate(seconds: Int(time)).text
    }
  }
}
