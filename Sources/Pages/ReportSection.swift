public import Drawing

/// A part of the page of a results folder: what it says of folders that have what it needs.
///
/// A section is one file and one line in ``SectionCatalog``; a program's own go to `Sluice.main(_:sections:)`. What it makes has to be a
/// function of the tables: nothing of it may depend on the clock, a locale, or the order of a dictionary.
public protocol ReportSection: Sendable {
  /// The name in addresses on the page: lower-case words joined by hyphens.
  static var name: String { get }
  /// The heading.
  static var title: String { get }
  /// What the section says of a folder, in order; nothing where the folder lacks what it needs.
  ///
  /// - Throws: what reading a table throws.
  static func passages(of folder: ResultsFolder) throws -> [Passage]
}

/// One thing that a section says.
public enum Passage: Sendable {
  /// A paragraph.
  case words(String)
  /// A figure.
  case figure(Figure)
  /// Figures of which one is shown at a time, under a caption: the arrow keys go from one to the next.
  case steps(String, [Figure])
  /// A table under a caption.
  case table(String, FigureTable)
  /// Lines as they are, under a caption.
  case code(String, String)
  /// What is left out because there is no room for it.
  case omission(String)
}
