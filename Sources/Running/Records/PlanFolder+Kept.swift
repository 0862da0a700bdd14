import Digest

extension PlanFolder {
  /// The experiment that a folder holds, as the folder's own copies have it: what a folder needs to be whole, wherever it lies and
  /// whatever has become of the files that it was made from.
  public struct Kept: Sendable {
    /// What the folder remembers of the experiment.
    public let plan: PlanFile
    /// The bytes of the experiment file.
    public let experiment: [UInt8]
    /// The path of the copy that they were read from.
    public let path: String
    /// The copies of the data.
    public let data: KeptData
  }

  /// The experiment that the folder belongs to.
  ///
  /// - Throws: ``Missing``, ``IOError``.
  public func load() throws -> Kept {
    let plan = try plan()
    // The copy under its digest serves while another command puts its own experiment.yaml in place, or has.
    for path in [experimentPath, dataPath(plan.experiment)] {
      guard let bytes = sound(path, plan.experiment) else { continue }
      return Kept(plan: plan, experiment: bytes, path: path, data: KeptData(self, plan.data))
    }
    // A plan that has gone meanwhile may have taken its file along, and the file of one that has just come follows it.
    guard try holds(plan), let fault = fault(experimentPath, plan.experiment) else { return try load() }
    throw fault
  }

  /// The folder's plan alone.
  ///
  /// - Throws: ``Missing``, ``IOError``.
  public func plan() throws -> PlanFile {
    switch try found() {
    case .plan(let plan): return plan
    case .damaged: throw Missing(folder: folder, .damaged(planPath))
    case .nothing:
      throw Missing(folder: folder, RunStore(folder).hasRecords ? .absent(planPath) : .nothing)
    }
  }

  /// What is wrong with the first file of a plan that is not there as it was; `nil` where all are.
  func fault(of plan: PlanFile) -> (any Error)? {
    if let fault = fault(experimentPath, plan.experiment) { return fault }
    return plan.data.lazy.compactMap { fault(dataPath($0.digest), $0.digest, copyOf: $0.path) }.first
  }

  private func fault(_ path: String, _ digest: String, copyOf original: String? = nil) -> (any Error)? {
    do throws(IOError) {
      let isSound = SHA256.hexadecimal(try Files.read(path)) == digest
      return isSound ? nil : Missing(folder: folder, .damaged(path, copyOf: original))
    } catch {
      return error.isMissing ? Missing(folder: folder, .absent(path, copyOf: original)) : error
    }
  }
}
