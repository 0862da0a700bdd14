import Planning
import Running
import Studies
import TestSupport
import Testing

/// In `precision: float64` a network reads the inputs of a file in all their digits, in training and where it is measured.
///
/// Some inputs are raised by 2⁻³⁰, which Float32 does not have beside ½: rounded to it, nothing changes.
@Suite struct InputPrecisionTests {
  let folder = TemporaryFolder()

  private static let text = """
    schema: sluice/experiment/v1
    name: precise
    kind: train
    seed: 7
    task: TASK
    network: {hidden: 4}
    training: {updates: 4, batch: 6, optimizer: {kind: adam, learning_rate: 0.01}}
    evaluation: {every: 4}

    """

  /// Sixty rows: 30 of training, 12 of validation, 18 of test. The series `x` lies in 0 … 1, so that `minmax` leaves it as it
  /// is; it is raised over some rows, and predicted nowhere.
  private static func series(raised: Range<Int>) -> String {
    "x,y\n"
      + (0..<60).map { row in
        let x = row < 2 ? Double(row) : 0.5 + Double(row * 7 % 32) / 64
        return "\(raised.contains(row) ? x + 0x1p-30 : x),\(row * row % 7)\n"
      }.joined()
  }

  /// Sixty sequences of two steps, in parts of the same sizes.
  private static func sequences(raised: Range<Int>) -> String {
    "id,part,x,label\n"
      + (0..<60).flatMap { number in
        let part = number < 30 ? "train" : number < 42 ? "validation" : "test"
        return (0..<2).map { step in
          let x = 0.5 + Double((number * 7 + step) % 32) / 64
          return "s\(number),\(part),\(raised.contains(number) ? x + 0x1p-30 : x),\(number % 2)\n"
        }
      }.joined()
  }

  /// A task and its data.
  struct Case: Sendable, CustomTestStringConvertible {
    let task: String
    let data: @Sendable (Range<Int>) -> String
    var testDescription: String { String(task.dropFirst(7).prefix { $0 != "," }) }

    static let all = [
      Case(
        task:
          "{kind: forecast, data: d.csv, read: {date: false}, window: 4, horizon: 1, targets: [y], scaling: minmax}",
        data: { series(raised: $0) }),
      Case(
        task:
          "{kind: forecast, data: d.csv, read: {date: false}, window: 4, horizon: 1, targets: [y], scaling: minmax, series: shared}",
        data: { series(raised: $0) }),
      Case(
        task:
          "{kind: sequences, data: d.csv, sequence: id, inputs: [x], target: label, split: {column: part}, scaling: none}",
        data: { sequences(raised: $0) }),
    ]
  }

  /// The scores of a split after so many updates.
  private func scores(_ form: Case, _ precision: String, raised: Range<Int>) async throws
    -> (_ split: String, _ update: String) -> [[String: String]]
  {
    let text = Self.text.replacing("TASK", with: form.task)
    let plan = try SmallSweep.plan(
      ["precision=\(precision)"], text: text, data: ["d.csv": form.data(raised)])
    let name = folder["\(precision)-\(raised.lowerBound)"]
    try await SmallSweep.run(plan, in: name)
    let rows = try ResultRows("measurements", in: name).scores(of: ["validation", "test"])
    return { split, update in
      rows.filter { $0["split"] == split && $0["update"] == update && $0["mode"] == "native" }
    }
  }

  @Test(arguments: Case.all) func doublesStayDoubles(form: Case) async throws {
    for precision in ["float32", "float64"] {
      let isDouble = precision == "float64"
      let plain = try await scores(form, precision, raised: 0..<0)
      let train = try await scores(form, precision, raised: 10..<20)
      let test = try await scores(form, precision, raised: 50..<60)
      for split in ["validation", "test"] {
        #expect(!plain(split, "0").isEmpty && plain(split, "0") == train(split, "0"))
        #expect((plain(split, "4") == train(split, "4")) == !isDouble, "trained, \(precision)")
      }
      #expect(plain("validation", "4") == test("validation", "4"))
      #expect((plain("test", "0") == test("test", "0")) == !isDouble, "measured, \(precision)")
    }
  }
}
