import ArgumentParser
import Benchmarks
import DataReading
import Foundation
import Running

/// `sluice-bench reading`: how fast data files are read, and in how much memory.
struct ReadingBench: Bench {
  static let configuration = CommandConfiguration(
    commandName: "reading",
    abstract: "Megabytes per second of tables of series and of steps, and the memory that reading takes.",
    discussion: """
      Without a file three are written for the occasion: one of many rows, one of many columns, and one of labelled sequences \
      with a row for each step. The memory is the largest that the process had, less 8 bytes for each value that is kept.

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
    var report = Report("reading", title: "Reading tables of series and of steps")
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
    let path = folder["steps.csv"]
    try Self.writeSteps(path, bytes: megabytes * 1_000_000)
    try add(path, named: "steps", to: &report) { files in
      let request = SequenceRequest(sequence: "id", inputs: ["x", "y", "z"], target: "label")
      return try SequenceData(path, request, files: files).inputs.count
    }
    try show(report)
  }

  private func add(_ path: String, named name: String, to report: inout Report) throws {
    let count = try add(path, named: name, to: &report) { files in
      try SeriesTable(SeriesRequest(file: path, read: ReadSettings(nil)), files: files).values.count
    }
    report.add(name, "memory beside the values", (ProcessMemory.largest - 8 * Double(count)) / 1e6, "MB")
  }

  /// Times how a file is read; `read` says how many values it has.
  @discardableResult
  private func add(
    _ path: String, named name: String, to report: inout Report, _ read: (FileReader) throws -> Int
  ) throws -> Int {
    let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
    let start = Self.processorSeconds
    let count = try read(FileReader.streaming { try Files.stream($0) })
    let seconds = Self.processorSeconds - start
    report.add(name, "read", Double(size) / seconds / 1e6, "MB/s")
    report.add(name, "values", Double(count), "")
    return count
  }

  /// Writes a table of daily numbers of three to six characters.
  private static func write(_ path: String, columns: Int, bytes: Int) throws {
    var state = UInt64(1)
    try write(
      path, header: "Date," + (0..<columns).map { "s\($0)" }.joined(separator: ","), rows: 2, bytes: bytes
    ) { day, block in
      block += CalendarDate(seconds: day * 86_400).text.utf8
      for _ in 0..<columns { append(&state, to: &block) }
    }
  }

  /// Writes a table of sequences of 50 steps with three inputs.
  private static func writeSteps(_ path: String, bytes: Int) throws {
    var state = UInt64(1)
    try write(path, header: "id,label,x,y,z", rows: 100, bytes: bytes) { step, block in
      block += "person_\(step / 50),\(step / 50 % 2 == 0 ? "walking" : "standing still")".utf8
      for _ in 0..<3 { append(&state, to: &block) }
    }
  }

  private static func append(_ state: inout UInt64, to block: inout [UInt8]) {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    block.append(UInt8(ascii: ","))
    block += String(Double(state >> 48) / 100).utf8
  }

  /// Writes a table, row by row until it has so many rows and bytes.
  private static func write(
    _ path: String, header: String, rows: Int, bytes: Int,
    _ append: (_ row: Int, _ block: inout [UInt8]) -> Void
  ) throws {
    guard FileManager.default.createFile(atPath: path, contents: nil),
      let file = FileHandle(forWritingAtPath: path)
    else { throw ValidationError("cannot write \(path)") }
    var written = 0
    var block = Array((header + "\n").utf8)
    var row = 0
    while written < bytes || row < rows {
      append(row, &block)
      block.append(UInt8(ascii: "\n"))
      row += 1
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
}
