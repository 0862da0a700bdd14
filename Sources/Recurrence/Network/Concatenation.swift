/// In which order a gate's weight matrix meets input and hidden state.
///
/// W·[x, h] and W·[h, x] are both in print. The order only permutes the columns of matrices that are given
/// explicitly (``NetworkWeights``); the engines always add the bias, then x, then h.
public enum Concatenation: String, Sendable, Hashable, CaseIterable {
  /// [x_t, h_{t−1}]: the first m columns meet the input.
  case inputThenHidden = "x_h"
  /// [h_{t−1}, x_t]: the first n columns meet the hidden state.
  case hiddenThenInput = "h_x"
}
