import RandomStreams

/// Beginnings of sentences up to the verb: `the old keys near the cabinet behind the red doors`.
///
/// A noun phrase is "the", one time in two an adjective, and a noun in the singular or the plural. The first is the subject; k more follow,
/// each behind a preposition, and their numbers are independent of it. The verb agrees with the subject.
struct AgreementGrammar: Sendable {
  /// The most nouns between subject and verb.
  let mostIntervening: Int

  private static let adjectives = ["old", "new", "red", "small"]
  private static let prepositions = ["near", "behind", "beside", "under"]
  private static let nouns = [
    "author", "book", "cabinet", "dog", "door", "key", "letter", "river", "teacher", "window",
  ]

  /// All tokens; a noun's plural follows its singular.
  static let tokens = ["the"] + adjectives + prepositions + nouns.flatMap { [$0, $0 + "s"] }
  private static let firstPreposition = 1 + adjectives.count
  private static let firstNoun = firstPreposition + prepositions.count

  /// The most tokens of a sentence.
  var mostTokens: Int { 3 + 4 * mostIntervening }

  /// One beginning.
  struct Sentence {
    /// Its tokens.
    var tokens: [Int] = []
    /// Whether each noun is a plural, the subject first.
    var plurals: [Bool] = []

    /// The nouns between subject and verb that have the other number.
    var attractors: Int { plurals.count { $0 != plurals[0] } }
  }

  /// Draws a sentence: how many nouns come between, then for each noun its preposition, whether an adjective and which, the noun and its number.
  func sentence(from stream: inout RandomStream) -> Sentence {
    var sentence = Sentence()
    for place in 0...stream.nextInteger(below: mostIntervening + 1) {
      if place > 0 {
        sentence.tokens.append(Self.firstPreposition + stream.nextInteger(below: Self.prepositions.count))
      }
      sentence.tokens.append(0)
      let adjective = stream.nextInteger(below: 2 * Self.adjectives.count)
      if adjective < Self.adjectives.count { sentence.tokens.append(1 + adjective) }
      let noun = stream.nextInteger(below: Self.nouns.count)
      let number = stream.nextInteger(below: 2)
      sentence.tokens.append(Self.firstNoun + 2 * noun + number)
      sentence.plurals.append(number == 1)
    }
    return sentence
  }
}
