public import Planning

/// The time and the memory that a cluster is asked for, for each task of a plan.
///
/// Nodes of a cluster may be slower than the machine of the trial and busy besides, so that twice the estimate is asked for. A task that is
/// stopped by its limit goes on when it is requeued.
public struct TaskLimits: Sendable, Hashable {
  /// Seconds.
  public let seconds: Double
  /// Bytes.
  public let bytes: Double

  /// What is asked for beside the work: the time that a program takes to start on a busy file system.
  static let startSeconds = 600.0

  /// The limits of the tasks.
  ///
  /// - Parameters:
  ///   - plan: the plan.
  ///   - estimate: how long its runs take; `nil` where that is not asked for.
  ///   - tasks: how many tasks share the runs.
  ///   - jobs: runs at once in each.
  public init(_ plan: ExperimentPlan, _ estimate: TimeEstimate?, tasks: Int, jobs: Int) {
    let share = estimate?.seconds(ofShares: tasks, of: plan, jobs: jobs) ?? 0
    seconds = 2 * share + Self.startSeconds
    let run = plan.workCells.map { $0.memory.bytes }.max() ?? 0
    // This process holds what a task holds beside its runs: the program, the plan and the data.
    let process = Double(SystemFile.bytes(of: "VmRSS", in: "/proc/self/status") ?? 0)
    bytes = 1.5 * (process + Double(jobs) * run)
  }

  /// The time as Slurm reads it, rounded up to ten minutes: `0-02:30:00`.
  public var time: SlurmTime {
    let minutes = Int((min(seconds, 3.6e9) / 600).rounded(.up)) * 10
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return SlurmTime("\(minutes / 1440)-\(two(minutes / 60 % 24)):\(two(minutes % 60)):00")!
  }

  /// The memory as Slurm reads it, rounded up to 256 MiB: `512M`.
  public var slurmMemory: String { "\(Int((bytes / 0x1p28).rounded(.up)) * 256)M" }
}
