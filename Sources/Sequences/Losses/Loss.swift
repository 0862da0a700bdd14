public import Catalog

/// What is minimized: the mean over all counted target values of what their outputs cost.
///
/// A target value counts where the batch's mask says so and, with targets at every step, only within its sequence's length.
/// All arithmetic is in Float64, whatever the engine's precision. Results must not depend on the processor: + − × / and √ do
/// not, nor do the functions of `VectorMath`.
///
/// A loss of your own is one file and, in your program, `Extensions(losses: [MyLoss.self])`. Most losses compare one output
/// with one target and are an ``ElementwiseLoss``:
///
/// ```swift
/// struct LogCosh: ElementwiseLoss {
///   static let description = KindDescription("log_cosh", summary: "…", formula: "ln cosh(y − t)")
///   static let targets: [TargetKind] = [.real]
///   init(_ parameters: Parameters) {}
///   func term(_ x: LossTerm) -> LossTerm.Cost { … }
/// }
/// ```
public protocol Loss: Kind where Family == any Loss {
  /// The targets that it is defined for.
  static var targets: [TargetKind] { get }

  /// The only read-out that it is defined behind; `nil`, the default, where any will do.
  ///
  /// It decides what the loss is differentiated by: behind a read-out of its own by the pre-activations a, else by the
  /// outputs y, and the read-out does the rest.
  static var readout: ReadoutKind? { get }

  /// What the outputs for one target value say; ``Forecast/number`` by default.
  var forecast: Forecast { get }

  /// Whether every series has a learned number ρ, which the read-out adds to the network's parameters; false by default.
  static var hasConstants: Bool { get }

  /// Works out the cost of each row and its slopes.
  ///
  /// - Parameters:
  ///   - rows: outputs and targets of n rows.
  ///   - losses: becomes the sum over each row's counted target values, [n].
  ///   - slopes: becomes ∂/∂y or, behind a read-out of its own, ∂/∂a, [n, k]; 0 where a target does not count.
  ///   - constantSlopes: becomes ∂/∂ρ of each target value's series, [n, targets in a row]; empty without constants.
  func measure(
    _ rows: borrowing LossRows, losses: inout MutableSpan<Double>, slopes: inout MutableSpan<Double>,
    constantSlopes: inout MutableSpan<Double>)

  /// Appends what metrics see of one target value, in the targets' units; by default its outputs.
  ///
  /// - Parameters:
  ///   - outputs: y of the target value.
  ///   - scale: what one unit of an output stands for.
  ///   - constant: ρ of the value's series; 0 without constants.
  ///   - values: what is appended to.
  func appendForecast(_ outputs: Span<Double>, scale: Double, constant: Double, to values: inout [Double])
}

extension Loss {
  /// The loss, as the catalog gives it.
  public static func make(_ parameters: Parameters) throws(ParameterError) -> any Loss {
    try Self(parameters)
  }

  /// Any read-out.
  public static var readout: ReadoutKind? { nil }
  /// A number.
  public var forecast: Forecast { .number }
  /// None.
  public static var hasConstants: Bool { false }

  /// The outputs.
  public func appendForecast(
    _ outputs: Span<Double>, scale: Double, constant: Double, to values: inout [Double]
  ) {
    for j in outputs.indices { values.append(outputs[j]) }
  }

  /// The kind's name in experiment files.
  public static var kind: String { description.kind }

  /// Outputs of the network for one target value of a task with so many outputs in a row: its classes, its quantiles, or 1.
  public func outputsPerTarget(of target: TargetKind, width: Int) -> Int {
    target == .classIndex ? width : forecast.outputs
  }

  /// Whether the loss is defined for the outputs of a read-out.
  public static func fits(_ readout: ReadoutKind) -> Bool { self.readout.map { $0 == readout } ?? true }
}
