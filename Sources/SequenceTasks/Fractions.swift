import Catalog

extension Parameters {
  /// The three fractions that a parameter divides data by, which sum to 1; others where it was left out.
  func fractions(_ name: String, otherwise: [Double] = []) throws(ParameterError) -> [Double] {
    guard let fractions = optionalNumbers(name) else { return otherwise }
    guard abs(fractions.reduce(0, +) - 1) <= 1e-9 else {
      throw .notAdmissible(
        name: name, found: self[name]?.text ?? "", allowed: "three fractions that sum to 1")
    }
    return fractions
  }
}
