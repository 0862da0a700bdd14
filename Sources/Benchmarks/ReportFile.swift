package import Running

/// The file that collects the figures of several benches.
package struct ReportFile: Sendable {
  private let path: String

  package init(_ path: String) { self.path = path }

  /// Adds a report's rows at the end, below a header where the file is new.
  ///
  /// - Throws: `IOError`.
  package func append(_ report: Report) throws(IOError) {
    let before = Files.exists(path) ? try Files.read(path) : Report.header
    _ = try AtomicFile.write(before + report.csv, to: path)
  }
}
