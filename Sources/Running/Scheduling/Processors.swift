import Glibc

/// The processors that this process may use.
public enum Processors {
  /// How many there are, at least 1: those of the machine that the process is not kept from, as by `taskset` or a
  /// cluster's scheduler.
  public static let available: Int = {
    let status = (try? Files.read("/proc/self/status")).map { String(decoding: $0, as: UTF8.self) } ?? ""
    return count(status: status) ?? max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
  }()

  /// The model, as the system calls it: `AMD EPYC 9B14`; `unknown processor` where it does not say.
  public static let name = SystemFile.value(of: "model name", in: "/proc/cpuinfo") ?? "unknown processor"

  /// The bits of the mask in `/proc/self/status`, in hexadecimal: `Cpus_allowed:	ff,ffffffff`.
  package static func count(status: String) -> Int? {
    let line = status.split(separator: "\n").first { $0.hasPrefix("Cpus_allowed:") }
    let digits = line?.drop { $0 != ":" }.compactMap(\.hexDigitValue) ?? []
    let bits = digits.reduce(0) { $0 + $1.nonzeroBitCount }
    return bits > 0 ? bits : nil
  }
}
