import Arrays
import Catalog

/// Reads arrays of the shapes that a network needs, and collects everything that does not fit.
struct ArrayReader {
  let file: Safetensors
  /// Everything found wrong so far.
  private(set) var problems: [WeightsProblem] = []

  init(_ file: Safetensors) { self.file = file }

  /// Notes what is wrong with an array.
  mutating func fail(_ message: String) { problems.append(WeightsProblem("weights.file", message)) }

  /// The numbers of an array; zeros where it is missing or does not fit, which is then among the problems.
  ///
  /// - Parameters:
  ///   - name: the array's name.
  ///   - shape: the shape that it must have.
  ///   - reason: what the dimensions are, for the message.
  mutating func numbers(_ name: String, _ shape: [Int], _ reason: String) -> [Double] {
    let zeros = Array(repeating: 0.0, count: shape.reduce(1, *))
    let expected = "expected \(Self.text(shape)): \(reason)"
    let shown = NameList.shortened(name)
    guard let array = file[name] else {
      fail("\(shown) is missing; \(expected)")
      return zeros
    }
    guard array.shape == shape else {
      fail("\(shown) is \(array.shapeText); \(expected)")
      return zeros
    }
    do throws(NumberArray.Inexact) {
      let numbers = try array.numbers()
      guard let bad = numbers.firstIndex(where: { !Float($0).isFinite }) else { return numbers }
      fail(
        "\(shown) has \(ParameterValue.text(of: numbers[bad])) at \(bad); expected the range of single precision"
      )
    } catch { fail("\(shown): \(error.description)") }
    return zeros
  }

  static func text(_ shape: [Int]) -> String { "[\(shape.map(String.init).joined(separator: ", "))]" }
}
