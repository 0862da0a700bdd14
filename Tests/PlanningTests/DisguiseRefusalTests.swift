import Planning
import Studies
import Testing

/// A file in a form that needs a key is read as it is meant, or not at all: never as something else.
struct DisguiseRefusalTests {
  /// What resolves the refusal of each form without its keys, and need not be found out from elsewhere.
  private static let resolving: [String: String] = [:]

  @Test(arguments: Disguise.same.filter { !$0.keys.isEmpty })
  func withoutItsKeysNothingIsMisread(disguise: Disguise) throws {
    let bare = disguise.saying("")
    guard let refusal = bare.refusal() else {
      #expect(try bare.ids() == Disguise.clean.ids())
      return
    }
    print("REFUSAL|\(disguise.name)|\(disguise.keys)|\(refusal.prefix(700))")
  }
}
