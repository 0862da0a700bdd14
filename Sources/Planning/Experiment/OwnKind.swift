import Catalog

/// A kind that a program brings beside those of Sluice.
public struct OwnKind: Sendable, Hashable {
  /// What it is a kind of, as its catalog says: `gate policy`.
  public let subject: String
  /// Its name.
  public let kind: String

  /// A kind.
  public init(subject: String, kind: String) {
    self.subject = subject
    self.kind = kind
  }
}

extension ExperimentCatalogs {
  /// The kinds that are not part of Sluice.
  ///
  /// What they compute changes with the program that brings them, and with no version of Sluice.
  public var ownKinds: Set<OwnKind> {
    Self.own(policies).union(Self.own(gradients)).union(Self.own(tasks)).union(Self.own(cells))
      .union(Self.own(skips))
      .union(Self.own(optimizers))
      .union(Self.own(initializers)).union(Self.own(forgetBiases)).union(Self.own(stateNoises))
      .union(Self.own(schedules)).union(Self.own(metrics)).union(Self.own(losses)).union(Self.own(readouts))
      .union(studies.ownKinds.map { OwnKind(subject: StudyCatalog.subject, kind: $0) })
  }

  private static func own<Value>(_ table: KindTable<Value>) -> Set<OwnKind> {
    Set(
      table.rows.filter(\.isOwn).map { OwnKind(subject: table.subject, kind: $0.description.kind) })
  }
}
