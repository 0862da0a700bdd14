import Glibc
public import Planning

/// The memory that runs may take together, and how many of a plan fit into it.
///
/// What a run takes is `RunMemory`'s arithmetic. Nothing here can change a result.
public struct MemoryBudget: Sendable, Hashable {
  /// Bytes.
  public let bytes: Double

  /// A budget.
  public init(bytes: Double) { self.bytes = bytes }

  /// The machine's memory, or what its container may have, where that is less.
  public static var machine: MemoryBudget {
    let physical = Double(sysconf(Int32(_SC_PHYS_PAGES))) * Double(sysconf(Int32(_SC_PAGESIZE)))
    // The limit of a container, which sees its own control group (version 2) as the root; "max" where there is none.
    let text = (try? Files.read("/sys/fs/cgroup/memory.max")).map { String(decoding: $0, as: UTF8.self) }
    let limit = text.flatMap { Double($0.split(separator: "\n").first ?? "") } ?? .infinity
    return MemoryBudget(bytes: min(physical, limit))
  }

  /// How many runs of a plan fit at once, `jobs` at most.
  ///
  /// - Throws: ``TooLarge`` where the largest does not fit alone.
  public func jobs(_ jobs: Int, of plan: ExperimentPlan) throws(TooLarge) -> Int {
    guard let largest = plan.workCells.max(by: { $0.memory.bytes < $1.memory.bytes }) else { return jobs }
    guard largest.memory.bytes <= bytes else { throw TooLarge(cell: largest, budget: self) }
    return min(jobs, Int(bytes / largest.memory.bytes))
  }

  /// A run that does not fit, with the arithmetic.
  public struct TooLarge: Error, CustomStringConvertible {
    fileprivate let cell: SweepCell
    fileprivate let budget: MemoryBudget

    /// What is needed, why, what there is, and what makes it less.
    public var description: String {
      """
      a run of \(cell.name) needs about \(cell.memory.text) of memory (\(cell.memory.reason)), and there are \
      \(RunMemory.text(budget.bytes)) here; less is needed with a smaller training.batch, network.hidden or \
      network.layers, or fewer steps
      """
    }
  }
}
