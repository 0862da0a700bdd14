/// Where a record lies in a results folder.
struct RecordPlace: Sendable, Hashable {
  /// The number of its segment among those of the folder; `nil` for a record in a file of its own, as versions before segments wrote them.
  let segment: Int32?
  /// The first byte.
  let offset: Int
  /// The number of bytes.
  let length: Int32
  /// The number of the program and version that made it, among those that are found in the folder.
  let origin: Int32
  /// Whether files belong to it.
  let hasAttachments: Bool
}
