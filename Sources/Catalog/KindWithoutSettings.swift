/// A kind that has no settings, and so can be made without checking any.
public protocol KindWithoutSettings: Kind {
  /// The one value of the kind.
  init()
}

extension KindWithoutSettings {
  /// The one value of the kind: there are no settings to read.
  public init(_ parameters: Parameters) throws(ParameterError) { self.init() }
}
