import Catalog
import DataReading
import Planning

extension ExperimentFormat {
  /// One explicit sequence: its rows, or the file that holds them.
  func inputs(isRequired: Bool = false, _ summary: String) -> Field {
    let read = ReadSettings.tableParameter
    let file = Section(
      "A file with the sequence.",
      [
        Field(
          "file", .plain(.file), isRequired: true,
          "A CSV file, plain or gzip, with a row for each time step in order."),
        Field(
          "columns", .plain(.cells), identifiesRuns: false,
          "The columns, in the order of the inputs; by default all that have a name."),
        Field(read.name, .plain(read.shape), identifiesRuns: false, read.summary),
      ])
    return Field("inputs", .matrixOr(file), isRequired: isRequired, summary)
  }
}
