import CKernels

extension KernelRow {
  /// What a gate kernel meets: pre-activations, uniforms and two slices for what it writes.
  private struct Gate {
    let z, first, second: UnsafeMutablePointer<Float>
    let u, choice: UnsafeMutablePointer<Float>
    let count: Int

    init(_ room: KernelRoom, _ count: Int) {
      (z, u, choice) = (room.floats(count, -4...4), room.floats(count, 0...1), room.floats(count, 0...1))
      (first, second) = (room.floats(count), room.floats(count))
      self.count = count
    }
  }

  private static func gate(
    _ name: String, _ call: @escaping (UnsafePointer<ckernels_table>, Gate) -> Void
  ) -> KernelRow {
    slice(name) { table, room, count in
      let gate = Gate(room, count)
      return { call(table, gate) }
    }
  }

  /// Laws of gates, with their slopes.
  static var gates: [KernelRow] {
    [
      gate("sigmoid_gate") { $0.pointee.sigmoid_gate($1.z, 1, $1.first, $1.second, $1.count) },
      gate("bernoulli_gate") { $0.pointee.bernoulli_gate($1.z, $1.u, 1, $1.first, $1.second, $1.count) },
      gate("threshold_gate") { $0.pointee.threshold_gate($1.z, 0, $1.first, $1.second, $1.count) },
      gate("concrete_gate") { $0.pointee.concrete_gate($1.z, $1.u, 2, $1.first, $1.second, $1.count) },
      gate("g2_gate") { $0.pointee.g2_gate($1.z, $1.u, $1.choice, 0.5, 2, $1.first, $1.second, $1.count) },
      gate("hard_concrete_gate") {
        $0.pointee.hard_concrete_gate($1.z, $1.u, 1.5, -0.1, 1.1, $1.first, $1.second, $1.count)
      },
      gate("stochastic_gate") { $0.pointee.stochastic_gate($1.z, $1.u, 0.5, $1.first, $1.second, $1.count) },
      gate("noisy_hard_sigmoid_gate") { table, gate in
        var law = ckernels_noisy_hard_sigmoid(alpha: 1, leak: 0, scale: 0.25, rho: 1)
        table.pointee.noisy_hard_sigmoid_gate(&law, gate.z, gate.u, gate.first, gate.second, gate.count)
      },
      // Writes over its input: zero stays zero, and costs as much as any number.
      gate("sigmoid_surrogate") { $0.pointee.sigmoid_surrogate($1.first, 1, $1.count) },
    ]
  }
}
