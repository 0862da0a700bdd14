/// PLACEHOLDER
public struct StreamKey: Sendable, Hashable {}
