import Arrays
import Recurrence

/// How another program names and lays out the weights of an LSTM.
protocol WeightLayout: Sendable {
  /// The word after `layout:`.
  var name: String { get }
  /// Names by which a person knows the layout, for messages.
  var example: String { get }

  /// Whether a file has an LSTM of this layout.
  func isPresent(in file: Safetensors) -> Bool

  /// Where each layer's arrays are, from the inputs up: what stands before their names.
  ///
  /// - Throws: ``WeightsProblems`` where that is ambiguous, or the network is of a kind that is not read.
  func layers(_ file: Safetensors, _ query: WeightsQuery) throws(WeightsProblems) -> [String]

  /// The parameters of a layer in the order of `ParameterLayout`.
  func parameters(
    _ reader: inout ArrayReader, _ place: String, layer: Int, _ configuration: NetworkConfiguration
  ) -> [Double]

  /// What follows an embedding's name in that of its table, [V, e].
  var embeddingEnding: String { get }

  /// The shape of the matrix of a read-out with k outputs.
  func readoutShape(outputs k: Int, hidden n: Int) -> [Int]
  /// The outputs of a read-out's matrix; `nil` where its shape cannot be one.
  func outputs(_ shape: [Int], hidden n: Int) -> Int?
  /// What follows a read-out's name in that of its matrix, and of its bias.
  var readoutEndings: (weight: String, bias: String) { get }
  /// The read-out's weights [k × n], row-major, from an array of ``readoutShape(outputs:hidden:)``.
  func readoutWeights(_ numbers: [Double], outputs k: Int, hidden n: Int) -> [Double]
}

/// A read-out that was found: what stands before the names of its arrays, and its outputs.
struct FoundReadout {
  let place: String
  let width: Int
}

/// The layouts that are known: one line each.
enum WeightLayouts {
  static let all: [any WeightLayout] = [TorchLayout(), KerasLayout()]

  /// The layout of a file's LSTM: the one that is asked for, or the only one that is there.
  static func recognize(
    _ file: Safetensors, _ query: WeightsQuery
  ) throws(WeightsProblems) -> any WeightLayout {
    let present = all.filter { $0.isPresent(in: file) }
    if let name = query.layout, let layout = all.first(where: { $0.name == name }) {
      guard layout.isPresent(in: file) else {
        throw WeightsProblems(
          "weights.layout", "the file has no names of \(name), such as \(layout.example)\(contents(file))")
      }
      return layout
    }
    if present.count > 1 {
      let names = present.map(\.name).joined(separator: " and ")
      throw WeightsProblems(
        "weights.layout", "is missing; the file has names of \(names), and may be read as either")
    }
    guard let layout = present.first else {
      let examples = all.map { "\($0.example) (\($0.name))" }.joined(separator: " or ")
      throw WeightsProblems(
        "weights.file",
        "the file has no \(query.configuration.noun); expected names such as \(examples)\(contents(file))")
    }
    return layout
  }

  /// The first names of a file, for messages.
  static func contents(_ file: Safetensors) -> String {
    let names = file.names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    return names.isEmpty ? "; it has no arrays" : "; it has \(NameList.plain(names))"
  }
}

extension WeightsQuery {
  /// The words that `layout:` takes.
  public static var layouts: [String] { WeightLayouts.all.map(\.name) }
}
