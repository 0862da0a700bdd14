import ArgumentParser
import Benchmarks
import DataReading
import Foundation
import Running

/// `sluice-bench reading`: how fast data files are read, and in how much memory.
struct ReadingBench: Bench {
  static let configuration = CommandConfiguration(
    commandName: "reading",
    abstract: "Megabytes per second of a table of series, and the memory that reading takes.",
    discussion: """
      Without a file two are written for the occasion: one of many rows, and one of many columns. The memory is the largest \
      that the process had, less 8 bytes for each value that is kept.

      Example: sluice-bench reading --megabytes 1000
      """)

  @Argument(help: "Files to read instead.") var files: [String] = []
  @Option(
    help: "Size of the files that are written; a row for each day up to the year 9999 makes 1,200 of them.")
  var megabytes = 100
  @Option(help: "Columns of the wide one.") var columns = 100_000
  @OptionGroup var output: OutputArguments

  func validate() throws {
    guard 1...1_200 ~= megabytes, columns > 1 else { throw ValidationError("a file has a size and columns") }
  }

  func measure(_ show: (Report) throws -> Void) throws {
    var report = Report("reading", title: "Reading tables of series")
    guard files.isEmpty else {
      for file in files { try add(file, named: file, to: &report) }
      return try show(report)
    }
    let folder = try TemporaryFolder(in: NSTemporaryDirectory())
    for (name, width) in [("60 columns", 60), ("\(columns) columns", columns)] {
      let path = folder["\(width).csv"]
      try Self.write(path, columns: width, bytes: megabytes * 1_000_000)
      try add(path, named: name, to: &report)
      try FileManager.default.removeItem(atPath: path)
    }
    try show(report)
  }

  private func add(_ path: String, named name: String, to report: inout Report) throws {
    let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
    let start = Self.processorSeconds
    let request = SeriesRequest(file: path, read: try ReadSettings(nil))
    let table = try SeriesTable(request, files: FileReader.streaming { try Files.stream($0) })
    let seconds = Self.processorSeconds - start
    report.add(name, "read", Double(size) / seconds / 1e6, "MB/s")
    report.add(name, "values", Double(table.values.count), "")
    let kept = 8 * Double(table.values.count)
    report.add(name, "memory beside the values", (Self.largestMemory - kept) / 1e6, "MB")
  }

  /// Writes a table of daily numbers of three to six characters.
  private static func write(_ path: String, columns: Int, bytes: Int) throws {
    guard FileManager.default.createFile(atPath: path, contents: nil),
      let file = FileHandle(forWritingAtPath: path)
    else { throw ValidationError("cannot write \(path)") }
    var written = 0
    var block = Array(("Date," + (0..<columns).map { "s\($0)" }.joined(separator: ",") + "\n").utf8)
    var (day, state) = (0, UInt64(1))
    while written < bytes || day < 2 {
      block += CalendarDate(seconds: day * 86_400).text.utf8
      for _ in 0..<columns {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        block.append(UInt8(ascii: ","))
        block += String(Double(state >> 48) / 100).utf8
      }
      block.append(UInt8(ascii: "\n"))
      day += 1
      guard block.count > 1 << 20 else { continue }
      try file.write(contentsOf: block)
      written += block.count
      block.removeAll(keepingCapacity: true)
    }
    try file.write(contentsOf: block)
    try file.close()
  }

  /// Processor time of this process so far.
  private static var processorSeconds: Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) * 1e-6 }
    return seconds(usage.ru_utime) + seconds(usage.ru_stime)
  }

  /// The most memory that this process had, in bytes: `VmHWM`, since `getrusage` begins with what the parent held.
  private static var largestMemory: Double {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return (line?.split(separator: " ").dropFirst().first).flatMap { Double($0) }.map { $0 * 1_024 } ?? .nan
  }
}
