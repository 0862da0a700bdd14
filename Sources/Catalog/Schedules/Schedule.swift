/// A number that changes while a network trains.
///
/// In an experiment file a schedule stands in place of the number that follows it:
/// `temperature: {schedule: exponential, from: 1, to: 0.1, updates: 2000}`. Settings that are values of that number, such
/// as `from`, are marked ``Parameter/isScheduledValue`` and may be whatever the number itself may be.
///
/// A schedule is a pure function of the number of updates made so far and of the epoch, both counted from 0: the first
/// update is made with the value at update 0. It must give the same bits on every processor, so its arithmetic is
/// + − × / and Sluice's own elementary functions.
public protocol Schedule: Kind where Family == any Schedule {
  /// The value after `update` updates of the parameters, in epoch `epoch`; both count from 0.
  func value(update: Int, epoch: Int) -> Double

  /// The smallest and the largest value that the schedule can take, in either order.
  ///
  /// Constraints between settings are checked at these ends, before anything runs.
  var ends: (Double, Double) { get }
}

extension Schedule {
  /// The schedule of checked settings, as the catalog gives it.
  public static func make(_ parameters: Parameters) throws(ParameterError) -> any Schedule {
    try Self(parameters)
  }
}
