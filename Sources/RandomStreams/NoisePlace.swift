/// The place of some uniforms in a pass through a network: channel, sub-draw, layer and step.
public struct NoisePlace: Sendable, Hashable {
  /// What the draws are for.
  public var channel: NoiseChannel
  /// Which of a unit's draws from the channel, 0 … 3.
  public var subDraw: Int
  /// The layer, from 0.
  public var layer: Int
  /// The time step, from 0.
  public var step: Int

  /// A place; a sub-draw out of range is a programming error.
  public init(channel: NoiseChannel, subDraw: Int = 0, layer: Int, step: Int) {
    precondition((0..<NoiseChannel.subDraws).contains(subDraw), "sub-draws are 0 … 3, found \(subDraw)")
    self.channel = channel
    self.subDraw = subDraw
    self.layer = layer
    self.step = step
  }
}
