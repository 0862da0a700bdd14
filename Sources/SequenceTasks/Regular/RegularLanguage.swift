/// A finite automaton that reads symbols and ends in a class: what a regular task asks of a sequence.
///
/// At each step one of a range of symbols is drawn, all equally likely; the automaton goes from state to state, and the class of the last
/// state is the target. Everything else follows: examples, the exact probability of each class at a length, floors.
public protocol RegularLanguage: Sendable {
  /// The task's name in experiment files.
  static var kind: String { get }
  /// What the task asks, in one sentence.
  static var summary: String { get }
  /// The target in terms of the symbols.
  static var formula: String { get }
  /// Symbols, each an input of its own (one-hot).
  static var symbols: Int { get }
  /// The names of the classes, each an output of its own.
  static var classes: [String] { get }
  /// States, counted from 0; the automaton starts in 0.
  static var states: Int { get }
  /// The steps of a sequence of nominal length `length`; by default as many.
  static func steps(length: Int) -> Int
  /// The symbols that can stand at a step, all equally likely; by default all.
  static func choices(at step: Int) -> Range<Int>
  /// The state after a symbol.
  static func next(_ state: Int, _ symbol: Int) -> Int
  /// The class of sequences that end in a state.
  static func classIndex(of state: Int) -> Int
}

extension RegularLanguage {
  /// As many steps as the length says.
  public static func steps(length: Int) -> Int { length }

  /// Any symbol at any step.
  public static func choices(at step: Int) -> Range<Int> { 0..<symbols }

  /// The exact probability of each class at every number of steps, [0 … steps][classes].
  package static func shares(upTo steps: Int) -> [[Double]] {
    var chances = [Double](repeating: 0, count: states)
    chances[0] = 1
    return [classShares(chances)]
      + (0..<steps).map { step in
        let choices = choices(at: step)
        var after = [Double](repeating: 0, count: states)
        for state in 0..<states where chances[state] > 0 {
          for symbol in choices { after[next(state, symbol)] += chances[state] / Double(choices.count) }
        }
        chances = after
        return classShares(chances)
      }
  }

  private static func classShares(_ chances: [Double]) -> [Double] {
    var shares = [Double](repeating: 0, count: classes.count)
    for state in 0..<states { shares[classIndex(of: state)] += chances[state] }
    return shares
  }
}
