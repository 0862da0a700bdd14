/// Which LSTM the equations are those of.
public enum LSTMVariant: String, Sendable, Hashable, CaseIterable {
  /// Input, forget and output gate, tanh twice, no peepholes (Gers, Schmidhuber, Cummins 2000).
  case vanilla
}
