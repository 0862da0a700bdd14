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

  /// The machine's memory, or the limit of the control group that the process is in, where that is less.
  public static var machine: MemoryBudget {
    let physical = Double(sysconf(Int32(_SC_PHYS_PAGES))) * Double(sysconf(Int32(_SC_PAGESIZE)))
    // "max" where there is no limit; the file is not there outside a control group of version 2.
    let text = (try? Files.read("/sys/fs/cgroup/memory.max")).map { String(decoding: $0, as: UTF8.self) }
    let limit = text.flatMap { Double($0.split(separator: "\n").first ?? "") } ?? .infinity
    return MemoryBudget(bytes: min(physical, limit))
  }

  /// How many runs of a plan fit at once, `jobs` at most.
  ///
  /// - Throws: ``TooLarge`` where the largest does not fit alone.
  public func jobs(_ jobs: Int, of plan: ExperimentPlan) throws(TooLarge) -> Int {
    let sizes = plan.cells.map { (cell: $0, memory: RunMemory($0.specification)) }
    guard let largest = sizes.max(by: { $0.memory.bytes < $1.memory.bytes }) else { return jobs }
    guard largest.memory.bytes <= bytes else {
      throw TooLarge(cell: largest.cell, memory: largest.memory, budget: self)
    }
    return min(jobs, Int(bytes / largest.memory.bytes))
  }

  /// A run that does not fit, with the arithmetic.
  public struct TooLarge: Error, CustomStringConvertible {
    fileprivate let cell: SweepCell
    fileprivate let memory: RunMemory
    fileprivate let budget: MemoryBudget

    /// What is needed, why, what there is, and what makes it less.
    public var description: String {
      """
      a run of \(cell.name) needs about \(memory.text) of memory (\(memory.reason)), and there are \
      \(RunMemory.text(budget.bytes)) here; less is needed with a smaller training.batch, network.hidden or \
      network.layers, or fewer steps
      """
    }
  }
}
