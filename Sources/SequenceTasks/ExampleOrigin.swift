/// Where an example lies in the data of a person.
public struct ExampleOrigin: Sendable, Hashable {
  /// The file, as the experiment names it.
  public let file: String
  /// Its place in the file, from 0: of a sequence among the sequences, of a window that of its last row among the rows.
  public let place: Int
  /// What the file calls it: the name of a sequence, the date of a window's last row; empty where it has none.
  public let name: String

  /// An origin.
  public init(file: String, place: Int, name: String = "") {
    (self.file, self.place, self.name) = (file, place, name)
  }
}
