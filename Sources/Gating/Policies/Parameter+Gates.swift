import Catalog

extension Parameter {
  /// A temperature, which divides what a law takes: for it 1/τ is an ordinary number in single precision too. One without a default
  /// may be left out.
  static func temperature(
    _ name: String = "temperature", default value: Double? = nil, isSchedulable: Bool = true, summary: String
  ) -> Parameter {
    Parameter(
      name, .number(Bounds(1e-6, 1e6)), default: value.map(ParameterValue.number), isOptional: value == nil,
      isSchedulable: isSchedulable, summary: summary)
  }

  /// `deviation`, the standard deviation of Gaussian noise ahead of a gate, in units of `unit`.
  static func deviation(in unit: String) -> Parameter {
    Parameter(
      "deviation", .number(Bounds(0.001, 10)), default: .number(0.5), isSchedulable: true,
      summary: "Standard deviation of the noise, in units of the \(unit).")
  }
}
