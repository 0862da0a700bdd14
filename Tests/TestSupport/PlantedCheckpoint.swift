package import Planning
package import Running

extension CheckpointFolder {
  /// Writes the state of a run after an update, as a file that took so long that a record of who went on from it shows it.
  ///
  /// - Returns: what was written; `nil` of a run that states cannot be kept of.
  package func plant(
    _ run: RunSpecification, update: Int, numerics: String = NumericsVersion.current, program: String? = nil
  ) throws -> CheckpointFile? {
    let states = KeptStates()
    _ = try run.outcome(states)
    guard let trajectory = run.trajectoryID else { return nil }
    let file = CheckpointFile(
      trajectory: trajectory, run: run.id, origin: RecordOrigin(numerics: numerics, program: program),
      checkpoint: states.states[update], timing: .init(wallSeconds: 1e6, processorSeconds: 1e5))
    try Files.makeFolder(Files.parent(of: path))
    try write(file)
    return file
  }
}
