import Planning

/// Why a checkpoint is of no use to a program.
struct UselessCheckpoint: Error {
  /// The end of a sentence about it: `is damaged`.
  let reason: String
}

extension CheckpointFolder {
  /// What a file says, where a program can go on from it; `nil` where there is none.
  ///
  /// - Parameters:
  ///   - entry: the file.
  ///   - run: a run of its trajectory.
  ///   - numerics: the version of the numerics that the program has.
  func usable(
    _ entry: Entry, for run: RunSpecification, numerics: String = NumericsVersion.current
  ) throws(UselessCheckpoint) -> CheckpointFile? {
    do {
      guard let file = try read(entry) else { return nil }
      let expected = try RecordOrigin.current(for: run.specification, numerics: numerics)
      guard file.origin != expected else { return file }
      throw UselessCheckpoint(
        reason: file.origin.numerics == expected.numerics
          ? "was made by another program" : "was made with \(file.origin.numerics)")
    } catch let fault as CheckpointFile.Fault {
      throw UselessCheckpoint(reason: fault == .damaged ? "is damaged" : "is of another version")
    } catch let useless as UselessCheckpoint {
      throw useless
    } catch {
      throw UselessCheckpoint(reason: "cannot be read: \(error)")
    }
  }
}
