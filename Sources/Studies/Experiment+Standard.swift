public import Planning

extension Experiment {
  /// Reads and checks a file that names no kinds but those of Sluice.
  ///
  /// - Parameters:
  ///   - file: the file.
  ///   - overrides: the arguments of `--set`, each `key=value`; of two for one key the later holds.
  /// - Throws: `ExperimentErrors` with everything found wrong.
  public init(_ file: ExperimentFile, overrides: [String] = []) throws(ExperimentErrors) {
    try self.init(file, overrides: overrides, catalogs: ExperimentCatalogs())
  }
}
