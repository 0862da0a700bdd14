import Digest

/// The text of a finished run: plain lines, the last of which is a checksum of all before it.
///
/// ```
/// sluice/record/v1
/// run r-5f0c…
/// status completed 2000 1400          updates done, selected update (- for none)
/// measure 1400 test native rmse 28.5 -  update, split, mode, metric, value, standard error
/// floor test persistence rmse 33.93     split, mode, metric, value
/// solved test native 1                  split, mode, 1 or 0
/// gate 1400 test native 0 forget - mean 0.7 -   update, split, mode, layer, quantity, step, statistic, value, theory
/// certify layer0.bias[3] bernoulli 10000 0.02 0.021 0.001 0.002 0.04 2 12 -   parameter, reference, samples, exact, mean, bias,
///                                     its standard error, variance, evaluations, draws, cosine
/// timing 12.5 12.4                      wall and processor seconds; the only line that may differ between two makings
/// sha256 9f86…                          of every byte above
/// ```
/// Words are separated by one space and hold none; numbers are the shortest text that reads back to them.
/// A file that was cut or changed anywhere fails its checksum and counts as not there.
public enum RecordFile {
  /// The first line: the form of the file.
  public static let version = "sluice/record/v1"

  /// The bytes of a record's file.
  public static func encode(_ record: RunRecord) -> [UInt8] {
    var text = "\(version)\nrun \(record.run)\n"
    text += "status \(record.status.rawValue) \(record.updates) \(optional(record.selectedUpdate))\n"
    for row in record.measurements {
      text += "measure \(row.update) \(row.split) \(row.mode) \(row.metric) "
      text += "\(NumberText.exact(row.value)) \(optional(row.standardError))\n"
    }
    for row in record.floors {
      text += "floor \(row.split) \(row.mode) \(row.metric) \(NumberText.exact(row.value))\n"
    }
    for row in record.verdicts { text += "solved \(row.split) \(row.mode) \(row.isSolved ? 1 : 0)\n" }
    for row in record.gates {
      text += "gate \(row.update) \(row.split) \(row.mode) \(optional(row.layer)) \(row.quantity) "
      text +=
        "\(optional(row.step)) \(row.statistic) \(NumberText.exact(row.value)) \(optional(row.theory))\n"
    }
    for row in record.certificate {
      text += "certify \(row.parameter) \(row.reference) \(row.exactBy) \(row.samples)"
      for value in row.figures { text += " \(NumberText.exact(value))" }
      text += " \(optional(row.cosine))\n"
    }
    text += "timing \(record.timing.wallSeconds) \(record.timing.processorSeconds)\n"
    let body = Array(text.utf8)
    return body + checksumLine(of: body[...])
  }

  /// The record in a file's bytes; `nil` where the checksum does not hold or the file is another run's.
  public static func decode(_ bytes: [UInt8], run: String) -> RunRecord? {
    guard isIntact(bytes, run: run) else { return nil }
    var reader = RecordReader(run: run)
    for line in bytes.dropLast(checksumLength).split(separator: UInt8(ascii: "\n")).dropFirst(2) {
      guard reader.read(line) else { return nil }
    }
    return reader.record
  }

  /// Whether bytes are the complete, unchanged record of a run.
  public static func isIntact(_ bytes: [UInt8], run: String) -> Bool {
    let body = bytes.dropLast(checksumLength)
    return bytes.starts(with: "\(version)\nrun \(run)\n".utf8)
      && bytes.suffix(checksumLength).elementsEqual(checksumLine(of: body))
  }

  /// `sha256 `, 64 digits and the end of the line.
  private static let checksumLength = 7 + 64 + 1

  private static func checksumLine(of body: ArraySlice<UInt8>) -> [UInt8] {
    Array("sha256 ".utf8) + Array(SHA256.hexadecimal(body).utf8) + [UInt8(ascii: "\n")]
  }

  private static func optional(_ value: Int?) -> String { value.map(String.init) ?? "-" }
  private static func optional(_ value: Double?) -> String { value.map(NumberText.exact) ?? "-" }
}
