import CKernels
import TestSupport
import Testing

/// Optimizer steps against the same formulas in plain Swift, which must give the same bits.
@Suite struct OptimizerKernelTests {
  struct Setting: Sendable {
    var decay: Float
    var decoupled: Bool
    var update: ckernels_update {
      .init(learning_rate: 0.013, scale: 0.7, weight_decay: decay, decoupled: decoupled ? 1 : 0)
    }
    func gradient(_ g: Float, _ w: Float) -> Float {
      let scaled = g * 0.7
      return decay == 0 || decoupled ? scaled : scaled + decay * w
    }
    func shrunk(_ w: Float) -> Float { decay == 0 || !decoupled ? w : w - (0.013 as Float * decay) * w }
    static let all = [
      Self(decay: 0, decoupled: false), Self(decay: 0.1, decoupled: false), Self(decay: 0.1, decoupled: true),
    ]
  }

  @Test(arguments: Setting.all, [0, 1, 15, 16, 17, 100]) func steps(_ setting: Setting, _ count: Int) {
    var scatter = Scatter(14)
    let g = scatter.floats(count)
    let w = scatter.floats(count)
    let m = scatter.floats(count)
    let v = scatter.floats(count).map { $0 * $0 }
    var update = setting.update
    for table in tables {
      var (weights, first, second) = (w, m, v)
      table.sgd(&update, 0.9, g, &first, &weights, count)
      for i in 0..<count {
        let velocity = 0.9 * m[i] + setting.gradient(g[i], w[i])
        #expect(first[i] == velocity && weights[i] == setting.shrunk(w[i]) - 0.013 * velocity)
      }

      (weights, first, second) = (w, m, v)
      table.rmsprop(&update, 0.9, 0.1, 1e-8, g, &second, &weights, count)
      for i in 0..<count {
        let d = setting.gradient(g[i], w[i])
        let square = 0.9 * v[i] + 0.1 * (d * d)
        let step = (0.013 as Float) * d / (square.squareRoot() + 1e-8)
        #expect(second[i] == square && weights[i] == setting.shrunk(w[i]) - step)
      }

      (weights, first, second) = (w, m, v)
      var adam = ckernels_adam(
        beta1: 0.9, beta2: 0.999, one_minus_beta1: 0.1, one_minus_beta2: 0.001, epsilon: 1e-8, correction1: 5,
        correction2: 300)
      table.adam(&update, &adam, g, &first, &second, &weights, count)
      for i in 0..<count {
        let d = setting.gradient(g[i], w[i])
        let mean = 0.9 * m[i] + 0.1 * d
        let square = 0.999 * v[i] + 0.001 * (d * d)
        let step = 0.013 * (mean * 5) / ((square * 300).squareRoot() + 1e-8)
        #expect(first[i] == mean && second[i] == square && weights[i] == setting.shrunk(w[i]) - step)
      }
    }
  }
}
