import CKernels

extension KernelRow {
  /// Updates of as many weights as a layer of n units with n inputs has.
  private static func update(
    _ name: String,
    _ make: @escaping (UnsafePointer<ckernels_table>, KernelRoom, _ count: Int) -> () -> Void
  ) -> KernelRow {
    KernelRow(name) { table, room, units in
      let count = 8 * units * units
      return KernelTrial(work: Double(count), call: make(table, room, count))
    }
  }

  private static let rule = ckernels_update(learning_rate: 1e-6, scale: 1, weight_decay: 0, decoupled: 0)

  /// Optimizers and the norm.
  static var optimizers: [KernelRow] {
    [
      update("sum_of_squares_f32") { table, room, count in
        let x = room.floats(count)
        return { _ = table.pointee.sum_of_squares_f32(x, count) }
      },
      update("sgd") { table, room, count in
        let (gradient, velocity, weights) = (room.floats(count), room.floats(count), room.floats(count))
        var rule = rule
        return { table.pointee.sgd(&rule, 0.9, gradient, velocity, weights, count) }
      },
      update("rmsprop") { table, room, count in
        let (gradient, square, weights) = (room.floats(count), room.floats(count, 0...1), room.floats(count))
        var rule = rule
        return { table.pointee.rmsprop(&rule, 0.99, 0.01, 1e-8, gradient, square, weights, count) }
      },
      update("adam") { table, room, count in
        let (gradient, first) = (room.floats(count), room.floats(count))
        let (second, weights) = (room.floats(count, 0...1), room.floats(count))
        var rule = rule
        var settings = ckernels_adam(
          beta1: 0.9, beta2: 0.999, one_minus_beta1: 0.1, one_minus_beta2: 0.001, epsilon: 1e-8,
          correction1: 1, correction2: 1)
        return { table.pointee.adam(&rule, &settings, gradient, first, second, weights, count) }
      },
    ]
  }
}
