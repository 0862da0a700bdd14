import CKernels

extension KernelRow {
  private typealias Single = @convention(c) (UnsafePointer<Float>, UnsafeMutablePointer<Float>, Int) -> Void
  private typealias Double64 =
    @convention(c) (UnsafePointer<Double>, UnsafeMutablePointer<Double>, Int) -> Void

  private static func single(
    _ name: String, over interval: ClosedRange<Double>, _ kernel: KeyPath<ckernels_table, Single>
  ) -> KernelRow {
    slice(name) { table, room, count in
      let (x, y, kernel) = (room.floats(count, interval), room.floats(count), table.pointee[keyPath: kernel])
      return { kernel(x, y, count) }
    }
  }

  private static func double(
    _ name: String, over interval: ClosedRange<Double>, _ kernel: KeyPath<ckernels_table, Double64>
  ) -> KernelRow {
    slice(name) { table, room, count in
      let (x, y, kernel) = (
        room.doubles(count, interval), room.doubles(count), table.pointee[keyPath: kernel]
      )
      return { kernel(x, y, count) }
    }
  }

  /// Functions of a slice, and Philox.
  static var functions: [KernelRow] {
    [
      slice("philox_words") { table, room, count in
        let (key, counter, words) = (room.words(2), room.words(4), room.words(count))
        return { table.pointee.philox_words(key, counter, words, count) }
      },
      slice("philox_uniforms") { table, room, count in
        let (key, counter, uniforms) = (room.words(2), room.words(4), room.floats(count))
        return { table.pointee.philox_uniforms(key, counter, uniforms, count) }
      },
      slice("philox_uniform_rows") { table, room, count in
        let (key, counter, sequences) = (room.words(2), room.words(4), room.words(rows))
        let uniforms = room.floats(count)
        return { table.pointee.philox_uniform_rows(key, counter, sequences, rows, count / rows, uniforms) }
      },
      single("exp_f32", over: -4...4, \.exp_f32),
      single("expm1_f32", over: -4...4, \.expm1_f32),
      single("log_f32", over: 0...1, \.log_f32),
      single("log1p_f32", over: 0...1, \.log1p_f32),
      single("sigmoid_f32", over: -4...4, \.sigmoid_f32),
      single("logit_f32", over: 0...1, \.logit_f32),
      single("tanh_f32", over: -4...4, \.tanh_f32),
      single("softplus_f32", over: -4...4, \.softplus_f32),
      single("normal_quantile_f32", over: 0...1, \.normal_quantile_f32),
      single("normal_cdf_f32", over: -4...4, \.normal_cdf_f32),
      slice("log_sum_exp_f32") { table, room, count in
        let (x, y) = (room.floats(count, -4...4), room.floats(rows))
        return { table.pointee.log_sum_exp_f32(x, rows, count / rows, y) }
      },
      double("exp_f64", over: -4...4, \.exp_f64),
      double("expm1_f64", over: -4...4, \.expm1_f64),
      double("log_f64", over: 0...1, \.log_f64),
      double("log1p_f64", over: 0...1, \.log1p_f64),
      double("sigmoid_f64", over: -4...4, \.sigmoid_f64),
      double("logit_f64", over: 0...1, \.logit_f64),
      double("tanh_f64", over: -4...4, \.tanh_f64),
      double("softplus_f64", over: -4...4, \.softplus_f64),
      double("normal_quantile_f64", over: 0...1, \.normal_quantile_f64),
      double("normal_cdf_f64", over: -4...4, \.normal_cdf_f64),
      slice("log_sum_exp_f64") { table, room, count in
        let (x, y) = (room.doubles(count, -4...4), room.doubles(rows))
        return { table.pointee.log_sum_exp_f64(x, rows, count / rows, y) }
      },
    ]
  }
}
