import Foundation

/// The memory of this process.
package enum ProcessMemory {
  /// The most bytes that it has had in memory at once; not a number where the system does not say.
  package static var largest: Double {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return (line?.split(separator: " ").dropFirst().first).flatMap { Double($0) }.map { $0 * 1_024 } ?? .nan
  }
}
