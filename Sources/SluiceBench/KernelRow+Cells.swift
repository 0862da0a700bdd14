import CKernels

extension KernelRow {
  private static func noDropout() -> ckernels_dropout { ckernels_dropout(uniforms: nil, keep: 1, factor: 1) }

  private static func plainReturn(_ room: KernelRoom, _ count: Int) -> ckernels_cell_backward {
    func slice() -> UnsafeMutablePointer<Float> { room.floats(count, 0...1) }
    return ckernels_cell_backward(
      count: count, erase: 0, hidden_gradient: slice(), upstream: slice(), input: slice(), forget: slice(),
      output: slice(), input_slope: slice(), forget_slope: slice(), output_slope: slice(), candidate: slice(),
      previous_cell: slice(), cell_tanh: slice(), cell_gradient: slice(), total: nil, d_input: slice(),
      d_forget: slice(), d_candidate: slice(), d_output: slice())
  }

  /// Steps of the cell.
  static var cells: [KernelRow] {
    [
      slice("cell_forward") { table, room, count in
        func slice() -> UnsafeMutablePointer<Float> { room.floats(count) }
        var step = ckernels_cell_forward(
          count: count, erase: 0, input: slice(), forget: slice(), output: slice(), candidate_pre: slice(),
          previous_cell: slice(), candidate: slice(), cell: slice(), cell_tanh: slice(), hidden: slice())
        return { table.pointee.cell_forward(&step) }
      },
      slice("cell_backward") { table, room, count in
        var step = plainReturn(room, count)
        return { table.pointee.cell_backward(&step) }
      },
      slice("cell_write") { table, room, count in
        func slice() -> UnsafeMutablePointer<Float> { room.floats(count) }
        var step = ckernels_cell_write(
          count: count, erase: 0, linear: 0, input: slice(), forget: slice(), candidate_pre: slice(),
          previous_cell: slice(), write: noDropout(), drop: noDropout(), candidate: slice(), cell: slice())
        return { table.pointee.cell_write(&step) }
      },
      slice("cell_read") { table, room, count in
        func slice() -> UnsafeMutablePointer<Float> { room.floats(count) }
        let none = ckernels_zoneout(uniforms: nil, rate: 0)
        var step = ckernels_cell_read(
          count: count, linear: 0, output: slice(), written: slice(), previous_cell: slice(),
          previous_hidden: slice(), zoneout_cell: none, zoneout_hidden: none, cell_tanh: slice(),
          cell: slice(),
          hidden: slice())
        return { table.pointee.cell_read(&step) }
      },
      slice("cell_features_backward") { table, room, count in
        var (step, features) = (plainReturn(room, count), ckernels_cell_features())
        return { table.pointee.cell_features_backward(&step, &features) }
      },
      slice("mix_forward") { table, room, count in
        func slice() -> UnsafeMutablePointer<Float> { room.floats(count, 0...1) }
        var step = ckernels_mix_forward(
          count: count, writes: 0, linear: 0, gate: slice(), reset: slice(), candidate_pre: slice(),
          recurrent_pre: slice(), write_factors: nil, previous: slice(), candidate: slice(),
          recurrent: slice(), hidden: slice())
        return { table.pointee.mix_forward(&step) }
      },
      slice("mix_backward") { table, room, count in
        func slice() -> UnsafeMutablePointer<Float> { room.floats(count, 0...1) }
        var step = ckernels_mix_backward(
          count: count, writes: 0, linear: 0, is_one_gate: 0, hidden_gradient: slice(), gate: slice(),
          reset: slice(), write_factors: nil, previous: slice(), gate_slope: slice(), reset_slope: slice(),
          candidate: slice(), recurrent: slice(), carried: slice())
        return { table.pointee.mix_backward(&step) }
      },
      slice("dropout") { table, room, count in
        let (x, y) = (room.floats(count), room.floats(count))
        var mask = ckernels_dropout(uniforms: room.floats(count, 0...1), keep: 0.5, factor: 2)
        return { table.pointee.dropout(&mask, x, y, count) }
      },
      slice("multiply_add") { table, room, count in
        // Factors below 1e-6: the sum stays small, however often it grows.
        let (a, b, sum) = (room.floats(count, -1e-6...1e-6), room.floats(count), room.floats(count))
        return { table.pointee.multiply_add(a, b, sum, count) }
      },
    ]
  }
}
