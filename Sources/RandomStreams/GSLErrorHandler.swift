import CGSL

/// GSL's reaction to errors, a setting of the whole process.
public enum GSLErrorHandler {
  /// Makes GSL return status codes and NaN instead of aborting the process.
  ///
  /// Done once, however often it is called. Streams do it by themselves; code that calls GSL without a stream
  /// has to.
  public static func turnOff() { once }

  private static let once: Void = cgsl_turn_error_handler_off()
}
